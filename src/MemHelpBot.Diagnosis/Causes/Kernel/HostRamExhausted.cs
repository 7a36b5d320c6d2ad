using MemHelpBot.Diagnosis.Replays;
using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Causes.Hearing;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>
/// Proved by an unconstrained OOM kill for a single page with every zone of the request refused. A cgroup, a policy, or a zone that
/// would have served a single page contradicts it.
/// </summary>
internal sealed class HostRamExhausted : ICauseRule
{
    private const int ZonesNamed = 3;

    public string Cause => CauseIds.HostRamExhausted;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (KernelReport.Of(scene) is { } report)
            Report(hearing, report, scene);
        else
            Elsewise(hearing, scene);
        return hearing.Close();
    }

    private static void Report(Hearing hearing, KernelReport report, Scene scene)
    {
        if (report.IsMemcg)
        {
            if (report.Limit is { } limit)
                hearing.Against("memcg-limit", Strength.Proof, Arg("limit", limit), report.ScopeLine);
            else
                hearing.Against("memcg-kill", Strength.Proof, report.ScopeLine);
            return;
        }

        if (scene.Find(OomFacts.Manual) is { Value.Flag: true } manual)
            hearing.Against("asked-for", Strength.Proof, Line(manual));
        if (report.IsAllocationFailure)
            hearing.Against("nothing-killed", Strength.Strong, EvidenceArgument.Line(report.Order?.Span ?? report.Incident.Span));
        else
            Kill(hearing, report, scene);
        Zones(hearing, report);
        if (hearing.HasFor || hearing.HasAgainst)
            Swap(hearing, scene);
        if (!hearing.HasFor)
            return;
        if (report.Zones.Count == 0)
            hearing.Ask(report.WholeReport, 0);
        hearing.Ask("process-growth").Ask("swap", 2);
    }

    private static void Kill(Hearing hearing, KernelReport report, Scene scene)
    {
        if (report.Scope is "mempolicy" or "cpuset" && report.Constraint is { } constraint)
        {
            if (Elsewhere(report, scene) is { } free)
                hearing.Against("others-had-room", Strength.Proof, Arg("constraint", constraint), Arg("free", free));
            else
                hearing.Against("constrained", Strength.Strong, Arg("constraint", constraint));
        }
        else if (report.Scope == "global")
        {
            if (report.IsHeaderOnly)
                hearing.For("header-only", Strength.Weak, report.ScopeLine);
            else if (report.Constraint is { } none)
                hearing.For("constraint-none", Strength.Strong, Arg("constraint", none));
            else if (report is { Victim: { } victim, VictimAnon: { } anon })
                hearing.For("global-kill", Strength.Strong, Arg("victim", victim), Arg("anon", anon), report.ScopeLine);
            else
                hearing.For("global-kill-unnamed", report.Victim is not null || scene.Find(OomFacts.CalledFrom) is not null || Panicked(report, scene) ? Strength.Strong : Strength.Weak, report.ScopeLine);
        }
        else if (report is { Scope: null, Zones.Count: 0, Victim: { } killed, VictimAnon: { } held })
        {
            hearing.For("killed-unknown-scope", Strength.Weak, Arg("victim", killed), Arg("anon", held));
            hearing.Ask("which-cgroup-limit", 0);
        }

        else if (report is { Scope: null, Zones.Count: 0 } && scene.Find(MemFacts.RamPages) is not null && scene.Find(TaskFacts.Count) is { } listed)
        {
            // show_mem is printed for a kill that no cgroup limits, and the table only for a kill.
            hearing.For("machine-table", Strength.Weak, Line(listed));
        }

        if (scene.Find(OomFacts.NoKillable) is { Value.Flag: true } nobody)
            hearing.For("no-victim", Strength.Weak, Line(nobody));
    }

    // Behind a panic no kill line follows that the paste could lack. A contiguous request may fail on a machine that is not full.
    private static bool Panicked(KernelReport report, Scene scene) => report.Order?.Value.Integer == 0 && scene.Find(OomFacts.Panic) is not null;

    private static void Zones(Hearing hearing, KernelReport report)
    {
        var contiguous = report.Order?.Value.Integer > 0;
        var open = report.Zones.Where(z => z.Replayed).ToList();
        if (contiguous)
        {
            foreach (var zone in open.Where(z => z is { ServesSinglePage: true, OnlyLastTryFails: false, Needed: not null }).Take(1))
                hearing.Against("single-page-fits", Strength.Proof, zone.Name, Arg("free", zone.Free!.Value), Arg("needed", zone.Needed!.Value));
        }

        if (report.Gfp?.HighestZone(report.Zones.Any(z => z.Reading.Zone == MemoryZone.HighMem)) is { } highest)
        {
            foreach (var zone in report.Zones.Where(z => z.Reading.Zone > highest && z.Reading is { Free.Value.Integer: { } free, High.Value.Integer: { } high } && free > high).Take(1))
                hearing.Against("closed-zone-has-room", Strength.Strong, zone.Name, Arg("free", zone.Reading.Free!.Value));
        }

        if (report.Mask is null && report.Zones.FirstOrDefault(z => z.HighMemHasRoom) is { } highMem)
            hearing.Against("highmem-has-room", Strength.Strong, highMem.Name, Arg("free", highMem.Reading.Free!.Value));

        var refused = open.Count == 0
            ? report.Zones.Where(z => z.Reading is { Free.Value.Integer: { } free, Min.Value.Integer: { } min } && free < min && report.AllowsNode(z.Reading.Node)).ToList()
            : open.FindAll(z => z.Outcome == "below-watermark");
        var serves = open.Exists(z => z.Outcome == "pass" || (contiguous && z.ServesSinglePage));
        var strength = open.Count > 0 && !serves && report.Scope == "global" && report.Order?.Value.Integer == 0 ? Strength.Proof : Strength.Strong;
        foreach (var zone in refused.OrderByDescending(z => z.Reading.High?.Value.Integer ?? 0).Take(ZonesNamed))
        {
            if (zone.Reading is { Free: { } free, Min: { } min } && free.Value.Integer < min.Value.Integer)
                hearing.For("zone-below-min", strength, zone.Name, Arg("free", free), Arg("min", min));
            else if (zone.Reading is { Free: { } left, High: { } high } && !report.IsAllocationFailure)
                hearing.For("zone-below-high", strength, zone.Name, Arg("free", left), Arg("high", high));
        }

        if (contiguous)
            return;
        foreach (var zone in open.Where(z => z is { Outcome: "pass", Needed: not null }).Take(1))
            hearing.Against("zone-passes", Strength.Weak, zone.Name, Arg("free", zone.Free!.Value), Arg("needed", zone.Needed!.Value));
    }

    // Free pages of the whole machine well above those of the nodes the request may use.
    private static Fact? Elsewhere(KernelReport report, Scene scene)
    {
        if (scene.Find(MemFacts.FreePages) is not { Value.Integer: { } pages } free)
            return null;
        long allowed = 0;
        foreach (var zone in report.Zones)
            allowed += report.AllowsNode(zone.Reading.Node) ? zone.Reading.FreePages ?? 0 : 0;
        return report.Zones.Count > 0 && pages > 2 * allowed ? free : null;
    }

    private static void Swap(Hearing hearing, Scene scene)
    {
        if (scene.Find(MemFacts.TotalSwap) is not { Value.Integer: >= 0 and < 1L << 50 and var total } totalFact
            || scene.Find(MemFacts.FreeSwap) is not { Value.Integer: >= 0 and < 1L << 50 and var free } freeFact)
            return;
        if (total == 0)
            hearing.For("no-swap", Strength.Weak, Arg("total", totalFact));
        else if (free * 20 < total)
            hearing.For("swap-used-up", Strength.Weak, Arg("free", freeFact), Arg("total", totalFact));
        else if (free * 10 >= total * 9)
            hearing.Against("swap-untouched", Strength.Strong, Arg("free", freeFact), Arg("total", totalFact));
    }

    // No report of the kernel: what user space tells of a kill, and samples of the machine.
    private static void Elsewise(Hearing hearing, Scene scene)
    {
        if (UnknownSender.Unit(scene) is { } unit)
            hearing.For("unit-oom", Strength.Weak, EvidenceArgument.Line(unit.Span)).Ask("kernel-log", 0);
        else if (UnknownSender.Kill(scene) is { } kill)
            hearing.For("killed-sender-unknown", Strength.Weak, kill).Ask("kernel-log", 0).Ask("exit-sender", 0);
        if (scene.Index is null)
        {
            Sample(hearing, scene);
            if (scene.Facts.FindOwn(VmstatFacts.Counter, null, "oom_kill") is { Value.Integer: > 0 } kills)
                hearing.For("kills-since-boot", Strength.Weak, Arg("kills", kills)).Ask("kernel-log", 0);
        }
        else if (!hearing.HasFor && Refused(scene) is { } refused)
            AtRefusal(hearing, refused, scene);
        if (scene.Signature("k8s-system-oom") is { } systemOom)
            hearing.For("node-system-oom", Strength.Strong, EvidenceArgument.Line(systemOom.Span)).Ask("kernel-log", 0);
        if (scene.Find(KubernetesFacts.NodeCondition) is { Value.Text: "MemoryPressure" } condition)
            hearing.For("node-under-pressure", Strength.Weak, Line(condition)).Ask("meminfo", 2);
        if (scene.Find(DaemonFacts.WatchdogUsed) is { } inUse && scene.Find(DaemonFacts.WatchdogTotal) is { } whole)
            hearing.For("watchdog-saw", Strength.Weak, Arg("used", inUse), Arg("total", whole)).Ask("process-list");
        if (scene.Signature("k8s-evicted") is { } evicted)
            hearing.For("node-below-threshold", Strength.Weak, EvidenceArgument.Line(evicted.Span)).Ask("meminfo", 2);
        if (scene.Index is not null && scene.Signature("oomd-machine-full") is { } used)
            hearing.For("daemon-saw-both-full", Strength.Weak, EvidenceArgument.Line(used.Span)).Ask("process-growth");
        if (scene.Facts.Every(DaemonFacts.EarlyoomMemAvailable, scene.Index).LastOrDefault() is { Key: not null, Value.Number: < 2 } low)
            hearing.For("daemon-measured", Strength.Strong, Arg("available", low)).Ask("kernel-log", 0);
    }

    // A program that was refused memory, while nothing tells what the machine could have given.
    private static Signature? Refused(Scene scene) =>
        scene.Facts.Find(MeminfoFacts.Field, null, "MemAvailable") is null && scene.Facts.Find(FreeFacts.Available) is null
        && Refusals.Fork(scene) is null && scene.Signature("verbs-enomem") is null && Refusals.Size(scene) is null or { Value.Integer: < 1L << 36 }
            ? Refusals.Any(scene)
            : null;

    // Free memory is a floor of what is available: much of it clears the machine, little of it may be page cache.
    private static void AtRefusal(Hearing hearing, Signature refused, Scene scene)
    {
        var (free, total, swap) = scene.Find(RuntimeFacts.JvmPhysicalFree) is { } seen
            ? (seen, scene.Find(RuntimeFacts.JvmPhysical), scene.Find(RuntimeFacts.JvmSwapFree))
            : (Field(scene, "MemFree"), Field(scene, "MemTotal"), Field(scene, "SwapFree"));
        if (free is not { Value.Integer: >= 0 and < 1L << 50 and var left } || total is not { Value.Integer: > 0 and < 1L << 50 and var all })
            hearing.For("refused-machine-unknown", Strength.Weak, EvidenceArgument.Line(refused.Span)).Ask("meminfo", 2);
        else if (left * 50 < all && swap?.Value.Integer == 0)
            hearing.For("little-free-at-refusal", Strength.Weak, Arg("free", free.Value), Arg("total", total.Value)).Ask("meminfo", 2);
        else if (left * 10 > all && scene.Find(MemcgFacts.Limit)?.Value.Integer is null)
            hearing.Against("free-at-refusal", Strength.Strong, Arg("free", free.Value), Arg("total", total.Value));
    }

    private static Fact? Field(Scene scene, string name) => scene.Facts.Find(MeminfoFacts.Field, null, name);

    private static void Sample(Hearing hearing, Scene scene)
    {
        var available = scene.Facts.Find(MeminfoFacts.Field, null, "MemAvailable") ?? scene.Facts.Find(FreeFacts.Available);
        var total = scene.Facts.Find(MeminfoFacts.Field, null, "MemTotal") ?? scene.Facts.Find(FreeFacts.Total);
        if (available is not { Value.Integer: >= 0 and < 1L << 50 and var left } || total is not { Value.Integer: > 0 and < 1L << 50 and var all })
            return;
        var swap = scene.Facts.Find(MeminfoFacts.Field, null, "SwapFree");
        if (left * 50 < all && swap?.Value.Integer is null or 0)
        {
            hearing.For("nothing-available", Strength.Strong, Arg("available", available.Value), Arg("total", total.Value)).Ask("kernel-log");
            if (scene.Facts.FindOwn(SwapFacts.Devices, null) is { Value.Integer: 0 } none)
                hearing.For("no-swap-area", Strength.Weak, Line(none));
        }
        else if (left * 10 > all)
            hearing.Against("available-at-sample", Strength.Strong, Arg("available", available.Value), Arg("total", total.Value));
    }

    private static EvidenceArgument Line(Fact fact) => EvidenceArgument.Line(fact.Span);
}
