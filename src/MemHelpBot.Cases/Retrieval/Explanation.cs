using System.Globalization;
using MemHelpBot.Cases.Store;
using MemHelpBot.Cases.Text;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>Which words speak for a document, with what each counts in the ranking by words.</summary>
internal static class Explanation
{
    private const int Most = 8;

    /// <summary>A line for each origin of words: the question, its concepts, typing errors, feedback.</summary>
    /// <param name="terms">What was searched for.</param>
    /// <param name="index">The index that lies here.</param>
    /// <param name="document">Number of the document in it.</param>
    public static IEnumerable<string> Of(SearchTerms terms, LexicalIndex index, int document)
    {
        var asked = terms.Asked.Select(t => t.Term).ToHashSet(StringComparer.Ordinal);
        var read = terms.Read.Select(r => r.Read.Term).ToHashSet(StringComparer.Ordinal);
        var counts = terms.Words.Select(t => (t.Term, Counts: Count(t, index, document))).Where(t => t.Counts > 0).OrderByDescending(t => t.Counts).ThenBy(t => t.Term, StringComparer.Ordinal).ToList();
        (string Name, Func<string, bool> Holds)[] origins =
        [
            ("words of the question", t => t[0] != ConceptLexicon.Mark && asked.Contains(t)),
            ("concepts, in any language", t => t[0] == ConceptLexicon.Mark && asked.Contains(t)),
            ("words read in spite of a typing error", t => !asked.Contains(t) && read.Contains(t)),
            ("words that the best documents share", t => !asked.Contains(t) && !read.Contains(t)),
        ];
        foreach (var (name, holds) in origins)
        {
            var own = counts.Where(t => holds(t.Term)).ToList();
            if (own.Count > 0)
                yield return $"{name}: {string.Join(", ", own.Take(Most).Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Term.TrimStart(ConceptLexicon.Mark)} {t.Counts:0.00}")))}{(own.Count > Most ? $" and {own.Count - Most} more" : "")}";
        }
    }

    private static float Count(WeightedTerm term, LexicalIndex index, int document)
    {
        if (index.Find(term.Term) is not (>= 0 and var number))
            return 0;
        var at = index.Columns.Documents(number).BinarySearch(document);
        return at < 0 ? 0 : term.Weight * LexicalRanking.Rarity(index, number) * index.Columns.Weights(number)[at];
    }
}
