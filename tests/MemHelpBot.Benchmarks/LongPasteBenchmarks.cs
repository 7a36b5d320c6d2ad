using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using MemHelpBot.Assistant;
using MemHelpBot.Cases;

namespace MemHelpBot.Benchmarks;

/// <summary>Long pastes, from text to verified answer: thousands of incidents, megabytes of what says nothing of memory.</summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 5)]
public class LongPasteBenchmarks
{
    private const int TenMegabytes = 10_000_000;
    private string paste = "";
    private MemHelpAssistant assistant = null!;

    /// <summary>What is pasted.</summary>
    [Params("1000 kill lines", "2000 kill lines", "200 reports", "400 reports", "10 MB syslog", "10 MB prose", "10 MB of trigger words")]
    public string Paste { get; set; } = "";

    /// <summary>Opens the shipped corpus and makes the paste.</summary>
    [GlobalSetup]
    public void Open()
    {
        var report = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reports", "oom-14k.log"));
        paste = Paste switch
        {
            "1000 kill lines" => Lines(1000, Kill),
            "2000 kill lines" => Lines(2000, Kill),
            "200 reports" => Lines(200, _ => report),
            "400 reports" => Lines(400, _ => report),
            "10 MB syslog" => Filled(Syslog),
            "10 MB prose" => Filled(i => $"The fox number {i} jumps over the lazy dog, goes home to eat there and sleeps until noon.\n"),
            _ => Filled(i => $"Yesterday job {i} was killed, its memory and its swap were used, and the node has a limit of {i % 90} GB for process {i} on line {i} and exit code {i % 90}.\n"),
        };
        var open = OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus"), null, null, CancellationToken.None);
        assistant = new MemHelpAssistant(open.Corpus, open.Store);
    }

    /// <summary>Text to verified answer.</summary>
    [Benchmark]
    public Reply Answer() => assistant.ReplyAsync(new Conversation(), new Turn(paste), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    private static string Kill(int i) => string.Create(
        CultureInfo.InvariantCulture,
        $"[{51234 + i}.100011] Out of memory: Killed process {1000 + i} (worker{i % 7}) total-vm:{20_000_000 + i}kB, anon-rss:{15_000_000 + i}kB, file-rss:0kB, shmem-rss:0kB, UID:1000 pgtables:{3000 + i}kB oom_score_adj:0\n");

    private static string Syslog(int i) => string.Create(
        CultureInfo.InvariantCulture,
        $"Mar  3 12:{i % 60:D2}:01 node{i % 9} CRON[{i + 100}]: (root) CMD (cd / && run-parts --report /etc/cron.hourly)\nMar  3 12:{i % 60:D2}:05 node{i % 9} systemd[1]: Started Session {i} of user root.\n");

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(line));

    private static string Filled(Func<int, string> line)
    {
        var text = new StringBuilder(TenMegabytes);
        for (var i = 0; text.Length + 300 < TenMegabytes; i++)
            text.Append(line(i));
        return text.ToString();
    }
}
