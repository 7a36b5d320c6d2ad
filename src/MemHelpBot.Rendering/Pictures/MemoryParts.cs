using MemHelpBot.Answers.Model;
using MemHelpBot.Cases.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Rendering.Pictures;

/// <summary>The RAM of a machine, split by what holds it, in KiB. Parts do not overlap.</summary>
internal sealed record MemoryParts(long TotalKb, IReadOnlyList<MemoryPart> Parts, int? Incident, long? PageKb)
{
    /// <summary>No machine has as much (1 YiB in KiB, or pages); a larger number is a misprint, and sums of it would overflow.</summary>
    private const long Absurd = 1L << 50;

    /// <summary>From what an answer knows: /proc/meminfo first, else the first kernel report that tells enough; null when none does.</summary>
    public static MemoryParts? Of(Answer answer) =>
        OfMeminfo(answer.Facts) ?? Shown.Incidents(answer).Select(i => OfReport(answer.Facts, i)).FirstOrDefault(p => p is not null);

    /// <summary>
    /// From /proc/meminfo by the accounting identity; null when one of the fields without which it says nothing was not told.
    /// Cached holds Shmem, and Slab its two halves; nothing that is part of another field is added.
    /// </summary>
    public static MemoryParts? OfMeminfo(FactSet facts)
    {
        if (facts.Find(MeminfoFacts.Field, subject: "MemTotal") is not { Value.Integer: > 0 and < Absurd and var total } first)
            return null;
        var message = first.Span.Message;
        if (Field("MemFree") is not { } free || Field("AnonPages") is not { } anon || Field("Cached") is not { } cached || Field("Slab") is not { } slab)
            return null;
        var shared = Math.Min(Field("Shmem") ?? 0, cached);
        var huge = Field("Hugetlb") ?? Of(MeminfoFacts.HugetlbPool)
            ?? (Of(MeminfoFacts.Count, "HugePages_Total") is { } pages && Field("Hugepagesize") is { } size ? Math.BigMul(pages, size) is var pool && pool < Absurd ? (long)pool : 0 : 0);
        var tables = (Field("PageTables") ?? 0) + (Field("SecPageTables") ?? 0) + (Field("KernelStack") ?? 0) + (Field("ShadowCallStack") ?? 0) + (Field("Percpu") ?? 0);
        List<MemoryPart> parts =
        [
            new(PictureWords.Free, free, "mhb-c0"),
            new(PictureWords.Anon, anon, "mhb-c1"),
            new(PictureWords.File, cached - shared + (Field("Buffers") ?? 0), "mhb-c2"),
            new(PictureWords.Shared, shared, "mhb-c3"),
            new(PictureWords.Slab, slab, "mhb-c4"),
            new(PictureWords.Tables, tables, "mhb-c5"),
            new(PictureWords.Huge, huge, "mhb-c6"),
        ];
        var rest = total - parts.Sum(p => p.Kb);
        if (Of(MeminfoFacts.Unaccounted) is { } hidden)
        {
            parts.Add(new(PictureWords.Unaccounted, hidden, "mhb-c7"));
            parts.Add(new(PictureWords.Other, rest - Math.Max(hidden, 0), "mhb-c8"));
        }
        else
        {
            parts.Add(new(PictureWords.Rest, rest, "mhb-c8"));
        }

        return Made(total, parts, null, null);

        long? Field(string name) => Of(MeminfoFacts.Field, name);

        long? Of(FactKey key, string? subject = null)
        {
            foreach (var fact in facts.Every(key, subject: subject))
            {
                if (fact.Span.Message == message)
                    return fact.Value.Integer is >= 0 and < Absurd and var value ? value : null;
            }

            return null;
        }
    }

    /// <summary>From the counters of a kernel report; null when one of the main ones, or the page size, is not known.</summary>
    public static MemoryParts? OfReport(FactSet facts, int incident)
    {
        if (Pages(MemFacts.RamPages) is not { } ram || Pages(MemFacts.FreePages) is not { } free || PageSizeKb(facts, incident) is not { } page
            || Pages(MemFacts.AnonPages) is not { } active || Pages(MemFacts.InactiveAnonPages) is not { } inactive
            || Pages(MemFacts.ActiveFilePages) is not { } activeFile || Pages(MemFacts.InactiveFilePages) is not { } inactiveFile
            || Pages(MemFacts.SlabUnreclaimablePages) is not { } slab)
            return null;
        var total = ram - (Pages(MemFacts.ReservedPages) ?? 0);
        var anon = active + inactive;
        var shared = Pages(MemFacts.ShmemPages) is { } shmem && shmem <= anon ? shmem : 0;
        List<MemoryPart> parts =
        [
            new(PictureWords.Free, free * page, "mhb-c0"),
            new(PictureWords.Anon, (anon - shared) * page, "mhb-c1"),
            new(PictureWords.File, (activeFile + inactiveFile) * page, "mhb-c2"),
            new(PictureWords.Shared, shared * page, "mhb-c3"),
            new(PictureWords.Unevictable, (Pages(MemFacts.UnevictablePages) ?? 0) * page, "mhb-c6"),
            new(PictureWords.Slab, (slab + (Pages(MemFacts.SlabReclaimablePages) ?? 0)) * page, "mhb-c4"),
            new(PictureWords.Tables, (Pages(MemFacts.PagetablesPages) ?? 0) * page, "mhb-c5"),
        ];
        parts.Add(new(PictureWords.Rest, (total * page) - parts.Sum(p => p.Kb), "mhb-c8"));
        return Made(total * page, parts, incident, page);

        long? Pages(FactKey key) => facts.Integer(key, incident) is >= 0 and < Absurd / 64 and var pages ? pages : null;
    }

    /// <summary>
    /// Page size in KiB: the quotient of the zones' memory in kB and the machine's pages, which the same report prints. Null when the report
    /// has no zones, or the quotient is near no page size that Linux has.
    /// </summary>
    private static long? PageSizeKb(FactSet facts, int incident)
    {
        var ram = (double)(facts.Integer(MemFacts.RamPages, incident) ?? 0);
        var present = facts.Every(ZoneFacts.Present, incident).Sum(f => (double)(f.Value.Integer ?? 0));
        foreach (var page in (long[])[4, 16, 64])
        {
            if (ram > 0 && present > ram * page * 0.8 && present < ram * page * 1.25)
                return page;
        }

        return null;
    }

    /// <summary>Nothing when the parts make clear that the counters are not of one machine at one time (a part below 0 by more than a hundredth).</summary>
    private static MemoryParts? Made(long total, List<MemoryPart> parts, int? incident, long? page) =>
        total > 0 && parts.TrueForAll(p => p.Kb > -total / 100)
            ? new(total, parts.FindAll(p => p.Kb > 0), incident, page)
            : null;
}

/// <summary>One part.</summary>
internal sealed record MemoryPart(LocalText Name, long Kb, string Css);
