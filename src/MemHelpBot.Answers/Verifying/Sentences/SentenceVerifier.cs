namespace MemHelpBot.Answers.Verifying.Sentences;

/// <summary>
/// Whether a sentence says what its claims say. The words of the sentence are those of the claims, all of them, in their order; articles come and go,
/// words and signs that join come and go between claims, and nothing else changes: each number with its unit, each name, path and sign, each negation, comparison, condition and
/// degree of certainty stands as it stood. So a sentence brings no fact, no number, no command, no citation and no cause of its own, and turns
/// none into its contrary, whatever wrote it.
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

    /// <summary>A joining word or a sign inside a claim is new, changed or gone.</summary>
    public const string Joint = "joint";

    /// <summary>A word that no claim has, or not in this place.</summary>
    public const string Word = "word";

    /// <summary>A word of a claim is left out.</summary>
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
        said.RemoveAll(t => t.Kind == TokenKind.Article);
        if (said is [{ Kind: TokenKind.Joint, Text: "and" or "but" or "i" or "oraz" or "ale" or "a" or "和" or "与" or "及" or "以及" or "并" or "而" }, ..])
            return Form;
        var at = 0;
        foreach (var claim in claims)
        {
            if (Said(claim, said, ref at, lang) is { } broken)
                return broken;
        }

        at = PastJoints(said, at);
        return at == said.Count ? null : Name(said[at]);
    }

    private static string? Said(string claim, List<SentenceToken> said, ref int at, string lang)
    {
        var meant = SentenceTokens.Of(claim, lang);
        meant.RemoveAll(t => t.Kind == TokenKind.Article);
        meant.RemoveRange(0, PastJoints(meant, 0));
        var end = meant.FindLastIndex(t => t.Kind != TokenKind.Joint) + 1;
        // A bracket that is closed at the end was opened inside.
        while (end < meant.Count && meant[end].Text == ")")
            end++;
        at = PastJoints(said, at);
        for (var i = 0; i < end; i++)
        {
            if (at < said.Count && IsCommaOfConjunction(said, at) && !IsCommaOfConjunction(meant, i))
                at++;
            else if (at < said.Count && IsCommaOfConjunction(meant, i) && !IsCommaOfConjunction(said, at))
                continue;
            if (at >= said.Count)
                return meant[i].Kind == TokenKind.Word ? Omission : Name(meant[i]);
            if (!Same(said[at], meant[i], lang))
                return meant[i].Kind != TokenKind.Word ? Name(meant[i]) : said[at].Kind == TokenKind.Word ? Word : said[at].Kind == TokenKind.Joint ? Joint : Omission;
            at++;
        }

        return null;
    }

    private static int PastJoints(List<SentenceToken> tokens, int at)
    {
        while (at < tokens.Count && tokens[at].Kind == TokenKind.Joint)
            at++;
        return at;
    }

    /// <summary>"…, and …" is "… and …".</summary>
    private static bool IsCommaOfConjunction(List<SentenceToken> tokens, int at) =>
        tokens[at] is { Kind: TokenKind.Joint, Text: "," } && at + 1 < tokens.Count && tokens[at + 1] is { Kind: TokenKind.Joint, Text: "and" or "but" or "while" or "a" or "ale" or "oraz" or "i" };

    private static bool Same(SentenceToken said, SentenceToken meant, string lang) =>
        said.Kind == meant.Kind && (said.Text == meant.Text || (lang == "en" && said.Kind == TokenKind.Word && (IsOneMore(said.Text, meant.Text) || IsOneMore(meant.Text, said.Text))));

    /// <summary>One and several, as English writes them. Other endings tell who does what (killed, killing; zabił, zabiło) and stay as they are.</summary>
    private static bool IsOneMore(string several, string one) => one.Length >= 3 && several.Length == one.Length + 1 && several[^1] == 's' && several.StartsWith(one, StringComparison.Ordinal);

    private static string Name(SentenceToken token) => token.Kind switch { TokenKind.Anchor => Anchor, TokenKind.Turn => Turn, TokenKind.Joint => Joint, _ => Word };
}
