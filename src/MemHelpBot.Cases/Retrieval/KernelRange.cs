using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>
/// Whether a kernel is one that a case tells of. A case says <c>kernel 5.15</c> (that series), <c>kernel 2.6.33 to 4.6</c>,
/// <c>kernel before 4.1</c> or <c>kernel 6.6 or later</c>; a paste has a release such as <c>3.10.0-1160.el7.x86_64</c>.
/// </summary>
internal static class KernelRange
{
    private const string Word = "kernel ";
    private const string Before = "before ";
    private const string To = " to ";

    /// <summary>Whether a word of a case's environment names kernels.</summary>
    public static bool IsOne(string environment) => environment.StartsWith(Word, StringComparison.Ordinal);

    /// <summary>Whether a word of a paste's environment is a kernel's release.</summary>
    public static bool IsRelease(string environment) => ReleaseNumber.Read(environment) is { Count: > 1 };

    /// <summary>Whether the release lies in the range; false when either is something else.</summary>
    public static bool Holds(string range, string release)
    {
        if (!IsOne(range) || ReleaseNumber.Read(release) is not { Count: > 1 } own)
            return false;
        var told = range[Word.Length..];
        if (told.StartsWith(Before, StringComparison.Ordinal))
            return ReleaseNumber.Read(told[Before.Length..]) is { } end && ReleaseNumber.Compare(own, end) < 0;
        if (ReleaseNumber.Read(told) is not { } first)
            return false;
        if (told.Contains(" or later", StringComparison.Ordinal))
            return ReleaseNumber.Compare(own, first) >= 0;
        var to = told.IndexOf(To, StringComparison.Ordinal);
        if (to < 0)
            return first.Count > 1 && Series(own, 2).SequenceEqual(Series(first, 2));
        // "to 4.6" means all of 4.6.
        return ReleaseNumber.Read(told[(to + To.Length)..]) is { } last
            && ReleaseNumber.Compare(own, first) >= 0 && ReleaseNumber.Compare([.. Series(own, last.Count)], last) <= 0;
    }

    private static IEnumerable<int> Series(IReadOnlyList<int> numbers, int count) => numbers.Take(count);
}
