using System.Buffers;
using System.Globalization;
using MemHelpBot.Diagnosis.Fit;

namespace MemHelpBot.Cli.Input;

/// <summary>
/// Numbers of <c>what-if</c> with their units. Steps of 1024: <c>KiB MiB GiB TiB</c>, the tools' and Java's <c>k m g t</c> and Kubernetes'
/// <c>Ki Mi Gi Ti</c>. Steps of 1000: <c>kB MB GB TB</c> (ISO 80000-1).
/// </summary>
internal static class SizeText
{
    private const decimal LargestSize = 1L << 50;
    private const decimal LargestCount = 1 << 20;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private static readonly Dictionary<string, decimal> Units = Make();

    /// <summary>The number of a parameter; null with a reason when the text is none.</summary>
    public static decimal? Read(string text, FitKind kind, out string problem)
    {
        var trimmed = text.Trim();
        var end = trimmed.AsSpan().IndexOfAnyExcept(Digits);
        var digits = end < 0 ? trimmed : trimmed[..end];
        var unit = end < 0 ? "" : trimmed[end..].Trim();
        problem = "";
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            problem = $"'{text}' does not begin with a number";
        else if (kind is FitKind.Count && (unit.Length > 0 || number != Math.Truncate(number) || number > LargestCount))
            problem = $"'{text}' is no whole number up to {LargestCount.ToString(CultureInfo.InvariantCulture)}";
        else if (kind is FitKind.Percent && (unit is not ("" or "%") || number > 1000))
            problem = $"'{text}' is no percentage from 0 to 1000";
        else if (kind is FitKind.Size && unit.Length == 0 && number != 0)
            problem = $"'{text}' has no unit: write {digits}GiB, {digits}MiB (steps of 1024) or {digits}GB (steps of 1000)";
        else if (kind is FitKind.Size or FitKind.SizeInKiB && unit.Length > 0 && !Units.ContainsKey(unit))
            problem = $"'{unit}' is no unit of size: KiB, MiB, GiB, TiB or k, m, g, t are steps of 1024; kB, MB, GB, TB steps of 1000";
        if (problem.Length > 0)
            return null;
        var value = kind switch
        {
            FitKind.Size => number * Units.GetValueOrDefault(unit, 1),
            FitKind.SizeInKiB => number * (unit.Length == 0 ? 1024 : Units[unit]),
            _ => number,
        };
        if (kind is FitKind.Size or FitKind.SizeInKiB && value > LargestSize)
            problem = $"'{text}' is more than 1 PiB";
        return problem.Length == 0 ? Math.Round(value) : null;
    }

    private static Dictionary<string, decimal> Make()
    {
        var units = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["B"] = 1, ["bytes"] = 1, ["kB"] = 1000, ["KB"] = 1000 };
        var (binary, metric) = (1024m, 1000m);
        foreach (var letter in "KMGT")
        {
            foreach (var form in new[] { $"{letter}", $"{char.ToLowerInvariant(letter)}", $"{letter}i", $"{letter}iB" })
                units[form] = binary;
            units.TryAdd($"{letter}B", metric);
            (binary, metric) = (binary * 1024, metric * 1000);
        }

        return units;
    }
}
