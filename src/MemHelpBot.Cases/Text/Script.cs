namespace MemHelpBot.Cases.Text;

/// <summary>Which script a character belongs to, as far as analysis needs to know.</summary>
internal static class Script
{
    /// <summary>Han characters, in Chinese and Japanese alike.</summary>
    public static bool IsHan(char c) => c is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF') or (>= '\uF900' and <= '\uFAFF') or '\u3005';

    /// <summary>Hiragana and katakana.</summary>
    public static bool IsKana(char c) => c is (>= '\u3040' and <= '\u30FF') or (>= '\u31F0' and <= '\u31FF') or (>= '\uFF66' and <= '\uFF9D');

    /// <summary>Korean syllables.</summary>
    public static bool IsHangul(char c) => c is >= '\uAC00' and <= '\uD7AF';

    /// <summary>Scripts that are written without blanks between words (Korean is treated alike: its endings make bigrams work better).</summary>
    public static bool IsUnspaced(char c) => c >= '\u3005' && (IsHan(c) || IsKana(c) || IsHangul(c));

    /// <summary>Russian, Ukrainian and their kin.</summary>
    public static bool IsCyrillic(char c) => c is >= '\u0400' and <= '\u04FF';
}
