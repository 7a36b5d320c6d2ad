using System.Globalization;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Replays;

/// <summary>Tells counts of pages how large a page is, where a report shows that it is not 4 KiB: arm64 and ppc64 also have 16 and 64 KiB.</summary>
internal static class PageUnits
{
    private const long UsualKib = 4;

    /// <summary>
    /// KiB of a page of the machine: as a report shows it, else by the release (<c>5.14.0-427.el9.aarch64+64k</c>, Asahi's <c>-16k</c>); the usual
    /// where neither tells.
    /// </summary>
    public static long Of(FactSet facts)
    {
        foreach (var shown in facts.Every(MemFacts.PageSize))
        {
            if (shown.Value.Integer is 4 or 8 or 16 or 32 or 64)
                return shown.Value.Integer.Value;
        }

        foreach (var release in facts.Every(OomFacts.Release))
        {
            if (release.Value.Text is { } text && (text.Contains("64k", StringComparison.Ordinal) || text.Contains("16k", StringComparison.Ordinal)))
                return text.Contains("64k", StringComparison.Ordinal) ? 64 : 16;
        }

        return UsualKib;
    }

    /// <summary>The facts, with the totals of /proc/slabinfo, which the reader counts in pages of 4 KiB, in pages of the machine.</summary>
    public static FactSet Slabs(FactSet facts)
    {
        if (!facts.Every(SlabFacts.CacheTotal).Any() || Of(facts) is var size && size == UsualKib)
            return facts;
        var formula = SlabFacts.PagesOfSlabinfo.Replace("4 KiB", string.Create(CultureInfo.InvariantCulture, $"{size} KiB"), StringComparison.Ordinal);
        return new FactSet(facts.All.Select(f => f is { Derivation: { Formula: SlabFacts.PagesOfSlabinfo } way, Value.Integer: { } kb } && f.Key == SlabFacts.CacheTotal
            ? f with { Value = FactValue.Of(kb / UsualKib * size), Derivation = way with { Formula = formula } }
            : f));
    }

    /// <summary>The facts, with the page size at those in pages of such an incident.</summary>
    public static FactSet Mark(FactSet facts)
    {
        var sizes = new Dictionary<int, byte>();
        foreach (var fact in facts.Every(MemFacts.PageSize))
        {
            if (fact is { Incident: { } incident, Value.Integer: 8 or 16 or 32 or 64 })
                sizes[incident] = (byte)fact.Value.Integer!.Value;
        }

        return sizes.Count == 0
            ? facts
            : new FactSet(facts.All.Select(f => f.Key.Unit == FactUnit.Pages && f.Incident is { } incident && sizes.TryGetValue(incident, out var size) ? f with { PageKb = size } : f));
    }
}
