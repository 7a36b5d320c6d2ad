using System.Diagnostics;
using System.Globalization;
using MemHelpBot.Cases;

namespace MemHelpBot.Cli.Tests;

/// <summary>
/// The program itself, killed (SIGKILL) at random moments of an ingest: the documents of before or those of after are served, never
/// less, and the next ingest completes. MEMHELP_KILLS says how often; 200 times is what a release is measured with.
/// </summary>
public sealed class IngestKillTests : IDisposable
{
    /// <summary>As many as one query can name.</summary>
    private const int Files = 100;
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("memhelp-kill-");
    private readonly string corpus;
    private readonly string data;

    public IngestKillTests()
    {
        (corpus, data) = (Path.Combine(directory.FullName, "corpus"), Path.Combine(directory.FullName, "data"));
        Directory.CreateDirectory(corpus);
        Directory.CreateDirectory(Site);
    }

    private string Site => Path.Combine(directory.FullName, "site");

    [Fact]
    public void A_kill_at_any_moment_leaves_the_documents_of_before_or_after()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("MEMHELP_KILLS") ?? "8", CultureInfo.InvariantCulture);
        var random = new Random(3);
        Write(0);
        var whole = Stopwatch.StartNew();
        Assert.Equal(0, Run(null));
        var longest = (int)whole.ElapsedMilliseconds + 50;
        for (var round = 1; round <= kills; round++)
        {
            Write(round);
            var status = Run(random.Next(longest));
            var served = Served();
            Assert.Equal(Files, served.Count);
            Assert.Single(served.Distinct());
            Assert.True(served[0] == round || (status != 0 && served[0] == round - 1), $"round {round}, status {status}: {served[0]} is served");
            Assert.Equal(0, Run(null));
            Assert.All(Served(), s => Assert.Equal(round, s));
        }
    }

    public void Dispose() => directory.Delete(recursive: true);

    private void Write(int round)
    {
        for (var i = 0; i < Files; i++)
            File.WriteAllText(Path.Combine(Site, $"f{i:000}.md"), $"# Incident {i}\n\nRound {round}: the node had no memory left, and job {i} was killed.\n");
    }

    /// <summary>The rounds that the documents served tell of.</summary>
    private List<int> Served()
    {
        var store = OpenCorpus.Open(corpus, data).Store;
        var hits = store.FindAsync(new CaseQuery { Text = "incident memory node job killed", Limit = Files }).AsTask().GetAwaiter().GetResult();
        return hits.Select(h => int.Parse(h.Section.Text.Split([' ', ':'])[1], CultureInfo.InvariantCulture)).ToList();
    }

    private int Run(int? killAfter)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Composition).Assembly.Location, "ingest", Site, "--data", data]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (killAfter is { } after && !process.WaitForExit(after))
            process.Kill();
        process.WaitForExit();
        output.GetAwaiter().GetResult();
        return process.ExitCode;
    }
}
