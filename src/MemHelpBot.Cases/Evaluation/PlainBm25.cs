using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Text;

namespace MemHelpBot.Cases.Evaluation;

/// <summary>
/// The yardstick: BM25 as in the books (k1 = 1.2, b = 0.75, idf ln(1 + (N − n + 0.5)/(n + 0.5))) over title and text as one bag. Words of
/// Latin letters and digits in lower case, stemmed by Porter's algorithm, without English stop words; pairs of characters for Chinese,
/// Japanese and Korean. No fields, no identifiers, no concepts, no vectors.
/// </summary>
public sealed class PlainBm25 : ITestRanker
{
    private const double K1 = 1.2;
    private const double B = 0.75;
    private readonly string[] ids;
    private readonly double[] lengths;
    private readonly double average;
    private readonly Dictionary<string, List<(int Document, int Count)>> postings = new(StringComparer.Ordinal);

    /// <summary>Indexes documents: their title, and all their sections.</summary>
    public PlainBm25(IEnumerable<CaseDocument> documents)
    {
        var sorted = documents.OrderBy(d => d.Id, StringComparer.Ordinal).ToList();
        ids = [.. sorted.Select(d => d.Id)];
        lengths = new double[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            foreach (var (term, count) in Counted([sorted[i].Title, .. sorted[i].Sections.Select(s => s.Text)]))
            {
                if (!postings.TryGetValue(term, out var own))
                    postings[term] = own = [];
                own.Add((i, count));
                lengths[i] += count;
            }
        }

        average = Math.Max(1, ids.Length == 0 ? 1 : lengths.Average());
    }

    /// <inheritdoc/>
    public string Name => "bm25";

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RankedDocument>> RankAsync(string text, int depth, CancellationToken cancellationToken)
    {
        var scores = new double[ids.Length];
        foreach (var (term, asked) in Counted([text]).OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            if (!postings.TryGetValue(term, out var own))
                continue;
            var idf = Math.Log(1 + ((ids.Length - own.Count + 0.5) / (own.Count + 0.5)));
            foreach (var (document, count) in own)
                scores[document] += asked * idf * count * (K1 + 1) / (count + (K1 * (1 - B + (B * lengths[document] / average))));
        }

        return new([.. Enumerable.Range(0, ids.Length).Where(i => scores[i] > 0).OrderByDescending(i => scores[i]).ThenBy(i => i)
            .Take(depth).Select(i => new RankedDocument(ids[i], scores[i]))]);
    }

    private static Dictionary<string, int> Counted(IEnumerable<string> texts)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            foreach (var term in Terms(text))
                counts[term] = counts.GetValueOrDefault(term) + 1;
        }

        return counts;
    }

    private static IEnumerable<string> Terms(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (Script.IsUnspaced(text[i]))
            {
                if (i + 1 < text.Length && Script.IsUnspaced(text[i + 1]))
                    yield return text.Substring(i, 2);
                continue;
            }

            if (!char.IsLetterOrDigit(text[i]))
                continue;
            var start = i;
            while (i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]) && !Script.IsUnspaced(text[i + 1]))
                i++;
            var word = text[start..(i + 1)].ToLowerInvariant();
            if (!StopWords.Contains(word, "en"))
                yield return Stemmed(word);
        }
    }

    private static string Stemmed(string word)
    {
        var letters = word.ToCharArray();
        return letters.All(char.IsAsciiLetterLower) ? new string(letters, 0, PorterStemmer.Stem(letters)) : word;
    }
}
