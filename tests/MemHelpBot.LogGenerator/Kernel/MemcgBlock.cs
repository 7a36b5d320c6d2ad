using System.Text;
using MemHelpBot.LogGenerator.Truth;
using static System.FormattableString;

namespace MemHelpBot.LogGenerator.Kernel;

/// <summary>
/// The cgroup's block (mm/memcontrol.c mem_cgroup_print_oom_info): whose limit, its counters, its statistics. Up to 5.2 one line in KB for each
/// cgroup of the subtree, since 5.3 lines in bytes of the limited one alone.
/// </summary>
internal static class MemcgBlock
{
    private const long NoLimit = 9007199254740988;
    private const long NoLimitOld = 9007199254740991;

    private static readonly Epochs<bool> TaskLine = new(("2.6.32", true), ("el8.3", false));
    private static readonly Epochs<bool> Kmem = new(("2.6.32", false), ("3.10", true));
    private static readonly Epochs<long> Unlimited = new(("2.6.32", NoLimitOld), ("4.4", NoLimit));

    // Statistics on one line in KB, or none before 3.10; since 5.3 (and el8.3) lines in bytes.
    private static readonly Epochs<string> OneLine = new(
        ("2.6.32", ""),
        ("3.10", "cache rss rss_huge mapped_file swap inactive_anon active_anon inactive_file active_file unevictable"),
        ("4.4", "cache rss rss_huge mapped_file dirty writeback swap inactive_anon active_anon inactive_file active_file unevictable"),
        ("4.19", "cache rss rss_huge shmem mapped_file dirty writeback swap inactive_anon active_anon inactive_file active_file unevictable"),
        ("el8.3", ""),
        ("5.0", "cache rss rss_huge shmem mapped_file dirty writeback swap inactive_anon active_anon inactive_file active_file unevictable"),
        ("5.4", ""));

    private static readonly Epochs<string> Bytes = new(
        ("2.6.32", ""),
        ("el8.3", "anon file kernel_stack slab sock shmem file_mapped file_dirty file_writeback anon_thp inactive_anon active_anon pgfault pgmajfault workingset_refault"),
        ("5.0", ""),
        ("5.4", "anon file kernel_stack slab sock shmem file_mapped file_dirty file_writeback anon_thp inactive_anon active_anon pgfault pgmajfault workingset_refault"),
        ("5.15", "anon file kernel_stack pagetables percpu sock shmem file_mapped file_dirty file_writeback swapcached anon_thp inactive_anon active_anon slab_reclaimable slab_unreclaimable slab pgfault workingset_refault_anon"),
        ("6.6", "anon file kernel kernel_stack pagetables sec_pagetables percpu sock vmalloc shmem zswap zswapped file_mapped swapcached anon_thp inactive_anon active_anon slab_reclaimable slab_unreclaimable slab workingset_refault_anon pgscan pgsteal pgscan_kswapd"));

    private static readonly Epochs<string> BytesV1 = new(("2.6.32", ""), ("6.6", "cache rss rss_huge shmem mapped_file dirty writeback workingset_refault_anon swap pgpgin pgpgout inactive_anon active_anon"));

    private static readonly Dictionary<string, string> Told = new(StringComparer.Ordinal)
    {
        ["anon"] = "memcg.anon_kb",
        ["rss"] = "memcg.anon_kb",
        ["file"] = "memcg.file_kb",
        ["cache"] = "memcg.file_kb",
        ["shmem"] = "memcg.shmem_kb",
        ["slab"] = "memcg.slab_kb",
        ["kernel_stack"] = "memcg.kernel_stack_kb",
        ["pagetables"] = "memcg.pagetables_kb",
    };

    /// <summary>Prints the block.</summary>
    public static void Print(Scene scene, ReportWriter into)
    {
        if (TaskLine.Of(scene.Version))
        {
            into.Tell("oom.task_memcg", TrueValue.Of(scene.TaskMemcg));
            into.Tell("oom.memcg", TrueValue.Of(scene.Memcg));
            into.Print($"Task in {scene.TaskMemcg} killed as a result of limit of {scene.Memcg}");
        }

        var usage = into.Next;
        Counter("memory", scene.LimitKb - scene.Random.Next(40), scene.LimitKb, failures: true);
        if (scene.Scope == ReportScope.MemcgV2)
        {
            var swap = scene.Random.Next(2) == 0 ? 0 : scene.Random.NextInt64(1 << 20);
            Counter("swap", swap, scene.Random.Next(2) == 0 ? NoLimit : swap);
        }
        else
        {
            Counter("memory+swap", scene.LimitKb, scene.Random.Next(2) == 0 ? Unlimited.Of(scene.Version) : scene.LimitKb);
            if (Kmem.Of(scene.Version))
                Counter("kmem", scene.Random.Next(90_000), Unlimited.Of(scene.Version));
        }

        Statistics(scene, into, usage);

        void Counter(string name, long used, long limit, bool failures = false)
        {
            var prefix = name switch { "memory" => "memcg.", "memory+swap" => "memcg.memsw_", _ => $"memcg.{name}_" };
            var failcnt = scene.Random.Next(200_000);
            into.Tell(prefix + "usage_kb", TrueValue.Of(used));
            into.Tell(prefix + "limit_kb", limit >= NoLimit ? TrueValue.Of("unlimited") : TrueValue.Of(limit));
            if (failures)
                into.Tell("memcg.failcnt", TrueValue.Of(failcnt));
            into.Print(Invariant($"{name}: usage {used}kB, limit {limit}kB, failcnt {failcnt}"));
        }
    }

    // The limited cgroup comes first, but only its counters before it show which that is.
    private static void Statistics(Scene scene, ReportWriter into, int usage)
    {
        if (OneLine.Of(scene.Version) is { Length: > 0 } line)
        {
            var groups = scene.TaskMemcg == scene.Memcg ? [scene.Memcg] : (string[])[scene.Memcg, scene.Memcg + "/step_extern", scene.TaskMemcg];
            foreach (var (group, index) in groups.Select((g, i) => (g, i)))
            {
                var text = new StringBuilder($"Memory cgroup stats for {group}:");
                foreach (var name in line.Split(' '))
                {
                    var kb = scene.Random.Next(4) == 0 ? 0 : scene.Random.NextInt64(1 << 22) * 4;
                    text.Append(Invariant($" {name}:{kb}KB"));
                    if (index == 0 && Told.TryGetValue(name, out var fact))
                        into.Tell(fact, TrueValue.Of(kb), usage, into.Next);
                }

                into.Print(text.ToString());
            }

            return;
        }

        if (Bytes.Of(scene.Version) is not { Length: > 0 } names)
            return;
        if (scene.Scope == ReportScope.MemcgV1 && BytesV1.Of(scene.Version) is { Length: > 0 } v1)
            names = v1;
        into.Tell("oom.memcg", TrueValue.Of(scene.Memcg));
        into.Print($"Memory cgroup stats for {scene.Memcg}:");
        var lines = new List<string>();
        foreach (var name in names.Split(' '))
        {
            var bytes = scene.Random.Next(4) == 0 ? 0 : scene.Random.NextInt64(1L << 24) * 4096;
            lines.Add(Invariant($"{name} {bytes}"));
            if (Told.TryGetValue(name, out var fact))
                into.Tell(fact, TrueValue.Of(bytes / 1024), into.Next - 1, into.Next);
        }

        into.Print(string.Join('\n', lines));
    }
}
