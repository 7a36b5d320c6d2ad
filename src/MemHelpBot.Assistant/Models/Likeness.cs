using MemHelpBot.Cases.Model;

namespace MemHelpBot.Assistant.Models;

/// <summary>Whether a line and a document share words that tell: two at least, one of them in few documents only.</summary>
internal sealed class Likeness(Corpus corpus)
{
    private const int Shortest = 4;
    private const int LeastShared = 2;

    /// <summary>A word in more documents than this share of them tells nothing.</summary>
    private const double MostCommon = 0.08;

    private readonly Lazy<Dictionary<string, int>> documentsOf = new(() =>
        corpus.Documents.Values.SelectMany(d => WordsOf(d)).GroupBy(w => w, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal));

    /// <summary>Whether they do.</summary>
    public bool Holds(string line, CaseDocument document)
    {
        var shared = Words(line);
        shared.IntersectWith(WordsOf(document));
        return shared.Count >= LeastShared && shared.Any(w => documentsOf.Value.GetValueOrDefault(w) <= Math.Max(3, corpus.Documents.Count * MostCommon));
    }

    private static HashSet<string> WordsOf(CaseDocument document) =>
        document.Sections.Aggregate(Words(document.Title), (words, section) =>
        {
            words.UnionWith(Words(section.Text));
            return words;
        });

    /// <summary>Runs of letters, in lower case; of Chinese, each pair of characters.</summary>
    private static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            while (i < text.Length && char.IsLetter(text[i]) && text[i] < '\u3400')
                i++;
            if (i - start >= Shortest)
                words.Add(text[start..i].ToLowerInvariant());
            if (i < text.Length && i > start)
                continue;
            if (i + 1 < text.Length && text[i] >= '\u3400' && char.IsLetter(text[i]) && text[i + 1] >= '\u3400' && char.IsLetter(text[i + 1]))
                words.Add(text.Substring(i, 2));
            i++;
        }

        return words;
    }
}
