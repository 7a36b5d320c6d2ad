namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>Which of two cgroup paths is above the other.</summary>
internal static class CgroupPath
{
    /// <summary>Whether <paramref name="upper"/> is a strict ancestor of <paramref name="lower"/>.</summary>
    public static bool IsAncestor(string upper, string lower)
    {
        var above = upper.AsSpan().TrimEnd('/');
        return lower.Length > above.Length + 1 && lower.AsSpan().StartsWith(above, StringComparison.Ordinal) && lower[above.Length] == '/';
    }

    /// <summary>Whether both name the same cgroup.</summary>
    public static bool IsSame(string one, string other) => one.AsSpan().TrimEnd('/').SequenceEqual(other.AsSpan().TrimEnd('/'));
}
