using MemHelpBot.Facts;

namespace MemHelpBot.Parsing.Tools;

/// <summary>What stands in a file of a cgroup, of /proc/sys or of /proc/PID: one value, or a line for each of many.</summary>
/// <param name="Key">The fact of its value; of a file with many lines the fact of one of them.</param>
/// <param name="Bare">Bytes that its numbers count; 0 for a count or a text.</param>
/// <param name="Keyed">Whether each line is a name and a number.</param>
/// <param name="Subject">Subject of the fact; null for a keyed file, whose names are the subjects.</param>
internal readonly record struct KernelFile(FactKey Key, long Bare = 0, bool Keyed = false, string? Subject = null)
{
    private const string SysVm = "/proc/sys/vm/";
    private const string SysKernel = "/proc/sys/kernel/";

    /// <summary>The file at a path; null for one that tells nothing here. Only the last part counts where its name is the cgroup's.</summary>
    public static KernelFile? Of(ReadOnlySpan<char> path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (path.StartsWith(SysVm, StringComparison.Ordinal))
            return new(VmFacts.Setting, Subject: name.ToString());
        if (path.StartsWith(SysKernel, StringComparison.Ordinal))
            return IsKernelSetting(name) ? new(SettingFacts.KernelSetting, Subject: name.ToString()) : null;
        if (path.StartsWith("/proc/", StringComparison.Ordinal))
            return OfProcess(path["/proc/".Length..], name);
        if (name is "mm_stat" && path.StartsWith("/sys/block/zram", StringComparison.Ordinal))
            return new(SwapFacts.ZramData, 1, Subject: path["/sys/block/".Length..path.LastIndexOf('/')].ToString());
        return OfCgroup(name);
    }

    /// <summary>Settings of kernel.* that bound tasks or shared memory.</summary>
    public static bool IsKernelSetting(ReadOnlySpan<char> name) => name is "threads-max" or "pid_max" or "shmmax" or "shmall" or "shmmni";

    private static KernelFile? OfProcess(ReadOnlySpan<char> inProc, ReadOnlySpan<char> name)
    {
        var slash = inProc.IndexOf('/');
        FactKey? key = name switch { "oom_score" => ProcessFacts.OomScore, "oom_score_adj" => ProcessFacts.OomScoreAdj, _ => null };
        return slash <= 0 || key is null ? null : new(key, Subject: inProc[..slash].ContainsAnyExceptInRange('0', '9') ? "?" : inProc[..slash].ToString());
    }

    /// <summary>Files of the memory, pids and cpuset controllers (Documentation/admin-guide/cgroup-v1/memory.rst, cgroup-v2.rst).</summary>
    private static KernelFile? OfCgroup(ReadOnlySpan<char> name) => name switch
    {
        "memory.current" or "memory.usage_in_bytes" => new(MemcgFacts.Usage, 1),
        "memory.max" or "memory.limit_in_bytes" => new(MemcgFacts.Limit, 1),
        "memory.peak" or "memory.max_usage_in_bytes" => new(MemcgFacts.Peak, 1),
        "memory.high" => new(MemcgFacts.High, 1),
        "memory.low" => new(MemcgFacts.Low, 1),
        "memory.min" => new(MemcgFacts.Min, 1),
        "memory.soft_limit_in_bytes" => new(MemcgFacts.SoftLimit, 1),
        "memory.failcnt" => new(MemcgFacts.Failcnt),
        "memory.swap.current" => new(MemcgFacts.SwapUsage, 1),
        "memory.swap.max" => new(MemcgFacts.SwapLimit, 1),
        "memory.swap.high" => new(MemcgFacts.SwapHigh, 1),
        "memory.swap.peak" => new(MemcgFacts.SwapPeak, 1),
        "memory.zswap.current" => new(MemcgFacts.ZswapUsage, 1),
        "memory.zswap.max" => new(MemcgFacts.ZswapLimit, 1),
        "memory.memsw.usage_in_bytes" => new(MemcgFacts.MemswUsage, 1),
        "memory.memsw.limit_in_bytes" => new(MemcgFacts.MemswLimit, 1),
        "memory.memsw.max_usage_in_bytes" => new(MemcgFacts.MemswPeak, 1),
        "memory.memsw.failcnt" => new(MemcgFacts.MemswFailcnt),
        "memory.kmem.usage_in_bytes" => new(MemcgFacts.KmemUsage, 1),
        "memory.kmem.limit_in_bytes" => new(MemcgFacts.KmemLimit, 1),
        "memory.kmem.tcp.usage_in_bytes" => new(MemcgFacts.KmemTcpUsage, 1),
        "memory.kmem.tcp.limit_in_bytes" => new(MemcgFacts.KmemTcpLimit, 1),
        "memory.oom.group" => new(MemcgFacts.OomGroup),
        "memory.swappiness" => new(MemcgFacts.Swappiness),
        "memory.events" => new(MemcgFacts.Event, Keyed: true),
        "memory.events.local" => new(MemcgFacts.EventLocal, Keyed: true),
        "memory.oom_control" => new(MemcgFacts.OomControl, Keyed: true),
        "memory.stat" => new(MemcgFacts.Stat, 1, Keyed: true),
        "pids.max" => new(PidsFacts.Max),
        "pids.current" => new(PidsFacts.Current),
        "pids.peak" => new(PidsFacts.Peak),
        "pids.events" => new(PidsFacts.EventsMax, Keyed: true),
        "cpuset.mems" => new(PidsFacts.CpusetMems),
        "cpuset.mems.effective" or "cpuset.effective_mems" => new(PidsFacts.CpusetMemsEffective),
        _ => null,
    };
}
