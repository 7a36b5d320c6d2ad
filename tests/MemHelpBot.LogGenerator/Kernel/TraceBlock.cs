using MemHelpBot.LogGenerator.Truth;
using static System.FormattableString;

namespace MemHelpBot.LogGenerator.Kernel;

/// <summary>The call trace: with addresses and question marks up to 4.8, symbols alone since 4.9, in task marks since 5.13.</summary>
internal static class TraceBlock
{
    private static readonly Epochs<(bool Addresses, bool Marks)> Forms = new(("2.6.32", (true, false)), ("4.9", (false, false)), ("5.15", (false, true)));

    /// <summary>Prints the trace. On kernels without order -1 it alone tells that somebody asked for the kill.</summary>
    public static void Print(Scene scene, ReportWriter into)
    {
        var (addresses, marks) = Forms.Of(scene.Version);
        List<string> symbols = ["dump_stack+0x63/0x8b", scene.IsFailure ? "warn_alloc+0x10e/0x190" : "dump_header+0x4f/0x1e5", "? _raw_spin_unlock_irqrestore+0xe/0x20"];
        symbols.AddRange(scene.Scope switch
        {
            ReportScope.MemcgV1 or ReportScope.MemcgV2 => ["oom_kill_process.cold+0xb/0x10", "mem_cgroup_out_of_memory+0x136/0x150", "try_charge+0x6c4/0x6d0"],
            ReportScope.SysRq => ["out_of_memory+0x111/0x500", "moom_callback+0x7b/0x90", "process_one_work+0x1a7/0x3c0"],
            ReportScope.AllocationFailure => ["__alloc_pages_slowpath+0xd05/0xd40", "alloc_pages_current+0x87/0xe0"],
            _ => ["out_of_memory+0x111/0x500", "__alloc_pages_slowpath+0xb83/0xcc0", "handle_mm_fault+0xd5/0x1e0"],
        });
        into.Print("Call Trace:");
        if (marks)
            into.Print(" <TASK>");
        var before = "";
        foreach (var symbol in symbols)
        {
            if (symbol.StartsWith("moom_callback", StringComparison.Ordinal))
                into.Tell("oom.manual", TrueValue.Of(true));
            if (before.StartsWith("out_of_memory+", StringComparison.Ordinal) && symbol.StartsWith("__alloc_pages", StringComparison.Ordinal))
                into.Tell("oom.called_from", TrueValue.Of(symbol[..symbol.IndexOf('+', StringComparison.Ordinal)]), into.Next - 1, into.Next);
            before = symbol;
            into.Print(addresses ? Invariant($" [<ffffffff81{scene.Random.Next(0x100000, 0xffffff):x6}>] {symbol}") : " " + symbol);
        }

        if (scene.Random.Next(3) == 0)
            into.Print(Invariant($"RIP: 0033:0x{scene.Random.NextInt64(1L << 47):x}"));
        if (marks)
            into.Print(" </TASK>");
    }
}
