namespace MemHelpBot.Cases.Text;

/// <summary>Lower case without diacritics, one character for one: <c>Ł</c> and <c>ł</c> become <c>l</c>, full-width <c>Ａ</c> becomes <c>a</c>.</summary>
internal static class Folding
{
    // U+00C0 to U+017F in order; a blank keeps the character.
    private const string Latin =
        "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>The folded form of one character.</summary>
    public static char Fold(char c)
    {
        if (c < 0x80)
            return c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
        if (c is >= '\u00C0' and <= '\u017F' && Latin[c - 0xC0] is not ' ' and var plain)
            return plain;
        if (c is >= '\uFF01' and <= '\uFF5E')
            return Fold((char)(c - 0xFEE0));
        return char.ToLowerInvariant(c);
    }

    /// <summary>Folds a text into a buffer of at least its length.</summary>
    public static ReadOnlySpan<char> Fold(ReadOnlySpan<char> text, Span<char> buffer)
    {
        for (var i = 0; i < text.Length; i++)
            buffer[i] = Fold(text[i]);
        return buffer[..text.Length];
    }
}
