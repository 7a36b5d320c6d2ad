namespace MemHelpBot.Scanning.Search;

/// <summary>
/// What the lines that tell of a memory incident contain: one literal for each kind of message, case counting. A line without any opens no
/// incident; whether a line with one does is decided by reading it. The list is the whole coupling between the fast search and the formats:
/// a format whose first line holds none of these is not found by a scan.
/// </summary>
public static class IncidentLiterals
{
    /// <summary>
    /// Words of the kernel's own messages. In a line that another program wrote they are a quotation (a mail, a rule of a log checker, a manual),
    /// unless a platform repeats the message as its own.
    /// </summary>
    private static readonly string[] Kernels =
        [" invoked oom", "oom-killer: gfp_mask=", "page allocation failure", "oom-kill:constraint=", "Killed process ", "ut of memory: Kill", "ut of memory: kill",
         "emory cgroup out of memory", "no killable processes", "as a result of limit of ", "Mem-Info:", "active_anon:", "lowmem_reserve[]:", "tgid total_vm "];

    private static readonly string[] KernelTags = ["", "kernel", "vmunix", "klogd"];

    /// <summary>Whether a line of a program quotes the kernel.</summary>
    /// <param name="line">The line.</param>
    /// <param name="tag">The program, as the log's prefix names it; empty when none is named.</param>
    public static bool IsQuotation(string line, string tag) =>
        Array.IndexOf(KernelTags, tag) < 0 && Array.Exists(Kernels, k => line.Contains(k, StringComparison.Ordinal)) && !line.Contains("OOMKill", StringComparison.Ordinal);

    /// <summary>The literals, as <c>memhelp scan --list-literals</c> prints them. No literal contains another.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        // The kernel (mm/oom_kill.c, mm/page_alloc.c, mm/memcontrol.c), and parts of a report whose head was rotated away.
        " invoked oom",
        "oom-killer: gfp_mask=",
        "page allocation failure",
        "oom-kill:constraint=",
        "Killed process ",
        "ut of memory",
        "no killable processes",
        " OOM execution",
        "as a result of limit of ",
        "Memory cgroup stats for ",
        "Mem-Info:",
        "active_anon:",
        "lowmem_reserve[]:",
        "tgid total_vm ",

        // Killers in user space and platforms.
        "sending SIGTERM to process ",
        "sending SIGKILL to process ",
        "low memory! at or below",
        "systemd-oomd killed ",
        "due to memory ",
        "lowmemorykiller",
        "unit has been killed by the OOM killer",
        "oom-kill'",
        "OOMKill",
        "low on resource: memory",

        // Batch systems.
        "oom-kill event",
        "oom_kill event",
        "OUT_OF_ME",
        "emory limit",
        " exceeded limit ",
        "TERM_MEMLIMIT",

        // Runtimes and programs.
        "OutOfMemory",
        "MemoryError",
        "std::bad_a",
        "annot allocate ",
        "nable to allocate ",
        "insufficient virtual memory",
        "ot enough memory",
        "memory exhausted",
        "Allowed memory size of ",
        "os::commit_memory(",
        "Failed on request of size ",
        "_STATUS_ALLOC_FAILED",
        "shared memory segment",
    ];
}
