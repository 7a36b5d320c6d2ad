using MemHelpBot.Answers.Verifying.Sentences;

namespace MemHelpBot.Answers.Rewording;

/// <summary>Claims that point back ("It fills the cache.") mean what stands before them: in another order they would speak of something else.</summary>
internal static class Reference
{
    private const int Look = 3;

    private static readonly HashSet<string> Pointing = new(
        [
            "it", "its", "they", "their", "them", "this", "these", "that", "those", "such", "both", "he", "she", "to", "ten", "ta", "te", "ci", "on", "ona", "ono", "oni", "one", "jego", "jej", "ich", "go", "je", "tego", "tej", "tych", "tym", "temu", "oba", "obie", "tak", "wtedy", "dlatego",
        ], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] PointingHan = ["它", "其", "这", "那", "该", "此", "两者", "二者", "因此", "所以"];

    /// <summary>Whether every claim that points back still stands behind the same claim.</summary>
    /// <param name="before">The claims in the order in which they mean what they mean.</param>
    /// <param name="after">The same claims in another order, perhaps not all.</param>
    /// <param name="lang">en, zh or pl.</param>
    public static bool Holds(IReadOnlyList<string> before, IReadOnlyList<string> after, string lang)
    {
        for (var i = 0; i < after.Count; i++)
        {
            var stood = -1;
            for (var j = 0; j < before.Count && stood < 0; j++)
                stood = before[j] == after[i] ? j : -1;
            if (stood > 0 && PointsBack(after[i], lang) && (i == 0 || after[i - 1] != before[stood - 1]))
                return false;
        }

        return true;
    }

    private static bool PointsBack(string claim, string lang) => lang == "zh"
        ? PointingHan.Any(w => claim.AsSpan(0, Math.Min(claim.Length, 6)).Contains(w, StringComparison.Ordinal))
        : SentenceTokens.Of(claim, lang).Take(Look).Any(t => t.Kind != TokenKind.Anchor && Pointing.Contains(t.Text));
}
