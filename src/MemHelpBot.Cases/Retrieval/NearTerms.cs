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
    private const int LongestEnding = 5;

    // An error weighs twice an ending.
    private const int Error = 2;
    private const int Ending = 1;

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
        var (best, least) = (-1, (word.Length >= TwoErrorsFrom ? 2 * Error : Error) + Ending + 1);
        for (var term = index.FirstFrom(typed.AsSpan(0, 1)); term < index.TermDocuments.Length && index.Bytes(term)[0] == typed[0]; term++)
        {
            var distance = Distance(index.Bytes(term), typed, least);
            if (distance < least || (distance == least && best >= 0 && index.TermDocuments[term] > index.TermDocuments[best]))
                (best, least) = (term, distance);
        }

        return best < 0 ? null : index.Term(best);
    }

    /// <summary>
    /// What it takes to make the known word of the typed one: letters to change, leave out, put in or swap with their neighbour, and an ending
    /// to take off, because an ending with an error in it was not taken off ("segmntation" is not cut to "segment"). More than
    /// <paramref name="most"/> when it takes more.
    /// </summary>
    private static int Distance(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, int most)
    {
        var far = most + 1;
        if (a.Length > LongestWord || a.Length - b.Length > most / Error || b.Length - a.Length > LongestEnding + (most / Error))
            return far;
        Span<int> before = stackalloc int[LongestWord + 1];
        Span<int> last = stackalloc int[LongestWord + 1];
        Span<int> row = stackalloc int[LongestWord + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j * Error;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i * Error;
            var least = row[0];
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + Error, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : Error));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + Error);
                least = Math.Min(least, row[j]);
            }

            if (least > most)
                return far;
            var free = before;
            before = last;
            last = row;
            row = free;
        }

        var distance = last[b.Length];
        for (var j = Math.Max(0, b.Length - LongestEnding); j < b.Length && a.Length >= ShortestStem; j++)
            distance = Math.Min(distance, last[j] + Ending);
        return distance;
    }
}
