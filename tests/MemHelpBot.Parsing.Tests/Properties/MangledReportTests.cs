using MemHelpBot.LogGenerator.Kernel;
using MemHelpBot.LogGenerator.Prefixes;

namespace MemHelpBot.Parsing.Tests.Properties;

/// <summary>Every version and scope through everything that happens to a log on its way.</summary>
public sealed class MangledReportTests
{
    public static TheoryData<string> Manglings() => [.. Mangling.All.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Manglings))]
    public void A_mangled_report_is_read_as_it_was_printed(string name)
    {
        var failures = new List<string>();
        var seed = 1000;
        foreach (var version in KernelVersion.All)
        {
            foreach (var scope in ReportPrinter.Scopes(version))
            {
                // Docker's JSON is a disguise of its own: two at once stand in the tests of mixtures.
                var form = PrefixForm.All[++seed % (PrefixForm.All.Count - 1)];
                var printed = PrintedReport.Of(version, scope, form, seed);
                var text = Mangling.Of(name).Apply(printed.Text, new Random(seed));
                var difference = PrintedReport.Difference(printed.Expected, PrintedReport.Told(PasteReader.Read(text)));
                // Of one line alone nobody knows the width it was broken at: what cannot be mended must be missing.
                if (name.StartsWith("wrapped", StringComparison.Ordinal) && scope == ReportScope.KillLine && !difference.Contains("not told", StringComparison.Ordinal))
                    continue;
                if (difference.Length > 0)
                    failures.Add($"{name}: {printed} seed {seed}:{difference}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} failures\n" + string.Join('\n', failures.Take(12)));
    }

    /// <summary>Two manglings over each other: much may be lost, but nothing may be made up.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_twice_mangled_report_tells_nothing_that_was_not_printed(int seed)
    {
        var failures = new List<string>();
        var (lost, all) = (0, 0);
        for (var round = 0; round < 250; round++)
        {
            var random = new Random((seed * 100_000) + round);
            var version = KernelVersion.All[random.Next(KernelVersion.All.Count)];
            var scopes = ReportPrinter.Scopes(version);
            var printed = PrintedReport.Of(version, scopes[random.Next(scopes.Count)], PrefixForm.All[random.Next(PrefixForm.All.Count)], random.Next());
            var (first, second) = (Mangling.All[random.Next(Mangling.All.Count)], Mangling.All[random.Next(Mangling.All.Count)]);
            if ((first.Breaks && !second.KeepsWidth) || (second.Breaks && first.HidesPrefix))
                continue;
            var text = second.Apply(first.Apply(printed.Text, random), random);
            var expected = printed.Expected.ToHashSet(StringComparer.Ordinal);
            var told = PrintedReport.Told(PasteReader.Read(text));
            var wrong = told.Where(t => !expected.Contains(t) && t != "oom.time = " + printed.Boot).ToList();
            (lost, all) = (lost + expected.Except(told, StringComparer.Ordinal).Count(), all + expected.Count);
            if (wrong.Count > 0)
                failures.Add($"{first}, then {second}: {printed} round {round}:\nnot told " + string.Join("\nnot told ", wrong));
        }

        Assert.True(failures.Count == 0, $"{failures.Count} failures\n" + string.Join('\n', failures.Take(12)));
        Assert.True(lost * 20 < all, $"{lost} of {all} facts were lost");
    }
}
