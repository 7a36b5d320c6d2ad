using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Replays;

/// <summary>Pages of an OOM report that stand in no counter of it: the same idea as <see cref="MeminfoIdentity"/>, with fewer fields.</summary>
internal static class ReportIdentity
{
    /// <param name="facts">The facts.</param>
    /// <param name="incident">The report.</param>
    /// <param name="pool">Its huge page pools in KiB; the default fact when the report lists none.</param>
    /// <param name="pageKb">Size of a page; null when it is not known.</param>
    public static IEnumerable<Fact> Derive(FactSet facts, Incident incident, Fact pool, long? pageKb)
    {
        var index = incident.Index;
        if (facts.Find(MemFacts.RamPages, index) is not { Value.Integer: > 0 and < 1L << 50 } ram || facts.Find(MemFacts.ReservedPages, index) is not { Value.Integer: >= 0 and < 1L << 50 } reserved)
            yield break;
        var usable = ram.Value.Integer!.Value - reserved.Value.Integer!.Value;
        if (usable <= 0)
            yield break;
        yield return Fact.Derive(MemFacts.UsablePages, null, FactValue.Of(usable), index, "mem.ram_pages − mem.reserved_pages", [ram, reserved]);

        // The huge page pool is outside every list: without its size there is no sum.
        var hasPool = pool is { Key: not null, Value.Integer: > 0 };
        if (hasPool ? pageKb is null : facts.Integer(MemFacts.HugepagesTotal, index) is > 0)
            yield break;
        List<Fact> from = hasPool ? [ram, reserved, pool] : [ram, reserved];
        var known = hasPool ? pool.Value.Integer!.Value / pageKb!.Value : 0L;
        foreach (var key in (ReadOnlySpan<FactKey>)
            [MemFacts.AnonPages, MemFacts.InactiveAnonPages, MemFacts.ActiveFilePages, MemFacts.InactiveFilePages, MemFacts.SlabUnreclaimablePages, MemFacts.FreePages])
        {
            if (facts.Find(key, index) is not { Value.Integer: >= 0 and < 1L << 50 } counter)
                yield break;
            from.Add(counter);
            known += counter.Value.Integer!.Value;
        }

        foreach (var key in (ReadOnlySpan<FactKey>)[MemFacts.UnevictablePages, MemFacts.SlabReclaimablePages, MemFacts.PagetablesPages])
        {
            if (facts.Find(key, index) is not { Value.Integer: >= 0 and < 1L << 50 } counter)
                continue;
            from.Add(counter);
            known += counter.Value.Integer!.Value;
        }

        if (known > usable)
            yield break;
        const string formula = "usable pages − (LRU lists + slab + page tables + free + huge page pools)";
        yield return Fact.Derive(MemFacts.Unaccounted, null, FactValue.Of(usable - known), index, formula, from);
        yield return Fact.Derive(MemFacts.UnaccountedPercent, null, FactValue.Of(Rounded.Percent(usable - known, usable)), index, formula + " ÷ usable pages", from);
    }
}
