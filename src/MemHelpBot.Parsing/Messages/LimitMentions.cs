using MemHelpBot.Facts;
using MemHelpBot.Parsing.Statements;
using MemHelpBot.Parsing.Text;
using MemHelpBot.Parsing.Tools;

namespace MemHelpBot.Parsing.Messages;

/// <summary>Limits and settings that libraries state about themselves: OpenBLAS (RLIMIT_NPROC), OMP_NUM_THREADS as read, apt's cache.</summary>
internal sealed class LimitMentions(Failures failures) : MessageReader(failures)
{
    /// <summary>What makes a setting one that somebody proposes, not the one of this run.</summary>
    private static readonly string[] Advice = ["fix", "try ", "should", "could", "would", "recommend", "suggest", "solve", "workaround"];

    public override IReadOnlyList<string> Triggers { get; } = ["tasks-per-node=", "RLIMIT_NPROC ", "OMP_NUM_THREADS'=", "OMP_NUM_THREADS=", "ulimit -", "RLIMIT_MEMLOCK", "GCHeapHardLimit", "MemoryHigh=", "MemoryMax="];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Integer(text, Scan.Behind(text, "RLIMIT_NPROC ")) is { } processes && Scan.At(text, processes.End, " current"))
        {
            if (processes.Value < 0)
                Failures.Tell(UlimitFacts.Processes, FactValue.Of("unlimited"), line, into, processes.Offset, processes.Length);
            else
                Failures.Tell(UlimitFacts.Processes, processes, line, into);
            return true;
        }

        if (Ulimit(line, text, into) || Memlock(line, text, into))
            return true;

        if (Unit(line, text, into))
            return true;

        // The .NET collector's own cap, as its environment or runtimeconfig.json sets it; the failure beside it may be that cap.
        if (HeapCap(text))
        {
            Failures.Mark(line, into, "heap-cap-set");
            return true;
        }

        if (Scan.Integer(text, Scan.Behind(text, "tasks-per-node=")) is { Value: > 0 } onNode)
        {
            Failures.Tell(MpiFacts.RanksPerNode, onNode, line, into);
            return false;
        }

        var at = Scan.Behind(text, "OMP_NUM_THREADS'=");
        if (at < 0)
            at = Scan.Behind(text, "OMP_NUM_THREADS=");
        if (Scan.Integer(text, at) is not { Value: > 0 } threads || Words.Any(text[..at], Advice))
            return false;
        Failures.Tell(MpiFacts.ThreadsPerRank, threads, line, into);
        return true;
    }

    /// <summary><c>DOTNET_GCHeapHardLimitPercent=64</c>, before .NET 6 <c>COMPlus_GCHeapHardLimit=0xC800000</c>: an assignment, not the name in a sentence.</summary>
    private static bool HeapCap(ReadOnlySpan<char> text)
    {
        var at = Scan.Behind(text, "DOTNET_GCHeapHardLimit");
        if (at < 0)
            at = Scan.Behind(text, "COMPlus_GCHeapHardLimit");
        while (at >= 0 && at < text.Length && char.IsAsciiLetter(text[at]))
            at++;
        return at >= 0 && at + 1 < text.Length && text[at] == '=' && char.IsAsciiHexDigit(text[at + 1]);
    }

    /// <summary>
    /// A limit that is set for what follows (<c>ulimit -v 5000000; julia</c>, at a prompt or in a script), or that a script printed
    /// (<c>ulimit -l -> 8192</c>). bash counts KiB. Advice stands in a sentence and is no limit.
    /// </summary>
    private static bool Ulimit(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "ulimit -");
        if (at < 0 || at >= text.Length || LimitNames.OfLetter(text[at]) is not { } key || key.Unit == FactUnit.None && text[at] != 'u')
            return false;
        var before = text[..(at - "ulimit -".Length)].TrimEnd();
        var value = Scan.Blanks(text, at + 1);
        var printed = false;
        foreach (var sign in (ReadOnlySpan<string>)["->", "=>", ":", "="])
        {
            if (!Scan.At(text, value, sign))
                continue;
            (value, printed) = (Scan.Blanks(text, value + sign.Length), true);
            break;
        }

        if (value >= text.Length && !before.IsEmpty && before[^1] is '$' or '#' or '%' && Following.TryLine(line, into, out var answer))
            return Answered(key, answer, into);
        var command = before.IsEmpty || before[^1] is '$' or '#' or '>' or '%' or ';' or '(' or '&' or ':';
        if (!command && !printed || Scan.Integer(text, value) is not { Value: >= 0 } limit)
            return false;
        var end = Scan.Blanks(text, limit.End);
        if (end < text.Length && text[end] is not (';' or '&' or ')' or '#' or '|') && !(printed && text[end] == '('))
            return false;
        into.Tell(key, FactValue.Of(limit.Value), line, limit.Offset, limit.Length);
        return true;
    }

    /// <summary>What the shell answered on the line below: a number alone, or unlimited.</summary>
    private static bool Answered(FactKey key, in LogLine answer, ReadingBuilder into)
    {
        var text = answer.Text.Trim();
        var start = answer.Text.IndexOf(text, StringComparison.Ordinal);
        if (Scan.Integer(answer.Text, start) is { Value: >= 0 } number && number.Length == text.Length)
            into.Tell(key, FactValue.Of(number.Value), answer, number.Offset, number.Length);
        else if (text is "unlimited")
            into.Tell(key, FactValue.Of("unlimited"), answer, start, text.Length);
        else
            return false;
        return true;
    }

    /// <summary><c>systemd-run -p MemoryMax=2G …</c>, <c>MemoryHigh=1500M set on a running scope</c>: a setting that was made, no advice.</summary>
    private static bool Unit(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (!Scan.Has(text, "systemd-run ") && !Scan.Has(text, " set on ") && !Scan.Has(text, "set-property "))
            return false;
        var told = false;
        foreach (var (name, key) in (ReadOnlySpan<(string, FactKey)>)[("MemoryHigh=", UnitFacts.High), ("MemoryMax=", UnitFacts.Max)])
        {
            if (Scan.Kibibytes(text, Scan.Behind(text, name), bare: 1) is not { Value: > 0 } size)
                continue;
            into.Tell(key, FactValue.Of(size.Value), line, size.Offset, size.Length);
            told = true;
        }

        return told;
    }

    /// <summary><c>RLIMIT_MEMLOCK of the process: 64K</c>, <c>RLIMIT_MEMLOCK=65536</c>, <c>RLIMIT_MEMLOCK soft limit 64 KB</c>: a bare number counts bytes.</summary>
    private static bool Memlock(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "RLIMIT_MEMLOCK");
        if (at < 0 || Scan.Has(text, "RLIMIT_MEMLOCK is "))
            return false;
        var sign = text[at..].IndexOfAny('=', ':');
        if (sign is < 0 or > 24 || Scan.Size(text, at + sign + 1, bare: 1) is not { } size || size.Offset != Scan.Blanks(text, at + sign + 1) || size.Value < 1024)
            return false;
        into.Tell(UlimitFacts.Locked, FactValue.Of(size.Value / 1024), line, size.Offset, size.Length);
        return true;
    }
}
