using MemHelpBot.LogGenerator.Kernel;
using MemHelpBot.LogGenerator.Prefixes;
using MemHelpBot.Parsing;

namespace MemHelpBot.Secrets.Tests;

/// <summary>Logs without secrets come through as they are: the facts before are the facts after.</summary>
public sealed class CleanLogTests
{
    [Fact]
    public void Logs_without_secrets_lose_no_fact()
    {
        var logs = Logs().ToList();
        Assert.True(logs.Count >= 100, $"{logs.Count}");
        Assert.All(logs, log =>
        {
            var masked = Egress.Mask(log.Text).Text;
            Assert.True(log.Text.AsSpan().Count('\n') == masked.AsSpan().Count('\n'), log.Name);
            Assert.Equal(Facts(log.Text), Facts(masked));
        });
    }

    [Fact]
    public void Printed_kernel_reports_are_not_touched_at_all() =>
        Assert.All(Printed(), log => Assert.Equal(log.Text, Egress.Mask(log.Text).Text));

    [Theory]
    [MemberData(nameof(LookAlikes))]
    public void What_only_looks_like_a_secret_stays(string line) => Assert.Equal(line, Egress.Mask(line).Text);

    public static TheoryData<string> LookAlikes() =>
    [
        .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "look-alikes.txt")).Where(l => l.Length > 0),
    ];

    private static IEnumerable<(string Name, string Text)> Logs() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures"), "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(".facts", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(f => (Path.GetFileName(f), File.ReadAllText(f))).Concat(Printed());

    private static IEnumerable<(string Name, string Text)> Printed()
    {
        var random = new Random(11);
        foreach (var version in KernelVersion.All)
        {
            foreach (var scope in ReportPrinter.Scopes(version))
            {
                var form = PrefixForm.All[random.Next(PrefixForm.All.Count)];
                var stamp = new Stamp(new DateTime(2026, 3, 4, 11, 20, 9, DateTimeKind.Unspecified), 3_123_456_789, "n12", 700);
                var report = ReportPrinter.Print(version, scope, MachineKind.Ordinary, random);
                yield return ($"{version} {scope}", string.Join('\n', report.Records.SelectMany(r => form.Print(r, stamp))));
            }
        }
    }

    private static List<string> Facts(string text) => [.. PasteReader.Read(text).Facts.All.Select(f => $"{f.Span.FirstLine} {f.Incident} {f.Name} = {f.Value}")];
}
