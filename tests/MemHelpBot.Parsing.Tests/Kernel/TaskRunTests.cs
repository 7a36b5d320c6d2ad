namespace MemHelpBot.Parsing.Tests.Kernel;

/// <summary>Rows of a task table are taken in one run where nothing is disguised. The run must read what each line alone would.</summary>
public sealed class TaskRunTests
{
    // A zero-width space anywhere switches the run off.
    private const string Undisguise = "\n\u200b";

    private const string Head = "[  100.000001] [  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name\n";

    public static TheoryData<string> Tables => new(
        Row(1, "bash") + Row(2, "java") + Row(3, "java") + Row(4, "sshd"),
        Row(1, "bash") + "[  100.000001] [     22]     0    22      900\n" + Row(3, "java") + Row(4, "sshd"),
        Row(1, "Web Content") + Row(2, "(sd-pam)") + Row(3, "a]b") + Row(4, ""),
        Row(1, "kworker/0:1") + Row(2, "x [y") + Row(3, "a|b") + Row(4, "z"),
        (Row(1, "bash") + Row(2, "java") + Row(3, "ssh")).Replace("\n", "\r\n", StringComparison.Ordinal),
        Row(1, "bash") + "[  100.000001] eth0: link up\n" + Row(2, "java") + Row(3, "-5") + Row(4, "0"),
        Row(1, "bash") + Row(2, "bash").Replace("-1000", "-1000x", StringComparison.Ordinal) + Row(3, "java"),
        Row(1, "bash") + Row(2, "java").Replace("5000", "9999999999999999999999", StringComparison.Ordinal) + Row(3, "java"),
        Row(1, "bash") + Row(2, "java") + "[  100.000001] [      9]     0     9      900     5000    40960        0\n");

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_run_reads_what_each_line_alone_would(string rows)
    {
        var text = Head + rows + "[  100.000002] Out of memory: Killed process 2 (java) total-vm:1000kB, anon-rss:900kB, file-rss:0kB, shmem-rss:0kB";
        Assert.Equal(Read(text + Undisguise), Read(text));
        Assert.Contains(Read(text), f => f.Contains("tasks.top", StringComparison.Ordinal));
    }

    [Fact]
    public void Fixtures_read_alike_with_and_without_the_run()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Kernel"), "*.log");
        Assert.NotEmpty(files);
        foreach (var text in files.Select(File.ReadAllText))
            Assert.Equal(Read(text + Undisguise), Read(text));
    }

    private static string Row(int pid, string name) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[  100.000001] [{pid,7}]     0 {pid,5}   100000     5000   {pid * 4096,7}        0         -1000 {name}\n");

    private static IEnumerable<string> Read(string text)
    {
        var reading = PasteReader.Read(text);
        return [.. reading.Facts.All.Select(f => $"{f.Name}={f.Value} {f.Span} {f.Span.Start}-{f.Span.End} {f.Incident}"), .. reading.Incidents.Select(i => i.Span.ToString())];
    }
}
