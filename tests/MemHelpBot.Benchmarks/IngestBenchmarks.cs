using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using MemHelpBot.Cases.Ingest;

namespace MemHelpBot.Benchmarks;

/// <summary>
/// Ingest on one thread, from files on the disk to the index that is served: 2,000 files of eight sections, with logs, tables and
/// secrets among the prose. A chunk is a section.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 5)]
public class IngestBenchmarks
{
    private const int Files = 2000;
    private const int SectionsOfEach = 8;
    private string site = "";
    private string data = "";

    /// <summary>How the files are written.</summary>
    [Params("md", "html", "txt")]
    public string Format { get; set; } = "";

    /// <summary>Writes the files.</summary>
    [GlobalSetup]
    public void Write()
    {
        site = Directory.CreateTempSubdirectory("memhelp-bench-").FullName;
        data = site + "-data";
        for (var i = 0; i < Files; i++)
            File.WriteAllText(Path.Combine(site, $"f{i:0000}.{Format}"), string.Concat(Enumerable.Range(0, SectionsOfEach).Select(n => Section(i, n))));
    }

    /// <summary>Begins with no index.</summary>
    [IterationSetup]
    public void Empty()
    {
        if (Directory.Exists(data))
            Directory.Delete(data, recursive: true);
    }

    /// <summary>Takes them all; the time is that of one chunk.</summary>
    [Benchmark(OperationsPerInvoke = Files * SectionsOfEach)]
    public int Ingest()
    {
        var sections = Ingestor.Ingest([site], data).Sections;
        return sections >= Files * SectionsOfEach ? sections : throw new InvalidOperationException($"{sections} sections");
    }

    /// <summary>Removes them.</summary>
    [GlobalCleanup]
    public void Remove()
    {
        Directory.Delete(site, recursive: true);
        Directory.Delete(data, recursive: true);
    }

    private string Section(int file, int number)
    {
        var (open, close) = Format == "html" ? ("<pre>", "</pre>") : Format == "md" ? ("```", "```") : ("", "");
        var heading = string.Create(CultureInfo.InvariantCulture, $"Incident {file} part {number}");
        var prose = string.Create(CultureInfo.InvariantCulture, $"The node had {number + 3} GiB left when job {file} asked for more; the kernel chose the largest process of the job, and the scheduler drained the node. ");
        var log = string.Concat(Enumerable.Range(0, 8).Select(l => string.Create(CultureInfo.InvariantCulture, $"[{file}.{l}] Node {l} Normal free:{file * l}kB min:44676kB low:55844kB high:67012kB\n")));
        return Format switch
        {
            "html" => $"{(number == 0 ? "<!doctype html><html><body>" : "")}<h2>{heading}</h2><p>{prose}{prose}</p>{open}{log}{close}<table><tr><td>zone</td><td>free</td></tr><tr><td>DMA32</td><td>9000</td></tr></table><p>password: hunter{file}22</p>",
            "md" => $"## {heading}\n\n{prose}{prose}\n\n{open}\n{log}{close}\n\n| zone | free |\n| --- | --- |\n| DMA32 | 9000 |\n\npassword: hunter{file}22\n\n",
            _ => $"{heading}\n\n{prose}{prose}\n\n{log}\nThe mail of the owner is owner{file}@example.org and password: hunter{file}22.\n\n",
        };
    }
}
