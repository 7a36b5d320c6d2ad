namespace MemHelpBot.Answers.Verifying.Sentences;

/// <summary>
/// Whether a sentence says what its claims say. The words of the sentence are those of the claims, in their order; words that only join come
/// and go, words that carry meaning may be left out, and nothing else changes: each number with its unit, each name, path and sign, each
/// negation, comparison, condition and degree of certainty stands as it stood. So a sentence brings no fact, no number, no command, no
/// citation and no cause of its own, and turns none into its contrary, whatever wrote it.
/// </summary>
public static class SentenceVerifier
{
    /// <summary>What is found, for metrics; the rules in the order they are looked at.</summary>
    public const string Form = "form";

    /// <summary>A character that no sentence has.</summary>
    public const string Character = "character";

    /// <summary>A number, name, path or sign is new, changed, gone or elsewhere.</summary>
    public const string Anchor = "anchor";

    /// <summary>A negation, comparison, condition or certainty is new, changed, gone or elsewhere.</summary>
    public const string Turn = "turn";

    /// <summary>A word that no claim has, or not in this place.</summary>
    public const string Word = "word";

    /// <summary>Too much of a claim is left out.</summary>
    public const string Omission = "omission";

    /// <summary>A sentence may be longer than its claims by this many characters.</summary>
    private const int Spare = 60;

    /// <summary>The rule that the sentence breaks; null when it says what the claims say.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="claims">The claims it is to say, in its order.</param>
    /// <param name="lang">en, zh or pl.</param>
    public static string? Broken(string sentence, IReadOnlyList<string> claims, string lang)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        if (claims.Count == 0 || string.IsNullOrWhiteSpace(sentence) || sentence.Length > claims.Sum(c => c.Length) + Spare || sentence.TrimEnd()[^1] is not ('.' or '。' or '!' or '！' or ':' or '：' or '”' or '"'))
            return Form;
        var said = SentenceTokens.Of(sentence, lang);
        if (said.Exists(t => t.Kind == TokenKind.Forbidden))
            return Character;
        said.RemoveAll(t => t.Kind == TokenKind.Glue);
        var at = 0;
        foreach (var claim in claims)
        {
            if (Said(claim, said, ref at, lang) is { } broken)
                return broken;
        }

        return at == said.Count ? null : Name(said[at]);
    }

    private static string? Said(string claim, List<SentenceToken> said, ref int at, string lang)
    {
        var meant = SentenceTokens.Of(claim, lang);
        meant.RemoveAll(t => t.Kind == TokenKind.Glue);
        var (words, kept) = (0, 0);
        for (var i = 0; i < meant.Count; i++)
        {
            words += meant[i].Kind == TokenKind.Word ? 1 : 0;
            if (at < said.Count && Same(said[at], meant[i], lang))
            {
                kept += meant[i].Kind == TokenKind.Word ? 1 : 0;
                at++;
            }
            else if (meant[i].Kind != TokenKind.Word)
            {
                return at < said.Count && said[at].Kind == TokenKind.Word ? Word : Name(meant[i]);
            }
            else if (Bound(meant, i))
            {
                return at < said.Count && said[at].Kind != TokenKind.Word ? Name(said[at]) : Word;
            }
        }

        return kept * 2 < words ? Omission : null;
    }

    /// <summary>What stands beside a turn is what is turned: it cannot be left out, or the turn would pass to another word.</summary>
    private static bool Bound(List<SentenceToken> tokens, int i) =>
        i > 0 && tokens[i - 1].Kind == TokenKind.Turn || i + 1 < tokens.Count && tokens[i + 1].Kind == TokenKind.Turn;

    private static bool Same(SentenceToken said, SentenceToken meant, string lang) =>
        said.Kind == meant.Kind && (said.Kind == TokenKind.Word ? SameWord(said.Text, meant.Text, lang) : said.Text == meant.Text);

    /// <summary>The same word in another form: a common beginning and short endings.</summary>
    private static bool SameWord(string a, string b, string lang)
    {
        if (a == b)
            return true;
        if (SentenceTokens.IsHan(a[0]) || SentenceTokens.IsHan(b[0]))
            return false;
        var common = 0;
        while (common < a.Length && common < b.Length && a[common] == b[common])
            common++;
        var ending = Math.Max(a.Length, b.Length) - common;
        return common >= 4 && ending <= (lang == "pl" ? 4 : 3) || common == 3 && ending <= 1;
    }

    private static string Name(SentenceToken token) => token.Kind switch { TokenKind.Anchor => Anchor, TokenKind.Turn => Turn, _ => Word };
}
