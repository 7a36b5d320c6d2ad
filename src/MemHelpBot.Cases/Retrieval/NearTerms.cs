using System.Text;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>
/// Forgives typing errors: a word that no document has is read as the nearest one that some have. Known words are never touched, and
/// nothing that holds a digit or a sign, because a number or an identifier that differs in one character is another one.
/// </summary>
internal static class NearTerms
{
    /// <summary>What a word that was read so counts against one that was typed so.</summary>
    private const float Doubt = 0.7f;

    private const int ShortestWord = 5;
    private const int TwoErrorsFrom = 9;
    private const int LongestWord = 32;
    private const int ShortestStem = 6;

    // A text of another language has many unknown words and no typing error; so many are looked at.
    private const int MostWords = 8;

    /// <summary>The unknown words of a query with what they are read as.</summary>
    public static IReadOnlyList<(string Typed, WeightedTerm Read)> Of(IReadOnlyList<WeightedTerm> query, LexicalIndex index)
    {
        List<(string, WeightedTerm)>? read = null;
        var looked = 0;
        foreach (var (term, weight) in query)
        {
            if (term.Length is < ShortestWord or > LongestWord || !term.All(char.IsAsciiLetterLower) || index.Find(term) >= 0)
                continue;
            if (++looked > MostWords)
                break;
            if (Nearest(term, index) is { } near)
                (read ??= []).Add((term, new WeightedTerm(near, weight * Doubt)));
        }

        return read ?? (IReadOnlyList<(string, WeightedTerm)>)[];
    }

    // The first letter is hardly ever mistyped, and terms that share it lie together.
    private static string? Nearest(string word, LexicalIndex index)
    {
        var typed = Encoding.ASCII.GetBytes(word);
        var allowed = word.Length >= TwoErrorsFrom ? 2 : 1;
        var (best, bestErrors) = (-1, allowed + 1);
        for (var term = index.FirstFrom(typed.AsSpan(0, 1)); term < index.TermDocuments.Length && index.Bytes(term)[0] == typed[0]; term++)
        {
            var known = index.Bytes(term);
            var errors = Stem(known, typed) ? allowed : Errors(known, typed, Math.Min(allowed, bestErrors));
            if (errors < bestErrors || (errors == bestErrors && errors <= allowed && index.TermDocuments[term] > index.TermDocuments[best]))
                (best, bestErrors) = (term, errors);
        }

        return best < 0 ? null : index.Term(best);
    }

    // An ending with an error in it is not taken off: "fragmentaton" begins with the stem "fragment".
    private static bool Stem(ReadOnlySpan<byte> known, ReadOnlySpan<byte> typed) =>
        known.Length >= ShortestStem && typed.Length > known.Length && typed.Length <= known.Length * 2 && typed.StartsWith(known);

    /// <summary>Letters to change, leave out, put in or swap with their neighbour; more than <paramref name="most"/> when there are more.</summary>
    private static int Errors(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most || a.Length > LongestWord)
            return most + 1;
        Span<int> before = stackalloc int[LongestWord + 1];
        Span<int> last = stackalloc int[LongestWord + 1];
        Span<int> row = stackalloc int[LongestWord + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }

            if (least > most)
                return most + 1;
            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return last[b.Length];
    }
}
