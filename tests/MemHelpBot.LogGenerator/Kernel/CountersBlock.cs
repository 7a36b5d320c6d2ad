using MemHelpBot.LogGenerator.Truth;
using static System.FormattableString;

namespace MemHelpBot.LogGenerator.Kernel;

/// <summary>The machine's counters in pages (mm/page_alloc.c, mm/show_mem.c): one record of several lines since 3.5, lines of their own before.</summary>
internal static class CountersBlock
{
    // One text a line; a name is a counter whose value follows its colon.
    private static readonly Epochs<string[]> Lines = new(
        ("2.6.32",
        [
            "active_anon inactive_anon isolated_anon", "active_file inactive_file isolated_file", "unevictable dirty writeback unstable", "free slab_reclaimable slab_unreclaimable",
            "mapped shmem pagetables bounce",
        ]),
        ("3.10",
        [
            "active_anon inactive_anon isolated_anon", "active_file inactive_file isolated_file", "unevictable dirty writeback unstable", "free slab_reclaimable slab_unreclaimable",
            "mapped shmem pagetables bounce", "free_cma",
        ]),
        ("el7a",
        [
            "active_anon inactive_anon isolated_anon", "active_file inactive_file isolated_file", "unevictable dirty writeback unstable", "slab_reclaimable slab_unreclaimable",
            "mapped shmem pagetables bounce", "free free_pcp free_cma",
        ]),
        ("5.10",
        [
            "active_anon inactive_anon isolated_anon", "active_file inactive_file isolated_file", "unevictable dirty writeback", "slab_reclaimable slab_unreclaimable",
            "mapped shmem pagetables bounce", "free free_pcp free_cma",
        ]),
        ("5.15",
        [
            "active_anon inactive_anon isolated_anon", "active_file inactive_file isolated_file", "unevictable dirty writeback", "slab_reclaimable slab_unreclaimable",
            "mapped shmem pagetables bounce", "kernel_misc_reclaimable", "free free_pcp free_cma",
        ]),
        ("6.1",
        [
            "active_anon inactive_anon isolated_anon", "active_file inactive_file isolated_file", "unevictable dirty writeback", "slab_reclaimable slab_unreclaimable",
            "mapped shmem pagetables", "sec_pagetables bounce", "kernel_misc_reclaimable", "free free_pcp free_cma",
        ]));

    private static readonly Epochs<bool> OneRecord = new(("2.6.32", false), ("3.10", true));

    private static readonly HashSet<string> Told =
    [
        "active_anon", "inactive_anon", "active_file", "inactive_file", "unevictable", "dirty", "writeback", "slab_reclaimable", "slab_unreclaimable", "shmem", "pagetables", "free",
    ];

    /// <summary>Prints the counters.</summary>
    public static void Print(Scene scene, ReportWriter into)
    {
        var (lines, first) = (new List<string>(), into.Next);
        foreach (var names in Lines.Of(scene.Version))
        {
            var parts = new List<string>();
            foreach (var name in names.Split(' '))
            {
                var value = name == "free" ? scene.Zones.Sum(z => z.Free) : scene.Random.Next(6) == 0 ? 0 : scene.Random.NextInt64(20_000_000);
                if (Told.Contains(name))
                    into.Tell($"mem.{name}_pages", TrueValue.Of(value), first, into.Next);
                parts.Add(Invariant($"{name}:{value}"));
            }

            lines.Add((lines.Count == 0 ? "" : " ") + string.Join(' ', parts));
            if (!OneRecord.Of(scene.Version))
                into.Print(lines[^1]);
        }

        if (OneRecord.Of(scene.Version))
            into.Print(string.Join('\n', lines));
    }
}
