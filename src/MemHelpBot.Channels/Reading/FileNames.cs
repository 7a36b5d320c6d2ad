using System.Globalization;
using System.Text;

namespace MemHelpBot.Channels;

/// <summary>Names of files that people send: shown, never used as a path.</summary>
public static class FileNames
{
    /// <summary>The most characters that are shown of a name.</summary>
    public const int MostCharacters = 120;

    /// <summary>
    /// A name to show: the last part of what was given, whichever slash its machine has, without characters that act instead of being seen (controls, marks of
    /// the direction of writing, halves of a character), of a sane length; <paramref name="otherwise"/> when nothing is left.
    /// </summary>
    public static string Shown(string? given, string otherwise)
    {
        given ??= "";
        var name = new StringBuilder();
        foreach (var rune in given[(given.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes())
        {
            if (name.Length + rune.Utf16SequenceLength > MostCharacters)
                break;
            if (rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
                name.Append(rune.ToString());
        }

        var shown = name.ToString().Trim();
        return shown is "" or "." or ".." ? otherwise : shown;
    }
}
