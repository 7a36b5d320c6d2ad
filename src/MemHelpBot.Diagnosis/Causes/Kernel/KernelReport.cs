using MemHelpBot.Diagnosis.Replays;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>An OOM report, its bare kill line, or a page allocation failure, as the rules look at it.</summary>
internal sealed class KernelReport
{
    private const long UsualPageKb = 4;
    private readonly RequestFacts request;

    private KernelReport(Scene scene, Incident incident)
    {
        request = new RequestFacts(scene.Facts, incident);
        Incident = incident;
        Constraint = scene.Find(OomFacts.Constraint);
        Limit = scene.Find(MemcgFacts.Limit);
        Usage = scene.Find(MemcgFacts.Usage);
        Victim = scene.Find(OomFacts.Victim);
        VictimAnon = scene.Find(OomFacts.VictimAnonRss);
        var scope = scene.Find(OomFacts.Scope);
        var signature = scene.AnySignature("kernel-oom-memcg", "kernel-oom-global");
        Scope = scope?.Value.Text ?? (signature is null ? null : signature.Id == "kernel-oom-memcg" ? "memcg" : "global");
        ScopeLine = EvidenceArgument.Line((Constraint ?? scope)?.Span ?? signature?.Span ?? incident.Span);
        Zones = ZonesOf(scene, request.PageKb ?? UsualPageKb);
        IsHeaderOnly = incident.Kind == IncidentKind.KernelOom && scope is null && Constraint is null && Victim is null && Zones.Count == 0 && scene.Find(TaskFacts.Top) is null
            && scene.Find(MemFacts.FreePages) is null && scene.Find(MemFacts.AnonPages) is null && scene.Find(OomFacts.Manual) is null;
    }

    public Incident Incident { get; }

    public Fact? Order => request.Order;

    public Fact? Mask => request.Mask;

    public GfpMask? Gfp => request.Gfp;

    public Fact? Release => request.Release;

    public Fact? MemsAllowed => request.MemsAllowed;

    public Fact? Nodemask => request.Nodemask;

    public bool IsAllocationFailure => request.IsAllocationFailure || Incident.Kind == IncidentKind.AllocationFailure;

    public bool IsMemcg => Scope == "memcg" || (Scope is null && request.IsMemcg);

    /// <summary>global, memcg, cpuset or mempolicy; null when the report does not say.</summary>
    public string? Scope { get; }

    /// <summary>Whether all that is left is the header: the kernel prints the same one for a cgroup's limit and for the machine.</summary>
    public bool IsHeaderOnly { get; }

    /// <summary>The line that says the scope, to cite.</summary>
    public EvidenceArgument ScopeLine { get; }

    public Fact? Constraint { get; }

    public Fact? Limit { get; }

    public Fact? Usage { get; }

    public Fact? Victim { get; }

    public Fact? VictimAnon { get; }

    /// <summary>Every zone of the report, in order of appearance.</summary>
    public IReadOnlyList<ReportedZone> Zones { get; }

    /// <summary>Size of a page in KiB.</summary>
    public long PageKb => request.PageKb ?? UsualPageKb;

    public bool AllowsNode(int node) => request.AllowsNode(node);

    /// <summary>The kernel report of a scene; null for the paste as a whole and for incidents of other kinds.</summary>
    public static KernelReport? Of(Scene scene) =>
        scene.Incident is { Kind: IncidentKind.KernelOom or IncidentKind.KernelKillLine or IncidentKind.AllocationFailure } incident
            ? scene.Report ??= new KernelReport(scene, incident)
            : null;

    /// <summary>The question for the whole of such a report, where the paste has only a part.</summary>
    public string WholeReport => IsAllocationFailure ? "full-allocation-report" : "full-oom-report";

    private static ReportedZone[] ZonesOf(Scene scene, long pageKb)
    {
        var zones = ZoneReading.Every(scene.Facts, scene.Index!.Value, pageKb).Select(z => new ReportedZone(z)).ToArray();
        if (zones.Length == 0)
            return zones;
        Attach(scene, zones, ReplayFacts.Free, (z, f) => z.Free = f);
        Attach(scene, zones, ReplayFacts.Needed, (z, f) => z.Needed = f);
        Attach(scene, zones, ReplayFacts.FailsAtOrder, (z, f) => z.FailsAt = f);
        Attach(scene, zones, ReplayFacts.Left, (z, f) => z.Left = f);
        Attach(scene, zones, ReplayFacts.Mark, (z, f) => z.Mark = f);
        Attach(scene, zones, ReplayFacts.MinFails, (z, f) => z.MinFails = f);
        Attach(scene, zones, ReplayFacts.FreeKb, (z, f) => z.Kept = f);
        Attach(scene, zones, ReplayFacts.LowLineKb, (z, f) => z.LowLine = f);
        Attach(scene, zones, ReplayFacts.Verdict, (z, f) => z.Verdict = f);
        Attach(scene, zones, ReplayFacts.LastTry, (z, f) => z.LastTry = f);
        return zones;
    }

    private static void Attach(Scene scene, ReportedZone[] zones, FactKey key, Action<ReportedZone, Fact> set)
    {
        foreach (var fact in scene.Facts.Every(key, scene.Index))
        {
            var zone = Array.Find(zones, z => z.Reading.Subject == fact.Subject);
            if (zone is not null)
                set(zone, fact);
        }
    }
}
