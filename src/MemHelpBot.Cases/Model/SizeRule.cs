using System.Globalization;

namespace MemHelpBot.Cases.Model;

/// <summary>How a number of a command follows from a fact: <c>x1.25</c>, <c>x2 &gt;=262144</c>, <c>x1.25 +swap</c>.</summary>
/// <param name="Factor">What the fact is multiplied by; the result is rounded up.</param>
/// <param name="AtLeast">The least the result may be, in the unit of the parameter; null for no bound.</param>
/// <param name="PlusSwap">Whether the swap that the limit left open comes on top: a limit of memory and swap together. Without a bound on swap it is -1.</param>
public sealed record SizeRule(decimal Factor, decimal? AtLeast, bool PlusSwap)
{
    /// <summary>Reads a rule; null for what is none.</summary>
    public static SizeRule? Parse(string rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var parts = rule.Split(' ');
        if (parts is not [['x', .. var times], .. var more] || Number(times) is not { } factor)
            return null;
        return more switch
        {
            [] => new SizeRule(factor, null, false),
            ["+swap"] => new SizeRule(factor, null, true),
            [['>', '=', .. var least]] when Number(least) is { } bound => new SizeRule(factor, bound, false),
            _ => null,
        };
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
