namespace MemHelpBot.Cases.Text;

/// <summary>Stems folded words by language. English is the default: identifiers and log lines are written in it.</summary>
internal static class WordStems
{
    /// <summary>Longest word that is looked at; longer ones are no words.</summary>
    public const int Longest = 64;

    /// <summary>The languages with rules of their own.</summary>
    public static readonly string[] Languages = ["en", "pl", "de", "ru"];

    /// <summary>The stem of a folded word.</summary>
    /// <param name="folded">At most <see cref="Longest"/> characters.</param>
    /// <param name="lang">Language of the text.</param>
    /// <param name="buffer">At least <see cref="Longest"/> + 1 characters; the result may lie in it.</param>
    public static ReadOnlySpan<char> Stem(ReadOnlySpan<char> folded, string lang, Span<char> buffer)
    {
        if (lang is "pl" or "de" or "ru")
            return folded[..SuffixStemmer.Stem(folded, lang)];
        foreach (var c in folded)
        {
            if (!char.IsAsciiLetterLower(c))
                return folded;
        }

        folded.CopyTo(buffer);
        return buffer[..PorterStemmer.Stem(buffer[..folded.Length])];
    }
}
