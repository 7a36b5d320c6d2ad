namespace MemHelpBot.Answers.Wording;

/// <summary>Sizes in binary units, as people read them.</summary>
public static class Sizes
{
    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>The size in the largest unit that leaves at least 1, with at most one decimal: 16384 → <c>16 KiB</c>, 2058442216 → <c>1.9 GiB</c>.</summary>
    public static string Human(decimal bytes, string lang)
    {
        var (value, unit) = Scale(bytes);
        var style = NumberStyle.Of(lang);
        return unit == 0 ? $"{style.Grouped(value)} {Plural.Bytes(value, lang)}" : $"{style.Rounded(value, 1)} {Units[unit]}";
    }

    /// <summary>Value and unit (power of 1024) that <see cref="Human"/> prints.</summary>
    internal static (decimal Value, int Unit) Scale(decimal bytes)
    {
        var value = bytes;
        var unit = 0;
        while (Math.Abs(value) >= 1024 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        // 1023.96 KiB rounds to 1,024 KiB: say 1 MiB instead.
        if (unit > 0 && unit < Units.Length - 1 && Math.Abs(Math.Round(value, 1, MidpointRounding.AwayFromZero)) >= 1024)
            return (value / 1024, unit + 1);
        return (value, unit);
    }
}
