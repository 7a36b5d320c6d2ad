using System.Globalization;

namespace MemHelpBot.Cases.Model;

/// <summary>The numbers of a release string, compared one by one: 4.4.0-59-generic is 4, 4, 0, 59. Missing numbers count as 0.</summary>
public static class ReleaseNumber
{
    /// <summary>The numbers; null when the text does not begin with one.</summary>
    public static IReadOnlyList<int>? Read(string? release)
    {
        var numbers = new List<int>();
        var rest = (release ?? "").AsSpan().Trim();
        while (!rest.IsEmpty && char.IsAsciiDigit(rest[0]))
        {
            var end = rest.IndexOfAnyExceptInRange('0', '9');
            if (end < 0)
                end = rest.Length;
            if (!int.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return null;
            numbers.Add(number);
            if (end + 1 >= rest.Length || rest[end] is not ('.' or '-'))
                break;
            rest = rest[(end + 1)..];
        }

        return numbers.Count > 0 ? numbers : null;
    }

    /// <summary>Less than, equal to or greater than zero, as <paramref name="left"/> is before, at or behind <paramref name="right"/>.</summary>
    public static int Compare(IReadOnlyList<int> left, IReadOnlyList<int> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
        {
            var order = (i < left.Count ? left[i] : 0).CompareTo(i < right.Count ? right[i] : 0);
            if (order != 0)
                return order;
        }

        return 0;
    }
}
