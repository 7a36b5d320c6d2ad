using System.Globalization;

namespace MemHelpBot.Assistant.Evaluation;

/// <summary>So many of so many.</summary>
/// <param name="Good">How many are as they should be.</param>
/// <param name="All">How many there are.</param>
public readonly record struct Share(int Good, int All)
{
    /// <summary>Both together.</summary>
    public static Share operator +(Share a, Share b) => new(a.Good + b.Good, a.All + b.All);

    /// <summary>Both together.</summary>
    public static Share Add(Share left, Share right) => left + right;

    /// <summary>One thing.</summary>
    public static Share Of(bool good) => new(good ? 1 : 0, 1);

    /// <inheritdoc/>
    public override string ToString() => All == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{Good}/{All} = {100.0 * Good / All:0.0} %");
}
