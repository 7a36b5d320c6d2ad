using MemHelpBot.LogGenerator.Kernel;
using MemHelpBot.LogGenerator.Prefixes;

namespace MemHelpBot.Parsing.Tests.Properties;

/// <summary>Reports of which the begin, the end or both are missing: what stands there is read, and nothing else.</summary>
public sealed class CutReportTests
{
    // What is told of the whole that is there: of a table or a list of nodes that was cut it is about the rest, and the time is that of the first line.
    private static readonly string[] OfTheRest = ["tasks.", "mem.node_hugepages_total", "mem.page_size_kb", "oom.time", "oom.scope", "oom.manual", "oom.called_from", "program.message"];

    public static TheoryData<string> Versions() => [.. KernelVersion.All.Select(v => v.Name)];

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_cut_report_tells_what_is_left_of_it(string name)
    {
        var version = KernelVersion.Of(name);
        var random = new Random(name.Length + version.Index);
        var failures = new List<string>();
        foreach (var scope in ReportPrinter.Scopes(version))
        {
            for (var round = 0; round < 12; round++)
            {
                var printed = PrintedReport.Of(version, scope, PrefixForm.All[random.Next(PrefixForm.All.Count)], random.Next());
                var count = printed.Records.Count;
                var first = round % 3 == 1 ? 0 : random.Next(count);
                var last = round % 3 == 0 ? count : random.Next(first + 1, count + 1);
                var text = string.Join('\n', printed.Records.Take(first..last).SelectMany(r => r)) + "\n";
                var reading = PasteReader.Read(text);
                var told = reading.Facts.All.Select(f => $"{f.Name} = {Kernel.Fixture.Print(f.Value)}").Where(IsOwn).ToHashSet(StringComparer.Ordinal);
                var all = printed.Expected.Where(IsOwn).ToHashSet(StringComparer.Ordinal);
                var left = printed.Facts(f => f.First >= first && f.Last < last).Where(IsOwn);
                // A two-line kernel's choice stands for the victim when nothing else names one.
                if (!printed.Report.Facts.Any(f => f.Name == "oom.victim" && f.Last < last))
                    told.RemoveWhere(t => t.StartsWith("oom.victim = ", StringComparison.Ordinal) || t.StartsWith("oom.victim_pid", StringComparison.Ordinal) || t.StartsWith("oom.victim_uid", StringComparison.Ordinal));
                var (wrong, missing) = (told.Except(all, StringComparer.Ordinal).ToList(), left.Except(told, StringComparer.Ordinal).ToList());
                if (wrong.Count + missing.Count > 0)
                    failures.Add($"cut: {printed} records {first} to {last} of {count}:" + string.Concat(wrong.Select(w => "\nnot told " + w)) + string.Concat(missing.Select(m => "\nmissing  " + m)) + "\n" + printed.Records[first][0]);
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} failures\n" + string.Join('\n', failures.Take(10)));
    }

    private static bool IsOwn(string fact) => !Array.Exists(OfTheRest, n => fact.StartsWith(n, StringComparison.Ordinal));
}
