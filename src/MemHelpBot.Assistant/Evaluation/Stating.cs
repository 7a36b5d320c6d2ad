using System.Text.RegularExpressions;

namespace MemHelpBot.Assistant.Evaluation;

/// <summary>The sentences of an English text that state something: one with a negation, a condition or a doubt in it is free to name a wrong cause.</summary>
internal static partial class Stating
{
    /// <summary>The sentences, without the marks of lists and bold text.</summary>
    public static IEnumerable<string> Sentences(string text) =>
        Ends().Split(text).Select(s => s.TrimStart(' ', '>', '*', '#', '|', '-', '•', '\t')).Where(s => s.Length > 0 && !Hedge().IsMatch(s));

    [GeneratedRegex(@"[.!?;:]\s+|\n+")]
    private static partial Regex Ends();

    [GeneratedRegex(@"\b(no|not|none|never|nothing|neither|nor|without|cannot|can|could|would|may|might|if|when|whether|unless|until|possible|possibly|ruled?[- ]out|rules out|contradicts?|excluded?|rather|instead|unlikely|false|wrong|missing|lacks?|checks?|needs?|needed|proof|evidence)\b|n['’]t\b", RegexOptions.IgnoreCase)]
    private static partial Regex Hedge();
}
