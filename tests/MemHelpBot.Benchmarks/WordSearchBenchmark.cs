using System.Diagnostics;
using System.Globalization;
using MemHelpBot.Cases.Evaluation;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Benchmarks;

/// <summary>
/// Percentiles of a search by words over 100,000 documents of 120 words, drawn from 60,000 words with Zipf's frequencies by a seed:
/// <c>dotnet run -c Release --project tests/MemHelpBot.Benchmarks -- words</c>. Every question is asked five times; the percentiles of all
/// answers tell what the machine did meanwhile too, those of the fastest of five what the search costs.
/// </summary>
internal static class WordSearchBenchmark
{
    private const int Documents = 100_000;
    private const int Length = 120;
    private const int Vocabulary = 60_000;
    private const int Questions = 2_500;
    private const int Repeats = 5;

    /// <summary>Builds, asks, prints.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var random = new Random(1);
        var sums = Sums();
        string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word(random, sums)));
        var documents = new CaseDocument[Documents];
        for (var i = 0; i < documents.Length; i++)
        {
            documents[i] = new CaseDocument(
                $"d{i:000000}", DocumentKind.External, "", "en", [], [], [], new DocumentSource("", null, null, "site"), [new CaseSection("text", "", Text(Length))]);
        }

        var start = Stopwatch.GetTimestamp();
        var ranker = new WordsRanker(new EmbeddedCaseStore(Corpus.Empty, documents).Generation);
        await ranker.RankAsync(Text(3), 10, CancellationToken.None);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Documents} documents of {Length} words: indexed in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
        foreach (var words in new[] { 3, 6, 12 })
        {
            var (all, fastest) = (new List<double>(), new List<double>());
            for (var i = 0; i < Questions; i++)
            {
                var question = Text(words);
                for (var repeat = 0; repeat < Repeats; repeat++)
                {
                    start = Stopwatch.GetTimestamp();
                    await ranker.RankAsync(question, 10, CancellationToken.None);
                    all.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }

                fastest.Add(all[^Repeats..].Min());
            }

            await output.WriteLineAsync($"{words,2} words: all {Percentiles(all)}; fastest of {Repeats} {Percentiles(fastest)}");
        }
    }

    private static string Percentiles(List<double> times)
    {
        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"p50 {times[times.Count / 2]:0.000} ms, p99 {times[times.Count * 99 / 100]:0.000} ms, longest {times[^1]:0.000} ms");
    }

    // Zipf's law with Mandelbrot's shift, as running text has it.
    private static double[] Sums()
    {
        var sums = new double[Vocabulary];
        for (var i = 0; i < sums.Length; i++)
            sums[i] = (i == 0 ? 0 : sums[i - 1]) + (1 / (i + 2.7));
        return sums;
    }

    private static string Word(Random random, double[] sums)
    {
        var at = Array.BinarySearch(sums, random.NextDouble() * sums[^1]);
        var number = Math.Min(at < 0 ? ~at : at, sums.Length - 1);
        var letters = new char[5];
        for (var i = 0; i < letters.Length; i++, number /= 20)
            letters[i] = (char)('b' + (number % 20));
        return "q" + new string(letters);
    }
}
