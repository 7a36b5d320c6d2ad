using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// Lines of a call trace: <c> [&lt;ffffffff81&gt;] ? symbol+0x12/0x34</c>, without the address since 4.10; ARM prints both ends of a call,
/// <c>[&lt;c01&gt;] (callee) from [&lt;c02&gt;] (caller+0x12/0x34)</c> and since 5.16 <c>callee from caller+0x12/0x34</c>. They belong to the open report
/// and tell at most on whose behalf the memory was asked for.
/// </summary>
internal static class CallTrace
{
    /// <summary>How many lines may lie between a report and a trace of it.</summary>
    private const int Near = 40;

    /// <summary>Takes a line of a trace for the report. False when the line is none, or no report is near.</summary>
    public static bool Read(Report? report, in LogLine line, ReadOnlySpan<char> text, int at)
    {
        if (report is null || line.Number - report.Last > Near)
            return false;
        var rest = text[at..];
        if (rest[0] == '[')
        {
            var close = rest.IndexOf("] ", StringComparison.Ordinal);
            if (close < 0 || rest.Length < 4 || rest[1] != '<')
                return false;
            rest = rest[(close + 2)..];
        }

        // "?": an address found on the stack that need not be a caller.
        var stale = rest.StartsWith("? ", StringComparison.Ordinal);
        if (stale)
            rest = rest[2..];
        if (Arm(ref rest, report))
            stale = false;
        var word = rest.IndexOfAny('+', ' ');
        if (word < 0 || rest[word] != '+' || !rest[word..].StartsWith("+0x", StringComparison.Ordinal))
            return false;
        if (report.Kind != ReportKind.Oom)
            return true;
        var symbol = Bare(rest[..word]);
        if (!stale)
            Caller(report, line, text.Length - rest.Length + (rest[0] == '.' ? 1 : 0), symbol);
        if (symbol is "mem_cgroup_out_of_memory" || !stale && IsCharge(symbol))
            report.IsMemcg = true;
        else if (rest.StartsWith("moom_callback+", StringComparison.Ordinal) || rest.StartsWith("sysrq_handle_moom+", StringComparison.Ordinal))
            HeaderLine.Manual(report, line, text.Length - rest.Length, word);
        return true;
    }

    // "out_of_memory from __alloc_pages+0x1/0x2", "(out_of_memory) from [<c007>] (__alloc_pages_nodemask+0x1/0x2)": goes on with the caller.
    private static bool Arm(ref ReadOnlySpan<char> rest, Report report)
    {
        var from = rest.IndexOf(" from ", StringComparison.Ordinal);
        if (from <= 0)
            return false;
        var callee = rest[..from].Trim("()");
        var caller = rest[(from + 6)..];
        if (caller.StartsWith("[<", StringComparison.Ordinal) && caller.IndexOf("] (", StringComparison.Ordinal) is > 0 and var close)
            caller = caller[(close + 3)..];
        var plus = caller.IndexOf('+');
        if (callee.Contains(' ') || plus <= 0 || caller[..plus].Contains(' '))
            return false;
        report.InOutOfMemory = Bare(callee) is "out_of_memory";
        rest = caller;
        return true;
    }

    // Without what a compiler hangs on: "out_of_memory.cold", "try_charge.isra.0"; 64-bit PowerPC puts a dot in front of a function.
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> symbol)
    {
        symbol = symbol.TrimStart('.');
        return symbol.IndexOf('.') is > 0 and var dot ? symbol[..dot] : symbol;
    }

    // Frames that are on the stack only when a cgroup's limit was the reason.
    private static bool IsCharge(ReadOnlySpan<char> symbol) => symbol is "try_charge_memcg" or "mem_cgroup_oom_synchronize" or "__mem_cgroup_try_charge" or "mem_cgroup_handle_oom";

    // Who called out_of_memory tells for whom memory was out. A fault that was refused comes through pagefault_out_of_memory for both.
    private static void Caller(Report report, in LogLine line, int at, ReadOnlySpan<char> symbol)
    {
        var machine = symbol.StartsWith("__alloc_pages", StringComparison.Ordinal) || symbol.StartsWith("__alloc_frozen_pages", StringComparison.Ordinal);
        if (report.InOutOfMemory && (machine || symbol is "mem_cgroup_out_of_memory"))
            report.Put(OomFacts.CalledFrom, FactValue.Of(symbol.ToString()), line, at, symbol.Length);
        report.InOutOfMemory = symbol is "out_of_memory";
    }
}
