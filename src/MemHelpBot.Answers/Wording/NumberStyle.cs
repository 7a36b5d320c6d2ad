using System.Globalization;

namespace MemHelpBot.Answers.Wording;

/// <summary>How a language writes numbers: the separators, and nothing of the machine's culture.</summary>
public sealed class NumberStyle
{
    private readonly NumberFormatInfo format;

    private NumberStyle(string group, string point) => format = new NumberFormatInfo
    {
        NumberGroupSeparator = group,
        NumberDecimalSeparator = point,
        NumberGroupSizes = [3],
        NegativeSign = "-",
    };

    /// <summary>The style of a language: en and zh write 1,234.5; pl writes 1 234,5 with a no-break space.</summary>
    public static NumberStyle Of(string lang) => lang == "pl" ? Polish : English;

    private static NumberStyle English { get; } = new(",", ".");

    private static NumberStyle Polish { get; } = new("\u00a0", ",");

    /// <summary>What stands between groups of three digits.</summary>
    public string Group => format.NumberGroupSeparator;

    /// <summary>What stands before the decimals.</summary>
    public string Point => format.NumberDecimalSeparator;

    /// <summary>An integer with separators.</summary>
    public string Grouped(decimal value) => value.ToString("#,0", format);

    /// <summary>A number with at most so many decimals, trailing zeros dropped.</summary>
    public string Rounded(decimal value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString(decimals == 0 ? "#,0" : "#,0." + new string('#', decimals), format);
}
