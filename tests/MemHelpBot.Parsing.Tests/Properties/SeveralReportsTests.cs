using MemHelpBot.LogGenerator.Kernel;
using MemHelpBot.LogGenerator.Prefixes;
using MemHelpBot.Parsing.Tests.Kernel;

namespace MemHelpBot.Parsing.Tests.Properties;

/// <summary>Several reports in one paste, in the order of time and against it.</summary>
public sealed class SeveralReportsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Reports_one_after_another_are_incidents_of_their_own(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var form = PrefixForm.All[random.Next(PrefixForm.All.Count)];
            var reports = Enumerable.Range(0, random.Next(2, 5)).Select(_ => Draw(random, form)).ToList();
            var between = random.Next(3) switch { 0 => "", 1 => "\nSome hours later it happened again:\n\n", _ => "May  9 12:31:09 other sshd[811]: Connection closed by 10.0.0.7 port 4711\n" };
            var reading = PasteReader.Read(string.Join(between, reports.Select(r => r.Text)));
            Assert.Equal(reports.Select(r => r.Report.Kind), reading.Incidents.Select(i => i.Kind));
            for (var i = 0; i < reports.Count; i++)
            {
                var difference = PrintedReport.Difference(reports[i].Expected, PrintedReport.Told(reading, i));
                Assert.True(difference.Length == 0, $"seed {seed} round {round}, {i}: {reports[i]}{difference}");
            }
        }
    }

    /// <summary>Journals are pasted newest first too. Lines that speak of the line before them cannot be read then; nothing may be made up.</summary>
    [Fact]
    public void A_report_newest_first_tells_nothing_that_was_not_printed()
    {
        var random = new Random(4);
        var failures = new List<string>();
        foreach (var version in KernelVersion.All)
        {
            foreach (var scope in ReportPrinter.Scopes(version))
            {
                var printed = PrintedReport.Of(version, scope, PrefixForm.Of("rfc3164"), random.Next());
                var reading = PasteReader.Read(string.Join('\n', printed.Records.Reverse().SelectMany(r => r)));
                var all = printed.Expected.ToHashSet(StringComparer.Ordinal);
                var wrong = reading.Facts.All.Select(f => $"{f.Name} = {Fixture.Print(f.Value)}").Where(t => !all.Contains(t) && !t.StartsWith("oom.time", StringComparison.Ordinal) && !t.StartsWith("mem.page_size_kb", StringComparison.Ordinal) && !t.StartsWith("program.message", StringComparison.Ordinal) && !IsChoice(t, printed)).ToList();
                if (wrong.Count > 0)
                    failures.Add($"newest first: {printed}:" + string.Concat(wrong.Select(w => "\nnot told " + w)));
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} failures\n" + string.Join('\n', failures.Take(10)));
    }

    // Read backwards, the victim's line is not recognised as the end of the two-line kernel's choice.
    private static bool IsChoice(string told, PrintedReport printed) =>
        (told.StartsWith("oom.victim", StringComparison.Ordinal) || told.StartsWith("oom.scope", StringComparison.Ordinal)) && printed.Records.Any(r => r[0].Contains("kill process", StringComparison.OrdinalIgnoreCase));

    // A kill line alone behind a report without one would be taken for its end, as it should be.
    private static PrintedReport Draw(Random random, PrefixForm form)
    {
        var version = KernelVersion.All[random.Next(KernelVersion.All.Count)];
        var scopes = ReportPrinter.Scopes(version).Where(s => s is not (ReportScope.KillLine or ReportScope.SysRq)).ToList();
        return PrintedReport.Of(version, scopes[random.Next(scopes.Count)], form, random.Next());
    }
}
