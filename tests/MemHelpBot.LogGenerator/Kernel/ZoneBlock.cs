using System.Text;
using MemHelpBot.LogGenerator.Truth;
using static System.FormattableString;

namespace MemHelpBot.LogGenerator.Kernel;

/// <summary>
/// Per-cpu lists (up to 3.16), the node's line (4.8+), the zone's line and its reserve (mm/page_alloc.c, mm/show_mem.c, show_free_areas). Fields moved from zone to
/// node over time; <c>kB</c> everywhere but in the reserve, which is in pages.
/// </summary>
internal static class ZoneBlock
{
    private static readonly Epochs<string> NodeFields = new(
        ("2.6.32", ""),
        ("4.9", "active_anon inactive_anon active_file inactive_file unevictable isolated(anon) isolated(file) mapped dirty writeback shmem shmem_thp_ shmem_pmdmapped_ anon_thp_ writeback_tmp unstable pages_scanned#"),
        ("4.14", "active_anon inactive_anon active_file inactive_file unevictable isolated(anon) isolated(file) mapped dirty writeback shmem shmem_thp_ shmem_pmdmapped_ anon_thp_ writeback_tmp unstable"),
        ("5.10", "active_anon inactive_anon active_file inactive_file unevictable isolated(anon) isolated(file) mapped dirty writeback shmem shmem_thp_ shmem_pmdmapped_ anon_thp_ writeback_tmp kernel_stack"),
        ("5.15", "active_anon inactive_anon active_file inactive_file unevictable isolated(anon) isolated(file) mapped dirty writeback shmem shmem_thp_ shmem_pmdmapped_ anon_thp_ writeback_tmp kernel_stack pagetables"),
        ("6.1", "active_anon inactive_anon active_file inactive_file unevictable isolated(anon) isolated(file) mapped dirty writeback shmem shmem_thp shmem_pmdmapped anon_thp writeback_tmp kernel_stack pagetables sec_pagetables"));

    private static readonly Epochs<string> ZoneFields = new(
        ("2.6.32", "free min low high active_anon inactive_anon active_file inactive_file unevictable isolated(anon) isolated(file) present mlocked dirty writeback mapped shmem slab_reclaimable slab_unreclaimable kernel_stack pagetables unstable bounce writeback_tmp pages_scanned#"),
        ("3.10", "free min low high active_anon inactive_anon active_file inactive_file unevictable isolated(anon) isolated(file) present managed mlocked dirty writeback mapped shmem slab_reclaimable slab_unreclaimable kernel_stack pagetables unstable bounce free_cma writeback_tmp pages_scanned#"),
        ("el7a", "free min low high active_anon inactive_anon active_file inactive_file unevictable isolated(anon) isolated(file) present managed mlocked dirty writeback mapped shmem slab_reclaimable slab_unreclaimable kernel_stack pagetables unstable bounce free_pcp local_pcp free_cma writeback_tmp pages_scanned#"),
        ("4.9", "free min low high active_anon inactive_anon active_file inactive_file unevictable writepending present managed mlocked slab_reclaimable slab_unreclaimable kernel_stack pagetables bounce free_pcp local_pcp free_cma"),
        ("4.14", "free min low high active_anon inactive_anon active_file inactive_file unevictable writepending present managed mlocked kernel_stack pagetables bounce free_pcp local_pcp free_cma"),
        ("5.10", "free min low high reserved_highatomic! active_anon inactive_anon active_file inactive_file unevictable writepending present managed mlocked pagetables bounce free_pcp local_pcp free_cma"),
        ("5.15", "free min low high reserved_highatomic! active_anon inactive_anon active_file inactive_file unevictable writepending present managed mlocked bounce free_pcp local_pcp free_cma"),
        ("6.1", "free boost min low high reserved_highatomic! active_anon inactive_anon active_file inactive_file unevictable writepending present managed mlocked bounce free_pcp local_pcp free_cma"));

    private static readonly Epochs<bool> PerCpuLists = new(("2.6.32", true), ("el7a", false));

    // DMA, DMA32 or HighMem, Normal, Movable; since 4.4 Device too.
    private static readonly Epochs<int> ZoneTypes = new(("2.6.32", 4), ("4.4", 5));

    /// <summary>Prints nodes and zones.</summary>
    public static void Print(Scene scene, ReportWriter into)
    {
        if (PerCpuLists.Of(scene.Version))
            PrintPerCpu(scene, into);
        var nodeLine = NodeFields.Of(scene.Version).Length > 0;
        for (var node = 0; node < scene.Nodes && nodeLine; node++)
            PrintNode(scene, node, into);
        foreach (var zone in scene.Zones)
            PrintZone(scene, zone, !nodeLine, into);
    }

    /// <summary>Name and value of the subject of a zone's facts.</summary>
    public static string Fact(ZoneState zone, string name) => Invariant($"zone[{zone.Node}/{zone.Name}].{name}");

    /// <summary>What stands before a zone's name: kernels without NUMA print no node.</summary>
    public static string Prefix(Scene scene, ZoneState zone) => scene.Machine == MachineKind.HighMem ? "" : Invariant($"Node {zone.Node} ");

    private static void PrintPerCpu(Scene scene, ReportWriter into)
    {
        foreach (var zone in scene.Zones)
        {
            into.Print($"{Prefix(scene, zone)}{zone.Name} per-cpu:");
            for (var cpu = 0; cpu < 2; cpu++)
                into.Print(Invariant($"CPU {cpu,4}: hi:{(zone.Name == "DMA" ? 0 : 186),5}, btch:{(zone.Name == "DMA" ? 1 : 31),4} usd:{scene.Random.Next(186),4}"));
        }
    }

    // The flag of the node's line holds for each zone of the node: its facts need both lines.
    private static void PrintNode(Scene scene, int node, ReportWriter into)
    {
        var gone = scene.Zones.First(z => z.Node == node).Reclaimed;
        var text = new StringBuilder(Invariant($"Node {node}"));
        foreach (var name in NodeFields.Of(scene.Version).Split(' '))
            Field(text, name, scene.Random.NextInt64(1 << 24) * 4);
        text.Append(gone ? " all_unreclaimable? yes" : " all_unreclaimable? no");
        var index = 0;
        foreach (var zone in scene.Zones)
        {
            if (zone.Node == node)
                into.Tell(Fact(zone, "all_unreclaimable"), TrueValue.Of(gone), into.Next, into.Next + scene.Nodes - node + (index * 2));
            index++;
        }

        into.Print(text.ToString());
    }

    private static void PrintZone(Scene scene, ZoneState zone, bool flag, ReportWriter into)
    {
        var text = new StringBuilder(Prefix(scene, zone) + zone.Name);
        var page = scene.PageKb;
        var step = Math.Max(1, zone.Min / 4);
        foreach (var name in ZoneFields.Of(scene.Version).Split(' '))
        {
            var (value, told) = name switch
            {
                "free" => (zone.Free * page, "free_kb"),
                "min" => (zone.Min * page, "min_kb"),
                "low" => ((zone.Min + step) * page, "low_kb"),
                "high" => ((zone.Min + (2 * step)) * page, "high_kb"),
                "present" => (zone.Present * page, "present_kb"),
                "managed" => (zone.Managed * page, "managed_kb"),
                "free_cma" => (zone.FreeCma * page, "free_cma_kb"),
                "boost" => (Other(), "boost_kb"),
                "reserved_highatomic!" => (Other(), "reserved_highatomic_kb"),
                _ => (Other(), ""),
            };
            Field(text, name, value);
            if (told.Length > 0)
                into.Tell(Fact(zone, told), TrueValue.Of(value));
        }

        if (flag)
        {
            text.Append(zone.Reclaimed ? " all_unreclaimable? yes" : " all_unreclaimable? no");
            into.Tell(Fact(zone, "all_unreclaimable"), TrueValue.Of(zone.Reclaimed));
        }

        into.Print(text.ToString());
        long[] reserve = [.. Enumerable.Range(0, ZoneTypes.Of(scene.Version)).Select(type => zone.Name == "Normal" || type == 0 ? 0 : scene.Random.NextInt64(64_000))];
        into.Tell(Fact(zone, "lowmem_reserve_pages"), TrueValue.Of(reserve), into.Next - 1, into.Next);
        into.Print("lowmem_reserve[]: " + string.Join(' ', reserve));

        long Other() => scene.Random.NextInt64(zone.Managed) * (scene.Random.Next(2) == 0 ? 0 : page);
    }

    // "#": a count without unit; "_": a blank behind the colon; "!": kB with a capital K.
    private static void Field(StringBuilder text, string name, long value) => text.Append(name[^1] switch
    {
        '#' => Invariant($" {name[..^1]}:{value}"),
        '_' => Invariant($" {name[..^1]}: {value}kB"),
        '!' => Invariant($" {name[..^1]}:{value}KB"),
        _ => Invariant($" {name}:{value}kB"),
    });
}
