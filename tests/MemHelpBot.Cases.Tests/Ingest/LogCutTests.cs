using MemHelpBot.Cases.Ingest;

namespace MemHelpBot.Cases.Tests.Ingest;

public sealed class LogCutTests
{
    [Fact]
    public void A_long_log_is_cut_between_reports_and_never_inside_one()
    {
        var reports = Enumerable.Range(0, 60).Select(Report).ToList();
        var log = string.Join('\n', reports.SelectMany(r => (string[])[r, Noise(r.Length)]));

        var pieces = LogCut.Pieces(log);

        Assert.True(pieces.Count > 5);
        Assert.Equal(log, string.Join('\n', pieces));
        Assert.All(reports, r => Assert.Single(pieces, p => p.Contains(r, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_log_of_usual_length_stays_whole() => Assert.Single(LogCut.Pieces(Report(1)));

    [Fact]
    public void A_report_without_an_end_is_cut_all_the_same()
    {
        var log = "[1.0] a invoked oom-killer: gfp_mask=0xcc0\n" + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"[{i}.1] Node 0 Normal free:{i}kB\n"));

        var pieces = LogCut.Pieces(log);

        Assert.True(pieces.Count > 2);
        Assert.All(pieces, p => Assert.InRange(p.Length, 1, 300_000));
    }

    [Fact]
    public void A_long_table_is_cut_between_rows_and_each_part_has_its_head()
    {
        var table = "| node | free |\n" + string.Join('\n', Enumerable.Range(0, 800).Select(i => $"| n{i} | {i} kB |"));
        var document = DocumentBuilder.Build(MarkdownFormat.Read("# Nodes\n\n" + table), "x", "nodes.md")!;

        Assert.True(document.Sections.Count > 1);
        Assert.All(document.Sections, s => Assert.StartsWith("| node | free |\n| n", s.Text, StringComparison.Ordinal));
        Assert.Equal(800, document.Sections.Sum(s => s.Text.Split('\n').Length - 1));
    }

    private static string Report(int i) => string.Join('\n', (string[])
    [
        $"[{i}.0] worker{i} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0",
        $"[{i}.1] Mem-Info:",
        .. Enumerable.Range(0, 30).Select(n => $"[{i}.2] Node {n} Normal free:{i * n}kB min:44676kB low:55844kB high:67012kB"),
        $"[{i}.3] Out of memory: Killed process {i} (worker{i}) total-vm:1kB, anon-rss:2kB",
        $"[{i}.4] oom_reaper: reaped process {i} (worker{i}), now anon-rss:0kB",
    ]);

    private static string Noise(int seed) => string.Join('\n', Enumerable.Range(0, 20).Select(n => $"[{seed}.9] systemd[1]: Started session {n} of user root."));
}
