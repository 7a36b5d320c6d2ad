using System.Diagnostics;
using System.Globalization;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Tests;

namespace MemHelpBot.Cli.Tests;

/// <summary>
/// SIGKILL at random moments of <c>memhelp ingest</c>: what is served afterwards is the old set of documents or the new one, whole, and
/// the next run completes it. MEMHELP_KILLS sets how often (tests/kill-ingest.sh runs 200).
/// </summary>
public sealed class KilledIngestTests : IDisposable
{
    private const int Files = 120;
    private readonly TestCorpus corpus = new();
    private readonly Random random = new(20_261);

    private string Site => Path.Combine(corpus.Root, "site");

    [Fact]
    public async Task A_killed_ingest_leaves_the_old_index_or_the_new_one()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("MEMHELP_KILLS"), CultureInfo.InvariantCulture, out var told) ? told : 12;
        WriteSite(0);
        var whole = await RunAsync(null);
        Assert.Equal(0, Served());
        var (served, old, replaced) = (0, 0, 0);
        for (var kill = 1; kill <= kills; kill++)
        {
            WriteSite(kill);
            // Every other one is killed just when files are being replaced, the others anywhere in a run.
            await RunAsync(kill % 2 == 0 ? null : random.NextDouble() * 1.2 * whole.TotalMilliseconds, atReplacing: kill % 2 == 0);
            var now = Served();
            Assert.True(now == served || now == kill, $"kill {kill}: {now} is served after {served}");
            (old, replaced) = now == served ? (old + 1, replaced) : (old, replaced + 1);
            served = now;
        }

        await RunAsync(null);

        Assert.Equal(kills, Served());
        Assert.Empty(Directory.GetFiles(corpus.Data, "*.tmp"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills: {old} times the old index, {replaced} times the new one, never none");
    }

    public void Dispose() => corpus.Dispose();

    private void WriteSite(int round)
    {
        Directory.CreateDirectory(Site);
        for (var i = 0; i < Files; i++)
            File.WriteAllText(Path.Combine(Site, $"page-{i:000}.md"), $"# Page {i}\n\nround-{round} of page {i}: the node ran out of memory while the job wrote its checkpoint.\n\n## More\n\nround-{round} again.\n");
    }

    /// <summary>The round whose documents are served; fails unless all are of one.</summary>
    private int Served()
    {
        var open = OpenCorpus.Open(corpus.Corpus, corpus.Data, null, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(open.Problems, p => p.Message.Contains("ingested", StringComparison.Ordinal));
        var pages = open.Generation.Documents.Where(d => d.Kind == DocumentKind.External).ToList();
        Assert.Equal(Files, pages.Count);
        var rounds = pages.Select(p => p.Sections[0].Text.Split("round-")[1].Split(' ')[0]).Distinct();
        return int.Parse(Assert.Single(rounds), CultureInfo.InvariantCulture);
    }

    /// <summary>Runs the program, and kills it after some time or when it begins to replace a file.</summary>
    private async Task<TimeSpan> RunAsync(double? killAfter, bool atReplacing = false)
    {
        var token = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "memhelp.dll"), "ingest", Site, "--data", corpus.Data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var clock = Stopwatch.StartNew();
        var output = process.StandardOutput.ReadToEndAsync(token);
        var errors = process.StandardError.ReadToEndAsync(token);
        if (killAfter is { } after)
        {
            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(after), token), process.WaitForExitAsync(token));
            process.Kill();
        }
        else if (atReplacing)
        {
            while (!process.HasExited && (!Directory.Exists(corpus.Data) || Directory.GetFiles(corpus.Data, "*.tmp").Length == 0))
                Thread.SpinWait(50);
            Thread.SpinWait(random.Next(20_000));
            process.Kill();
        }

        await process.WaitForExitAsync(token);
        if (killAfter is null && !atReplacing)
            Assert.True(process.ExitCode == 0, await output + await errors);
        return clock.Elapsed;
    }
}
