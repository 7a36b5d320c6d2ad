using System.Globalization;
using MemHelpBot.Answers.Wording;

namespace MemHelpBot.Rendering.Words;

/// <summary>Numbers as a reader of the language writes them: <c>22,324</c> and <c>1.9</c>, in Polish <c>22 324</c> and <c>1,9</c>.</summary>
internal static class Numerals
{
    private const char NoBreakSpace = '\u00a0';

    /// <summary>An integer with its thousands set apart.</summary>
    public static string Grouped(long value, string language) =>
        NumberStyle.Of(language).Grouped(value);

    /// <summary>A number with at most one decimal.</summary>
    public static string Short(double value, string language) =>
        Math.Abs(value) < 1e27 ? NumberStyle.Of(language).Rounded((decimal)value, 1) : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>KiB exactly, with the kernel's name for them: <c>22,324 kB</c>.</summary>
    public static string Kb(long kb, string language) => Grouped(kb, language) + NoBreakSpace + "kB";

    /// <summary>KiB in the largest unit that leaves at least 1, one decimal: <c>33.8 GiB</c>.</summary>
    public static string Size(long kb, string language) =>
        Math.Abs(kb) < 1 ? Short(kb, language) + NoBreakSpace + "KiB" : Sizes.Human(kb * 1024m, language).Replace(' ', NoBreakSpace);

    /// <summary>A part of a whole in hundredths with one decimal, never rounded to nothing; the whole is above 0.</summary>
    public static string Percent(long part, long whole, string language)
    {
        var hundredths = 100d * part / whole;
        return (hundredths is > 0 and < 0.05 ? "<" + Short(0.1, language) : Short(hundredths, language)) + (language == "pl" ? NoBreakSpace + "%" : "%");
    }
}
