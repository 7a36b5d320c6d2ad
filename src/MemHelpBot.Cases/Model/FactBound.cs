using System.Globalization;

namespace MemHelpBot.Cases.Model;

/// <summary>A condition on a figure of the paste: <c>kernel.pid_max&lt;4194304</c>. It holds unless the paste shows a figure outside it, in the unit of the fact.</summary>
/// <param name="Fact">Name of the fact, which has a dot.</param>
/// <param name="Above">Whether the figure has to be above the bound; below it otherwise.</param>
/// <param name="Bound">The bound.</param>
public sealed record FactBound(string Fact, bool Above, decimal Bound)
{
    /// <summary>Reads a condition; null for what is no bound of a fact (<c>kernel&gt;=5.9</c> is one of the kernel's version).</summary>
    public static FactBound? Parse(string when)
    {
        ArgumentNullException.ThrowIfNull(when);
        var at = when.AsSpan().IndexOfAny('<', '>');
        return at > 0 && when.AsSpan(0, at).Contains('.') && decimal.TryParse(when.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bound)
            ? new FactBound(when[..at], when[at] == '>', bound)
            : null;
    }

    /// <summary>Whether a figure is within the bound.</summary>
    public bool Allows(decimal figure) => Above ? figure > Bound : figure < Bound;
}
