namespace MemHelpBot.Facts;

/// <summary>Settings and figures of databases, file systems and the network that hold memory.</summary>
public static class SettingFacts
{
    /// <summary>A memory setting of a database under its own name (shared_buffers, work_mem, innodb_buffer_pool_size …).</summary>
    public static readonly FactKey Database =
        new("database[*].size_kb", FactValueKind.Integer, FactUnit.KiB, "A memory setting of a database under its own name (shared_buffers, work_mem, innodb_buffer_pool_size …).");

    /// <summary>A setting that multiplies memory: max_connections and the like.</summary>
    public static readonly FactKey DatabaseCount =
        new("database[*].count", FactValueKind.Integer, FactUnit.None, "A setting that multiplies memory: max_connections and the like.");

    /// <summary>A size of redis INFO memory under its own name (used_memory, maxmemory); maxmemory 0 stands as unlimited.</summary>
    public static readonly FactKey Redis =
        new("redis.*_kb", FactValueKind.Integer, FactUnit.KiB, "A size of redis INFO memory under its own name (used_memory, maxmemory); maxmemory 0 stands as unlimited.");

    /// <summary>What redis evicts at maxmemory.</summary>
    public static readonly FactKey RedisPolicy =
        new("redis.maxmemory_policy", FactValueKind.Text, FactUnit.None, "What redis evicts at maxmemory.");

    /// <summary>Resident size over the size redis asked for.</summary>
    public static readonly FactKey RedisFragmentation =
        new("redis.mem_fragmentation_ratio", FactValueKind.Real, FactUnit.Ratio, "Resident size over the size redis asked for.");

    /// <summary>Memory of the ZFS cache; no counter of meminfo shows it.</summary>
    public static readonly FactKey ArcSize =
        new("zfs.arc_size_kb", FactValueKind.Integer, FactUnit.KiB, "Memory of the ZFS cache; no counter of meminfo shows it.");

    /// <summary>Most the ZFS cache may take (c_max).</summary>
    public static readonly FactKey ArcMax =
        new("zfs.arc_max_kb", FactValueKind.Integer, FactUnit.KiB, "Most the ZFS cache may take (c_max).");

    /// <summary>What it keeps under pressure (c_min).</summary>
    public static readonly FactKey ArcMin =
        new("zfs.arc_min_kb", FactValueKind.Integer, FactUnit.KiB, "What it keeps under pressure (c_min).");

    /// <summary>Pages of socket buffers of a protocol (/proc/net/sockstat).</summary>
    public static readonly FactKey SocketPages =
        new("sockstat.*_mem_pages", FactValueKind.Integer, FactUnit.Pages, "Pages of socket buffers of a protocol (/proc/net/sockstat).");

    /// <summary>A setting of kernel.* that bounds tasks or shared memory, as printed.</summary>
    public static readonly FactKey KernelSetting =
        new("kernel.*", FactValueKind.Integer, FactUnit.None, "A setting of kernel.* that bounds tasks or shared memory, as printed.");

    /// <summary>Name of the distribution (PRETTY_NAME of os-release).</summary>
    public static readonly FactKey OsName =
        new("os.name", FactValueKind.Text, FactUnit.None, "Name of the distribution (PRETTY_NAME of os-release).");

    /// <summary>Memory modules or online memory blocks of the machine (dmidecode, lsmem).</summary>
    public static readonly FactKey Installed =
        new("machine.installed_kb", FactValueKind.Integer, FactUnit.KiB, "Memory modules or online memory blocks of the machine (dmidecode, lsmem).");
}
