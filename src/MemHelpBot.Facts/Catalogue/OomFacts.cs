namespace MemHelpBot.Facts;

/// <summary>A kernel OOM-killer report or kill line, per incident (mm/oom_kill.c).</summary>
public static class OomFacts
{
    /// <summary>Release string of the kernel that wrote the log; vendor kernels back-port, so the whole string counts.</summary>
    public static readonly FactKey Release =
        new("kernel.release", FactValueKind.Text, FactUnit.None, "Release string of the kernel that wrote the log; vendor kernels back-port, so the whole string counts.");

    /// <summary>Time of the report as printed.</summary>
    public static readonly FactKey Time =
        new("oom.time", FactValueKind.Text, FactUnit.None, "Time of the report as printed.");

    /// <summary>Task whose request found no memory; it merely asked for the next page and need not be the eater.</summary>
    public static readonly FactKey Invoker =
        new("oom.invoker", FactValueKind.Text, FactUnit.None, "Task whose request found no memory; it merely asked for the next page and need not be the eater.");

    /// <summary>Pid of the invoker, from the header line.</summary>
    public static readonly FactKey InvokerPid =
        new("oom.invoker_pid", FactValueKind.Integer, FactUnit.None, "Pid of the invoker, from the header line.");

    /// <summary>Processor the invoker ran on.</summary>
    public static readonly FactKey Cpu =
        new("oom.cpu", FactValueKind.Integer, FactUnit.None, "Processor the invoker ran on.");

    /// <summary>The allocation flags as a number; the bits move between kernel versions.</summary>
    public static readonly FactKey GfpMask =
        new("oom.gfp_mask", FactValueKind.Integer, FactUnit.None, "The allocation flags as a number; the bits move between kernel versions.");

    /// <summary>The allocation flags by name: printed since 4.6, else decoded by kernel version.</summary>
    public static readonly FactKey GfpFlags =
        new("oom.gfp_flags", FactValueKind.Texts, FactUnit.None, "The allocation flags by name: printed since 4.6, else decoded by kernel version.");

    /// <summary>The request is for 2^order contiguous pages; -1 is SysRq+f (4.3+).</summary>
    public static readonly FactKey Order =
        new("oom.order", FactValueKind.Integer, FactUnit.None, "The request is for 2^order contiguous pages; -1 is SysRq+f (4.3+).");

    /// <summary>Size of the request.</summary>
    public static readonly FactKey RequestBytes =
        new("oom.request_bytes", FactValueKind.Integer, FactUnit.Bytes, "Size of the request.");

    /// <summary>oom_score_adj of the invoker, -1000 to 1000.</summary>
    public static readonly FactKey InvokerOomScoreAdj =
        new("oom.invoker_oom_score_adj", FactValueKind.Integer, FactUnit.None, "oom_score_adj of the invoker, -1000 to 1000.");

    /// <summary>cpuset of the invoker.</summary>
    public static readonly FactKey Cpuset =
        new("oom.cpuset", FactValueKind.Text, FactUnit.None, "cpuset of the invoker.");

    /// <summary>NUMA nodes the cpuset allows, as a kernel list (0-1,4).</summary>
    public static readonly FactKey MemsAllowed =
        new("oom.mems_allowed", FactValueKind.Text, FactUnit.None, "NUMA nodes the cpuset allows, as a kernel list (0-1,4).");

    /// <summary>NUMA nodes the request itself allows; (null) means no restriction.</summary>
    public static readonly FactKey Nodemask =
        new("oom.nodemask", FactValueKind.Text, FactUnit.None, "NUMA nodes the request itself allows; (null) means no restriction.");

    /// <summary>What constrained the allocation; printed since 5.0 and el8.3.</summary>
    public static readonly FactKey Constraint =
        new("oom.constraint", FactValueKind.Text, FactUnit.None, "What constrained the allocation; printed since 5.0 and el8.3.");

    /// <summary>global, memcg, cpuset or mempolicy.</summary>
    public static readonly FactKey Scope =
        new("oom.scope", FactValueKind.Text, FactUnit.None, "global, memcg, cpuset or mempolicy.");

    /// <summary>The cgroup whose limit was reached.</summary>
    public static readonly FactKey Memcg =
        new("oom.memcg", FactValueKind.Text, FactUnit.None, "The cgroup whose limit was reached.");

    /// <summary>The cgroup the victim lived in; not a limit by itself.</summary>
    public static readonly FactKey TaskMemcg =
        new("oom.task_memcg", FactValueKind.Text, FactUnit.None, "The cgroup the victim lived in; not a limit by itself.");

    /// <summary>Name of the killed task.</summary>
    public static readonly FactKey Victim =
        new("oom.victim", FactValueKind.Text, FactUnit.None, "Name of the killed task.");

    /// <summary>Pid of the killed task.</summary>
    public static readonly FactKey VictimPid =
        new("oom.victim_pid", FactValueKind.Integer, FactUnit.None, "Pid of the killed task.");

    /// <summary>Real uid of the killed task.</summary>
    public static readonly FactKey VictimUid =
        new("oom.victim_uid", FactValueKind.Integer, FactUnit.None, "Real uid of the killed task.");

    /// <summary>Virtual address space of the victim; not memory in use.</summary>
    public static readonly FactKey VictimTotalVm =
        new("oom.victim_total_vm_kb", FactValueKind.Integer, FactUnit.KiB, "Virtual address space of the victim; not memory in use.");

    /// <summary>Resident anonymous memory of the victim.</summary>
    public static readonly FactKey VictimAnonRss =
        new("oom.victim_anon_rss_kb", FactValueKind.Integer, FactUnit.KiB, "Resident anonymous memory of the victim.");

    /// <summary>Resident mapped file pages of the victim; reclaimable.</summary>
    public static readonly FactKey VictimFileRss =
        new("oom.victim_file_rss_kb", FactValueKind.Integer, FactUnit.KiB, "Resident mapped file pages of the victim; reclaimable.");

    /// <summary>Resident shared memory of the victim (4.5+).</summary>
    public static readonly FactKey VictimShmemRss =
        new("oom.victim_shmem_rss_kb", FactValueKind.Integer, FactUnit.KiB, "Resident shared memory of the victim (4.5+).");

    /// <summary>Page tables of the victim (5.4+).</summary>
    public static readonly FactKey VictimPgtables =
        new("oom.victim_pgtables_kb", FactValueKind.Integer, FactUnit.KiB, "Page tables of the victim (5.4+).");

    /// <summary>oom_score_adj of the victim.</summary>
    public static readonly FactKey VictimOomScoreAdj =
        new("oom.victim_oom_score_adj", FactValueKind.Integer, FactUnit.None, "oom_score_adj of the victim.");

    /// <summary>Badness score printed by two-line kernels.</summary>
    public static readonly FactKey VictimScore =
        new("oom.victim_score", FactValueKind.Integer, FactUnit.None, "Badness score printed by two-line kernels.");

    /// <summary>The kernel found no process it may kill.</summary>
    public static readonly FactKey NoKillable =
        new("oom.no_killable", FactValueKind.Flag, FactUnit.None, "The kernel found no process it may kill.");

    /// <summary>Somebody asked for the kill with SysRq+f.</summary>
    public static readonly FactKey Manual =
        new("oom.manual", FactValueKind.Flag, FactUnit.None, "Somebody asked for the kill with SysRq+f.");

    /// <summary>Victim whose memory the OOM reaper took away at once (4.6+).</summary>
    public static readonly FactKey ReapedPid =
        new("oom.reaped_pid", FactValueKind.Integer, FactUnit.None, "Victim whose memory the OOM reaper took away at once (4.6+).");

    /// <summary>Victim whose memory the OOM reaper could not take: its lock was held, so the memory came back only when the task ended (4.6+).</summary>
    public static readonly FactKey UnreapedPid =
        new("oom.unreaped_pid", FactValueKind.Integer, FactUnit.None, "Victim whose memory the OOM reaper could not take: its lock was held, so the memory came back only when the task ended (4.6+).");

    /// <summary>Victim that was ending already when it was chosen (5.10+).</summary>
    public static readonly FactKey ExitingPid =
        new("oom.exiting_pid", FactValueKind.Integer, FactUnit.None, "Victim that was ending already when it was chosen (5.10+).");

    /// <summary>Task that keeps the memory of a killed one in use.</summary>
    public static readonly FactKey PinnedBy =
        new("oom.pinned_by", FactValueKind.Text, FactUnit.None, "Task that keeps the memory of a killed one in use.");

    /// <summary>The cgroup all of whose processes are killed together (memory.oom.group, 4.19+).</summary>
    public static readonly FactKey KilledGroup =
        new("oom.killed_group", FactValueKind.Text, FactUnit.None, "The cgroup all of whose processes are killed together (memory.oom.group, 4.19+).");

    /// <summary>Why the kernel panicked instead of going on, as printed.</summary>
    public static readonly FactKey Panic =
        new("oom.panic", FactValueKind.Text, FactUnit.None, "Why the kernel panicked instead of going on, as printed.");

    /// <summary>The kernel was built without compaction: free pages cannot be moved together (4.9+).</summary>
    public static readonly FactKey NoCompaction =
        new("oom.compaction_disabled", FactValueKind.Flag, FactUnit.None, "The kernel was built without compaction: free pages cannot be moved together (4.9+).");
}
