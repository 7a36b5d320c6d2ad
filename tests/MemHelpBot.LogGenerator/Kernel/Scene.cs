namespace MemHelpBot.LogGenerator.Kernel;

/// <summary>What a report is about.</summary>
public enum ReportScope
{
    /// <summary>The machine is out of memory.</summary>
    Global,

    /// <summary>A cgroup of version 1 is at its limit.</summary>
    MemcgV1,

    /// <summary>A cgroup of version 2 is at its limit.</summary>
    MemcgV2,

    /// <summary>The nodes of a cpuset are out of memory (told since 5.0).</summary>
    Cpuset,

    /// <summary>The nodes of a memory policy are out of memory (told since 5.0).</summary>
    Mempolicy,

    /// <summary>Nothing could be killed.</summary>
    NoKillable,

    /// <summary>Somebody pressed SysRq+f.</summary>
    SysRq,

    /// <summary>A page allocation failed; nothing was killed.</summary>
    AllocationFailure,

    /// <summary>Only the kill lines reached the log.</summary>
    KillLine,
}

/// <summary>What kind of machine prints the report.</summary>
public enum MachineKind
{
    /// <summary>x86-64.</summary>
    Ordinary,

    /// <summary>32-bit with HighMem, without NUMA.</summary>
    HighMem,

    /// <summary>x86-64 with memory set aside for contiguous allocation.</summary>
    Cma,

    /// <summary>arm64 with pages of 64 KiB.</summary>
    LargePages,
}

/// <summary>A zone of the machine; sizes in pages.</summary>
internal sealed record ZoneState(int Node, string Name, long Present, long Managed, long Min, long[] Blocks, string[] Types, long FreeCma, bool Reclaimed)
{
    public long Free => Blocks.Select((count, order) => count << order).Sum();
}

/// <summary>A task of the table; memory in pages.</summary>
internal sealed record TaskState(long Pid, long Uid, long TotalVm, long Anon, long File, long Shmem, long Tables, long Swapped, int Adjust, string Comm)
{
    public long Rss => Anon + File + Shmem;
}

/// <summary>The drawn facts of one event, before any version prints them.</summary>
internal sealed record Scene
{
    public required KernelVersion Version { get; init; }

    public required ReportScope Scope { get; init; }

    public required MachineKind Machine { get; init; }

    public required Gfp Gfp { get; init; }

    public required int Order { get; init; }

    public required TaskState Invoker { get; init; }

    public required TaskState Victim { get; init; }

    /// <summary>The task that a two-line kernel chooses before it kills a child of it.</summary>
    public required TaskState Chosen { get; init; }

    public required IReadOnlyList<TaskState> Tasks { get; init; }

    public required IReadOnlyList<ZoneState> Zones { get; init; }

    public required int Nodes { get; init; }

    public required string Cpuset { get; init; }

    public required string MemsAllowed { get; init; }

    public required string Nodemask { get; init; }

    /// <summary>The cgroup whose limit was hit.</summary>
    public required string Memcg { get; init; }

    /// <summary>The cgroup of the victim: that one or below it.</summary>
    public required string TaskMemcg { get; init; }

    public required long Score { get; init; }

    public required long LimitKb { get; init; }

    public required int Cpu { get; init; }

    public required string Release { get; init; }

    public required string Host { get; init; }

    /// <summary>For what a block draws itself.</summary>
    public required Random Random { get; init; }

    public long PageKb => Machine == MachineKind.LargePages ? 64 : 4;

    public bool IsMemcg => Scope is ReportScope.MemcgV1 or ReportScope.MemcgV2;

    public bool IsFailure => Scope == ReportScope.AllocationFailure;
}
