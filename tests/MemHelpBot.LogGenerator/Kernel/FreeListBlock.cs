using MemHelpBot.LogGenerator.Truth;
using static System.FormattableString;

namespace MemHelpBot.LogGenerator.Kernel;

/// <summary>Free blocks by order and the node's huge pages (mm/page_alloc.c show_free_areas, mm/hugetlb.c). Letters of the migrate types since 3.10.</summary>
internal static class FreeListBlock
{
    private static readonly Epochs<bool> Letters = new(("2.6.32", false), ("3.10", true));
    private static readonly Epochs<bool> Hugepages = new(("2.6.32", false), ("3.10", true));
    private static readonly Epochs<string[]> HugeSizes = new(("2.6.32", ["2048kB"]), ("4.6", ["1048576kB", "2048kB"]));

    /// <summary>Prints lists and huge pages.</summary>
    public static void Print(Scene scene, ReportWriter into)
    {
        foreach (var zone in scene.Zones)
            PrintList(scene, zone, into);
        if (Hugepages.Of(scene.Version))
            PrintHugepages(scene, into);
    }

    private static void PrintList(Scene scene, ZoneState zone, ReportWriter into)
    {
        var letters = Letters.Of(scene.Version);
        var items = zone.Blocks.Select((count, order) =>
            Invariant($"{count}*{scene.PageKb << order}kB") + (letters && count > 0 ? $" ({zone.Types[order]})" : ""));
        into.Tell(ZoneBlock.Fact(zone, "free_blocks"), TrueValue.Of(zone.Blocks));
        if (letters && zone.Blocks.Any(b => b > 0))
            into.Tell(ZoneBlock.Fact(zone, "free_block_types"), TrueValue.Of(zone.Types));
        into.Print(Invariant($"{ZoneBlock.Prefix(scene, zone)}{zone.Name}: {string.Join(' ', items)} = {zone.Free * scene.PageKb}kB"));
    }

    private static void PrintHugepages(Scene scene, ReportWriter into)
    {
        var (first, sum) = (into.Next, 0L);
        var sizes = scene.Machine == MachineKind.LargePages ? ["524288kB"] : HugeSizes.Of(scene.Version);
        for (var node = 0; node < scene.Nodes; node++)
        {
            foreach (var size in sizes)
            {
                var total = scene.Random.Next(3) == 0 ? scene.Random.Next(2048) : 0;
                sum += size == "2048kB" ? total : 0;
                var free = scene.Random.Next(total + 1);
                foreach (var (name, value) in (ReadOnlySpan<(string, int)>)[("total", total), ("free", free), ("surplus", 0)])
                    into.Tell(Invariant($"hugepages[{node}/{size}].{name}"), TrueValue.Of(value));
                into.Print(Invariant($"Node {node} hugepages_total={total} hugepages_free={free} hugepages_surp=0 hugepages_size={size}"));
            }
        }

        if (sizes.Contains("2048kB"))
            into.Tell("mem.node_hugepages_total", TrueValue.Of(sum), first, into.Next - 1);
    }
}
