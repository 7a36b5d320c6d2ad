using MemHelpBot.Diagnosis.Replays;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis;

/// <summary>
/// What contradicts itself. Every check leaves room for what genuine kernels do: counters are read one after the other while the machine runs, and
/// vendors back-port. A cgroup far above its limit is none of them: that is what a limit lowered at run time looks like. The sum of a free list is
/// checked where it is read.
/// </summary>
internal static class Contradictions
{
    private const long OneGib = 1L << 20;

    public static IReadOnlyList<Contradiction> Of(FactSet facts, IReadOnlyList<Incident> incidents)
    {
        var found = new List<Contradiction>();
        foreach (var incident in incidents)
        {
            if (incident.Kind is not (IncidentKind.KernelOom or IncidentKind.KernelKillLine or IncidentKind.AllocationFailure))
                continue;
            var request = new RequestFacts(facts, incident);
            if (request is { Mask: { Value.Integer: { } value } mask, Flags: { Derivation: null, Value.Texts: { } names } } && GfpLayouts.Contradict(value, names, request.Kernel))
                found.Add(new Contradiction("gfp-names", mask.Span));
            Victim(facts, incident.Index, found);
            Pages(facts, incident.Index, request.PageKb, found);
            Zones(facts, incident.Index, found);
        }

        Meminfo(facts, found);
        return found;
    }

    // mm/oom_kill.c prints the row and the kill line from the same counters, moments apart: ten times as much, and a GiB, is no drift.
    private static void Victim(FactSet facts, int incident, List<Contradiction> found)
    {
        if (Number(facts, OomFacts.VictimPid, incident) is not { } pid || facts.Find(TaskFacts.Top, incident) is not { Value.Tasks: { } tasks }
            || facts.Find(MemFacts.PageSize, incident) is null
            || facts.Find(OomFacts.VictimAnonRss, incident) is not { Value.Integer: >= 0 and < 1L << 50 } anon || Number(facts, OomFacts.VictimFileRss, incident) is not { } file)
            return;
        var killed = anon.Value.Integer!.Value + file + (Number(facts, OomFacts.VictimShmemRss, incident) ?? 0);
        foreach (var task in tasks)
        {
            if (task.Count == 1 && task.Pid == pid && Far(task.RssKb, killed))
                found.Add(new Contradiction("victim-size", anon.Span));
        }
    }

    private static bool Far(long a, long b) => Math.Abs(a - b) > OneGib && (a / 10 > b || b / 10 > a);

    // Every one of these pages is a page of RAM and stands in one counter only; a tenth is left for counters that drift between processors.
    private static void Pages(FactSet facts, int incident, long? pageKb, List<Contradiction> found)
    {
        if (facts.Find(MemFacts.RamPages, incident) is not { Value.Integer: > 0 and < 1L << 50 and var ram } total)
            return;
        var sum = 0L;
        foreach (var key in (ReadOnlySpan<FactKey>)
            [MemFacts.AnonPages, MemFacts.InactiveAnonPages, MemFacts.ActiveFilePages, MemFacts.InactiveFilePages, MemFacts.UnevictablePages, MemFacts.SlabReclaimablePages, MemFacts.SlabUnreclaimablePages, MemFacts.FreePages])
        {
            sum += Number(facts, key, incident) ?? 0;
        }

        var usage = pageKb is { } page ? Number(facts, MemcgFacts.Usage, incident) / page : null;
        if (sum - (ram / 10) > ram || usage - (ram / 10) > ram || Number(facts, MemFacts.ReservedPages, incident) > ram)
            found.Add(new Contradiction("pages-over-ram", total.Span));
    }

    // mm/page_alloc.c makes low and high from min by adding; free pages of a zone are among those present.
    private static void Zones(FactSet facts, int incident, List<Contradiction> found)
    {
        foreach (var zone in ZoneReading.Every(facts, incident, 4))
        {
            var (min, low, high) = (zone.Min?.Value.Integer, zone.Low?.Value.Integer, zone.High?.Value.Integer);
            var present = facts.Find(ZoneFacts.Present, incident, zone.Subject)?.Value.Integer;
            if (zone.Free is { Value.Integer: { } free } told && (min > low || low > high || (present is { } all and > 0 && free - (all / 10) > all)))
            {
                found.Add(new Contradiction("zone", told.Span));
                return;
            }
        }
    }

    // fs/proc/meminfo.c. Fields of two pastes are not compared: they stand close together in one message.
    private static void Meminfo(FactSet facts, List<Contradiction> found)
    {
        if (Field(facts, "MemTotal") is not { } total || total.Value.Integer is not (> 0 and < 1L << 50 and var ram))
            return;
        var lists = 0L;
        foreach (var name in (ReadOnlySpan<string>)["Active", "Inactive", "Unevictable"])
            lists += Beside(total, Field(facts, name)) ?? 0;
        if (Beside(total, Field(facts, "MemFree")) > ram || lists - (ram / 5) > ram)
            found.Add(new Contradiction("meminfo", total.Span));
    }

    private static Fact? Field(FactSet facts, string name) => facts.Find(MeminfoFacts.Field, null, name);

    private static long? Beside(Fact total, Fact? other) =>
        other is { Value.Integer: >= 0 and < 1L << 50 and var value } field && field.Span.Message == total.Span.Message && Math.Abs(field.Span.FirstLine - total.Span.FirstLine) < 60 ? value : null;

    private static long? Number(FactSet facts, FactKey key, int incident) => facts.Find(key, incident) is { Value.Integer: >= 0 and < 1L << 50 and var value } ? value : null;
}
