using System.Buffers;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Answers.Composing;

/// <summary>
/// Finds the lines in which a person makes a well-known claim: those that hold every word of one of its patterns. A pattern with a
/// word that stands in no line is not looked for line by line, so that a paste of a hundred thousand lines stays cheap.
/// </summary>
internal sealed class ClaimSearch(IReadOnlyList<Correction> corrections, IReadOnlyList<SaidLine> said)
{
    /// <summary>Fewer lines are looked through sooner than the search for all words is made ready.</summary>
    private const int WorthSifting = 200;

    private SearchValues<string>? sifted;

    private readonly Dictionary<string, bool> present = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first line that makes the claim; null when none does.</summary>
    public SaidLine? FirstOf(Correction correction)
    {
        if (said.Count >= WorthSifting && sifted is null)
            Sift();
        var patterns = correction.Patterns.Where(p => p.Count > 0 && p.OrderByDescending(w => w.Length).All(IsPresent)).ToArray();
        if (patterns.Length == 0)
            return null;
        foreach (var line in said)
        {
            foreach (var pattern in patterns)
            {
                if (Holds(line.Text, pattern))
                    return line;
            }
        }

        return null;
    }

    // One pass over many lines for all words at once: which of them stand anywhere.
    private void Sift()
    {
        var words = corrections.SelectMany(c => c.Patterns).SelectMany(p => p).Where(w => w.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        sifted = SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);
        var byFirst = words.ToLookup(w => char.ToUpperInvariant(w[0]));
        foreach (var word in words)
            present.TryAdd(word, false);
        foreach (var line in said)
        {
            var rest = line.Text.AsSpan();
            for (var at = rest.IndexOfAny(sifted); at >= 0; at = rest.IndexOfAny(sifted))
            {
                rest = rest[at..];
                foreach (var word in byFirst[char.ToUpperInvariant(rest[0])])
                {
                    if (rest.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                        present[word] = true;
                }

                rest = rest[1..];
            }
        }
    }

    private bool IsPresent(string word)
    {
        if (present.TryGetValue(word, out var known))
            return known;
        var found = false;
        for (var i = 0; i < said.Count && !found; i++)
            found = said[i].Text.Contains(word, StringComparison.OrdinalIgnoreCase);
        present.Add(word, found);
        return found;
    }

    private static bool Holds(string text, IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            if (!text.Contains(word, StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }
}
