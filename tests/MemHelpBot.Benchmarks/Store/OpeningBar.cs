using System.Diagnostics;
using System.Globalization;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Ingest;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Benchmarks.Store;

/// <summary>Opens an index of 100,000 ingested sections beside its limit of a second: <c>open [sections]</c>. The first call makes it, the second opens what was made.</summary>
internal static class OpeningBar
{
    private const int WordsOfSection = 120;
    private const int SectionsOfDocument = 4;

    public static async Task RunAsync(string[] arguments)
    {
        var sections = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 100_000;
        var folder = Path.Combine(Path.GetTempPath(), $"memhelp-open-{sections}");
        var (data, cache) = (Path.Combine(folder, "data"), Path.Combine(folder, "cache"));
        if (!File.Exists(IngestIndex.PathIn(data)))
        {
            Directory.CreateDirectory(data);
            IngestIndex.Replace(data, [new IngestEntry("made", "made", "made", null, [.. Enumerable.Range(0, sections / SectionsOfDocument).Select(Document)])]);
        }

        var clock = Stopwatch.StartNew();
        var open = OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus"), data, cache);
        var opened = clock.Elapsed;
        var hits = await open.Store.FindAsync(new CaseQuery { Text = "word17 word4000 memory" }).ConfigureAwait(false);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sections:N0} sections: opened in {opened.TotalSeconds:0.00} s, limit 1.00; with its first query {clock.Elapsed.TotalSeconds:0.00} s ({hits.Count} hits); memory {Environment.WorkingSet / 1e6:0} MB, managed {GC.GetTotalMemory(true) / 1e6:0} MB"));
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Path.GetFileName(file)}: {new FileInfo(file).Length / 1e6:0.0} MB"));
    }

    // Words as rare as in prose: the n-th by Zipf's law.
    private static CaseDocument Document(int number)
    {
        var random = new Random(number);
        string Text() => string.Join(' ', Enumerable.Range(0, WordsOfSection).Select(_ => $"word{(int)Math.Pow(50_000, random.NextDouble())}"));
        return new CaseDocument(
            $"ext-made-{number:000000}", DocumentKind.External, $"Made {number}", "en", [], [], [], new DocumentSource($"Made {number}", null, null, "site"),
            [.. Enumerable.Range(0, SectionsOfDocument).Select(s => new CaseSection($"s{s}", $"Part {s}", Text()))]);
    }
}
