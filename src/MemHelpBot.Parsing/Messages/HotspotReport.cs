using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// What hs_err_pid.log tells of the machine, the limits and the container around the JVM (os::print_memory_info, print_rlimit_info and
/// print_container_info of HotSpot): context, no failure.
/// </summary>
internal sealed class HotspotReport(Failures failures) : MessageReader(failures)
{
    private static readonly (string Name, FactKey Key, bool IsSize)[] Limits =
    [
        ("AS ", UlimitFacts.Virtual, true), ("DATA ", UlimitFacts.Data, true), ("STACK ", UlimitFacts.Stack, true), ("MEMLOCK ", UlimitFacts.Locked, true),
        ("NPROC ", UlimitFacts.Processes, false), ("NOFILE ", UlimitFacts.OpenFiles, false),
    ];

    private static readonly (string Name, FactKey Key)[] Cgroup =
    [
        ("memory_limit_in_bytes: ", MemcgFacts.Limit), ("memory_usage_in_bytes: ", MemcgFacts.Usage), ("memory_max_usage_in_bytes: ", MemcgFacts.Peak),
    ];

    public override IReadOnlyList<string> Triggers { get; } = ["k page, physical ", "rlimit: ", "rlimit (soft/hard): ", "memory_limit_in_bytes: ", "usage_in_bytes: "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        return Machine(line, text, into) || Rlimits(line, text, into) || Container(line, text, into);
    }

    /// <summary><c>Memory: 4k page, physical 8048920k(102400k free), swap 0k(0k free)</c>; in a container the JVM takes its limit for the machine.</summary>
    private bool Machine(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "k page, physical ");
        if (!text.StartsWith("Memory: ", StringComparison.Ordinal) || Scan.Kibibytes(text, at) is not { } physical)
            return false;
        Failures.Tell(RuntimeFacts.JvmPhysical, physical, line, into);
        Free(RuntimeFacts.JvmPhysicalFree, physical.End, line, into);
        if (Scan.Kibibytes(text, Scan.Behind(text, "swap ", physical.End)) is { } swap)
        {
            Failures.Tell(RuntimeFacts.JvmSwap, swap, line, into);
            Free(RuntimeFacts.JvmSwapFree, swap.End, line, into);
        }

        return true;
    }

    private void Free(FactKey key, int behind, in LogLine line, ReadingBuilder into)
    {
        var open = Scan.Blanks(line.Text, behind);
        if (Scan.At(line.Text, open, "(") && Scan.Kibibytes(line.Text, open + 1) is { } free && Scan.At(line.Text, free.End, " free"))
            Failures.Tell(key, free, line, into);
    }

    /// <summary><c>rlimit (soft/hard): STACK 8192k/infinity , NPROC 63455/63455 , AS infinity/infinity , MEMLOCK 64k/64k</c>; to JDK 15 only the soft ones.</summary>
    private bool Rlimits(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (!text.StartsWith("rlimit", StringComparison.Ordinal))
            return false;
        foreach (var (name, key, isSize) in Limits)
        {
            var at = Scan.Behind(text, ": " + name) is > 0 and var first ? first : Scan.Behind(text, ", " + name);
            if (at < 0)
                continue;
            if (Scan.At(text, at, "infinity"))
                Failures.Tell(key, FactValue.Of("unlimited"), line, into, at, "infinity".Length);
            else if ((isSize ? Scan.Kibibytes(text, at) : Scan.Integer(text, at)) is { } limit)
                Failures.Tell(key, limit, line, into);
        }

        return true;
    }

    /// <summary><c>memory_limit_in_bytes: 4194304 k</c>; to JDK 16 bytes without a unit, and -1 for none.</summary>
    private bool Container(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        foreach (var (name, key) in Cgroup)
        {
            if (!text.StartsWith(name, StringComparison.Ordinal))
                continue;
            if (text[name.Length..].Trim() is "unlimited" or "-1")
                Failures.Tell(key, FactValue.Of("unlimited"), line, into, name.Length, text.TrimEnd().Length - name.Length);
            else if (Scan.Kibibytes(text, name.Length, bare: 1) is { Value: > 0 } size)
                Failures.Tell(key, size, line, into);
            return true;
        }

        return false;
    }
}
