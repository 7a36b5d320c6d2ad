using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Causes.Hearing;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>
/// Unreclaimable slab against the memory of the machine: above a twentieth it is named, above a fifth strong, above two fifths proved.
/// Reclaimable caches (dentries, inodes) are cache and no growth.
/// </summary>
internal sealed class KernelSlabGrowth : ICauseRule
{
    private const long GibKb = 1L << 20;

    private static readonly string[] Reclaimable =
        ["dentry", "inode_cache", "ext4_inode_cache", "ext3_inode_cache", "xfs_inode", "btrfs_inode", "nfs_inode_cache", "fuse_inode", "ovl_inode", "proc_inode_cache", "buffer_head", "radix_tree_node"];

    public string Cause => CauseIds.KernelSlabGrowth;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        var total = scene.Index is null ? MemoryTotals.Field(scene, "MemTotal") : MemoryTotals.Pages(scene, MemFacts.UsablePages);
        var slab = scene.Index is null ? MemoryTotals.Field(scene, "SUnreclaim") : MemoryTotals.Pages(scene, MemFacts.SlabUnreclaimablePages);
        if (slab is { } part && total is { } whole)
            ByShare(hearing, scene, part, whole);
        else if (scene.Index is null && slab is { Value.Integer: >= 2 * GibKb and < 1L << 50 and var alone } only)
            hearing.For("unreclaimable-total", alone >= 16 * GibKb ? Strength.Strong : Strength.Weak, Arg("slab", only));
        Cache(hearing, scene, scene.Index is null ? total ?? scene.Facts.Find(StatementFacts.MachineMemory) : null);
        return hearing.HasFor ? hearing.Ask("slab-list", 0).Ask("meminfo").Close() : hearing.Close();
    }

    private static void ByShare(Hearing hearing, Scene scene, Fact slab, Fact total)
    {
        var share = MemoryTotals.Share(slab, total);
        if (share > 5)
            hearing.For("unreclaimable-share", share > 40 ? Strength.Proof : share > 20 ? Strength.Strong : Strength.Weak, Arg("slab", slab), Arg("total", total));
        else if (Hidden(scene))
            hearing.Against("slab-small", Strength.Strong, Arg("slab", slab), Arg("total", total));
    }

    // A small slab is worth a word only where somebody looks for kernel memory.
    private static bool Hidden(Scene scene) =>
        (scene.Index is null ? scene.Find(MeminfoFacts.UnaccountedPercent) : scene.Find(MemFacts.UnaccountedPercent))?.Value.Number > 10;

    private static void Cache(Hearing hearing, Scene scene, Fact? memTotal)
    {
        Fact? largest = null;
        long sum = 0, fixedSum = 0;
        foreach (var cache in scene.Facts.Every(SlabFacts.CacheTotal, scene.Index))
        {
            if (cache.Value.Integer is not (>= 0 and < 1L << 40 and var kb))
                continue;
            sum += kb;
            fixedSum += cache.Subject is { } name && Array.IndexOf(Reclaimable, name) < 0 ? kb : 0;
            if (largest is null || kb > largest.Value.Value.Integer)
                largest = cache;
        }

        if (largest is not { Value.Integer: { } size } found)
            return;
        // A list of caches without the machine's size: somebody looks for kernel memory, and gigabytes of it cannot be given back.
        if (memTotal is null && fixedSum is >= 2 * GibKb and < 1L << 50 && fixedSum * 2 > sum && found.Subject is not null && Array.IndexOf(Reclaimable, found.Subject) < 0 && size * 2 <= sum)
        {
            hearing.For("largest-cache-size", Strength.Strong, EvidenceArgument.SubjectOf("cache", found), Arg("size", found));
            return;
        }

        var share = memTotal is { } total ? MemoryTotals.Share(found, total) : 0;
        var dominant = size >= GibKb && size * 2 > sum;
        if (share <= 10 && !dominant)
            return;
        var reclaimable = Array.IndexOf(Reclaimable, found.Subject) >= 0;
        var strength = reclaimable ? Strength.Weak : Strength.Strong;
        if (scene.Facts.Find(SlabFacts.Objects, scene.Index, found.Subject) is { } objects)
            hearing.For("largest-cache", strength, EvidenceArgument.SubjectOf("cache", found), Arg("size", found), Arg("objects", objects));
        else
            hearing.For("largest-cache-size", strength, EvidenceArgument.SubjectOf("cache", found), Arg("size", found));
        if (reclaimable)
            hearing.Against("cache-reclaimable", Strength.Strong, EvidenceArgument.SubjectOf("cache", found));
    }
}
