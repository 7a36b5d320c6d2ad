using System.Globalization;
using System.Text;

namespace MemHelpBot.Rendering.Words;

/// <summary>Columns of a terminal, or half-widths of a picture's label, that a text takes: East Asian wide characters take two, combining ones none.</summary>
public static class DisplayWidth
{
    /// <summary>Width of a text on one line.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Of(rune);
        return width;
    }

    /// <summary>Width of one character.</summary>
    public static int Of(Rune rune)
    {
        var c = rune.Value;
        if (c < 0x300)
            return 1;
        if (IsWide(rune))
            return 2;
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0 : 1;
    }

    /// <summary>Whether a line may be broken beside the character: ideographs, kana, hangul, full-width forms and pictographs.</summary>
    public static bool IsWide(Rune rune) => rune.Value is
        (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0x303e) or (>= 0x3041 and <= 0x4dbf) or (>= 0x4e00 and <= 0xa4cf) or
        (>= 0xac00 and <= 0xd7a3) or (>= 0xf900 and <= 0xfaff) or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff00 and <= 0xff60) or
        (>= 0xffe0 and <= 0xffe6) or (>= 0x1f300 and <= 0x1f64f) or (>= 0x1f900 and <= 0x1f9ff) or (>= 0x20000 and <= 0x3fffd);

    /// <summary>The text, cut with an ellipsis when it is wider than <paramref name="columns"/>.</summary>
    public static string Cut(string text, int columns)
    {
        if (Of(text) <= columns)
            return text;
        var kept = 0;
        var width = 1;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
            if (width > columns)
                break;
            kept += rune.Utf16SequenceLength;
        }

        return string.Concat(text.AsSpan(0, kept), "…");
    }
}
