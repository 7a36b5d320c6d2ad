using System.Globalization;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Replays;

/// <summary>
/// What /proc/meminfo shows of the RAM, added up without counting anything twice (fs/proc/meminfo.c). What is missing to MemTotal
/// was taken straight from the page allocator: by drivers, by balloons, by file systems with caches of their own.
/// </summary>
internal static class MeminfoIdentity
{
    private static readonly string[] ByKind = ["MemFree", "Buffers", "Cached", "AnonPages", "Slab"];

    private static readonly string[] ByList = ["MemFree", "Active", "Inactive", "Slab"];

    public static IEnumerable<Fact> Derive(FactSet facts)
    {
        var pool = Pool(facts);
        if (pool is { } told)
            yield return told;
        var total = Field(facts, "MemTotal");
        if (total is not { Value.Integer: > 0 } all)
            yield break;
        var from = new List<Fact> { all };
        long known = 0;
        // A cut file may lack AnonPages; the LRU lists hold the same pages as AnonPages, Cached and Buffers together.
        var byList = Field(facts, "AnonPages") is null;
        foreach (var name in byList ? ByList : ByKind)
        {
            if (Field(facts, name) is not { } field)
                yield break;
            from.Add(field);
            known += field.Value.Integer!.Value;
        }

        if (byList && Field(facts, "Unevictable") is { } pinned)
        {
            from.Add(pinned);
            known += pinned.Value.Integer!.Value;
        }

        foreach (var name in (ReadOnlySpan<string>)
            ["KernelStack", "PageTables", "SecPageTables", "ShadowCallStack", "Percpu", "Bounce", "WritebackTmp", "Zswap", "Balloon"])
        {
            if (Field(facts, name) is not { } field)
                continue;
            from.Add(field);
            known += field.Value.Integer!.Value;
        }

        known += Beyond(facts, "KReclaimable", "SReclaimable", from) + VmallocPages(facts, from);
        if (pool is { } huge)
        {
            from.Add(huge);
            known += huge.Value.Integer!.Value;
        }

        var missing = all.Value.Integer!.Value - known;
        if (missing < 0)
            yield break;
        const string formula = "MemTotal − Σ counters that hold RAM";
        var unaccounted = Fact.Derive(MeminfoFacts.Unaccounted, null, FactValue.Of(missing), null, formula, from);
        yield return unaccounted;
        yield return Fact.Derive(
            MeminfoFacts.UnaccountedPercent, null, FactValue.Of(Rounded.Percent(missing, all.Value.Integer.Value)), null,
            "meminfo.unaccounted_kb ÷ MemTotal", [unaccounted, all]);
        if (Field(facts, "SwapCached") is { } swapCached)
        {
            yield return Fact.Derive(
                MeminfoFacts.UnaccountedMin, null, FactValue.Of(Math.Max(0, missing - swapCached.Value.Integer!.Value)), null,
                "meminfo.unaccounted_kb − SwapCached", [unaccounted, swapCached]);
        }

        foreach (var fact in BackedBySlab(facts, unaccounted))
            yield return fact;
    }

    /// <summary>
    /// The NVIDIA driver keeps one small object for every system page it hands to the GPU (kernel-open/nvidia/nv.c, to 575), so the
    /// objects of its cache count pages that no counter shows. An inference: other drivers may differ.
    /// </summary>
    private static IEnumerable<Fact> BackedBySlab(FactSet facts, Fact unaccounted)
    {
        var page = PageUnits.Of(facts);
        foreach (var objects in facts.Every(SlabFacts.Objects))
        {
            if (objects.Subject?.StartsWith("nvidia_pte_cache", StringComparison.Ordinal) != true || objects.Value.Integer is not (> 0 and < 1L << 40))
                continue;
            var backed = Fact.Derive(
                SlabFacts.BackedPages, objects.Subject, FactValue.Of(objects.Value.Integer.Value * page), objects.Incident,
                string.Create(CultureInfo.InvariantCulture, $"objects × one {page} KiB page"), [objects]);
            yield return backed;
            if (unaccounted.Value.Integer is > 0 and var missing)
            {
                yield return Fact.Derive(
                    SlabFacts.BackedShare, objects.Subject, FactValue.Of(Rounded.Percent(backed.Value.Integer!.Value, missing)), objects.Incident,
                    "backed pages ÷ meminfo.unaccounted_kb", [backed, unaccounted]);
            }
        }
    }

    private static Fact? Pool(FactSet facts)
    {
        if (Field(facts, "Hugetlb") is { } every)
            return Fact.Derive(MeminfoFacts.HugetlbPool, null, every.Value, null, "Hugetlb", [every]);
        if (facts.Find(MeminfoFacts.Count, null, "HugePages_Total") is { Value.Integer: >= 0 and < 1L << 32 } count
            && Field(facts, "Hugepagesize") is { Value.Integer: < 1L << 30 } size)
        {
            return Fact.Derive(
                MeminfoFacts.HugetlbPool, null, FactValue.Of(count.Value.Integer!.Value * size.Value.Integer!.Value), null,
                "HugePages_Total × Hugepagesize", [count, size]);
        }

        return null;
    }

    // Up to 4.3 VmallocUsed is address space, from 4.4 to 5.2 always 0; from 5.3 pages, stacks included. FileHugePages came with 5.4.
    private static long VmallocPages(FactSet facts, List<Fact> from)
    {
        var kernel = KernelRelease.Read(facts.Text(OomFacts.Release));
        var counted = Field(facts, "FileHugePages") is not null
            || (kernel is { Vendor: KernelVendor.ByNumber or KernelVendor.El9 } known && known.AtLeast(5, 3));
        return counted ? Beyond(facts, "VmallocUsed", "KernelStack", from) : 0;
    }

    private static long Beyond(FactSet facts, string name, string within, List<Fact> from)
    {
        if (Field(facts, name) is not { } outer || Field(facts, within) is not { } inner)
            return 0;
        from.Add(outer);
        return Math.Max(0, outer.Value.Integer!.Value - inner.Value.Integer!.Value);
    }

    private static Fact? Field(FactSet facts, string name) =>
        facts.Find(MeminfoFacts.Field, null, name) is { Value.Integer: >= 0 and < 1L << 50 } field ? field : null;
}
