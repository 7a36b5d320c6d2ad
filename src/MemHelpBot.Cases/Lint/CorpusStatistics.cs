using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Text;

namespace MemHelpBot.Cases.Lint;

/// <summary>What a corpus consists of, counted.</summary>
/// <param name="Documents">Documents by kind.</param>
/// <param name="Sections">Sections of all of them.</param>
/// <param name="Words">Words in those sections; a Chinese or Japanese character counts half a word.</param>
/// <param name="TextLanguages">Documents by the language they are written in.</param>
/// <param name="SourceLanguages">Cases by the language of their source.</param>
/// <param name="Trusts">Cases by the trust of their source.</param>
/// <param name="Years">Cases by the year of their source; <c>none</c> where it is not known.</param>
/// <param name="Causes">Cases by cause; a case counts for each of its causes.</param>
public sealed record CorpusStatistics(
    IReadOnlyList<Tally> Documents, int Sections, int Words, IReadOnlyList<Tally> TextLanguages, IReadOnlyList<Tally> SourceLanguages,
    IReadOnlyList<Tally> Trusts, IReadOnlyList<Tally> Years, IReadOnlyList<Tally> Causes)
{
    /// <summary>Counts a corpus.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="causes">Ids of the diagnosis list: those without a case are counted too.</param>
    public static CorpusStatistics Of(Corpus corpus, IReadOnlyCollection<string> causes)
    {
        var all = corpus.Documents.Values;
        var cases = all.Where(d => d.Kind == DocumentKind.Case).ToList();
        return new CorpusStatistics(
            Count(all.Select(d => d.Kind.ToString().ToLowerInvariant())),
            all.Sum(d => d.Sections.Count),
            all.Sum(d => d.Sections.Sum(s => WordsIn(s.Text))),
            Count(all.Select(d => d.Lang)),
            Count(cases.Select(LanguageOfSource)),
            Count(cases.Select(d => d.Source.Trust)),
            [.. Count(cases.Select(d => d.Source.Date?[..4] ?? "none")).OrderBy(t => t.Name, StringComparer.Ordinal)],
            [.. causes.Select(c => new Tally(c, cases.Count(d => d.Causes.Contains(c))))]);
    }

    /// <summary>The language that a document's source is written in.</summary>
    internal static string LanguageOfSource(CaseDocument document) => document.Source.Lang ?? document.Lang;

    /// <summary>Words of a text; a character of a script without blanks counts half a word.</summary>
    internal static int WordsIn(string text)
    {
        var (words, halves, inside) = (0, 0, false);
        foreach (var c in text)
        {
            var unspaced = Script.IsUnspaced(c);
            if (unspaced)
                halves++;
            var letter = !unspaced && char.IsLetterOrDigit(c);
            if (letter && !inside)
                words++;
            inside = letter;
        }

        return words + (halves / 2);
    }

    private static List<Tally> Count(IEnumerable<string> names) =>
        [.. names.GroupBy(n => n, StringComparer.Ordinal).Select(g => new Tally(g.Key, g.Count())).OrderByDescending(t => t.Count).ThenBy(t => t.Name, StringComparer.Ordinal)];
}

/// <summary>How many there are of something.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Count">How many.</param>
public sealed record Tally(string Name, int Count);
