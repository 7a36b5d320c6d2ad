using MemHelpBot.LogGenerator.Syslog;

namespace MemHelpBot.Parsing.Tests.Properties;

/// <summary>Lines that speak of the OOM killer, or have the shape of a report's numbers, tell no fact of a report.</summary>
public sealed class DecoyTests
{
    [Fact]
    public void A_decoy_is_no_report()
    {
        var random = new Random(1);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < 600; round++)
        {
            var (kind, text) = Decoys.Draw(random);
            // A whole kill line in quotes is one to a reader of pastes; who scans a log knows that it is another program's.
            if (kind == "quoted")
                continue;
            seen.Add(kind);
            var reading = PasteReader.Read("Mar  1 00:00:59 web-04 " + text);
            Assert.True(reading.Incidents.Count == 0, text);
            Assert.DoesNotContain(reading.Facts.All, f => f.Name.StartsWith("oom.", StringComparison.Ordinal) || f.Name.StartsWith("mem", StringComparison.Ordinal));
        }

        Assert.True(seen.Count >= 5);
    }
}
