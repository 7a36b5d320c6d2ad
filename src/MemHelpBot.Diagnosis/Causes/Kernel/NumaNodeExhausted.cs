using MemHelpBot.Diagnosis.Replays;
using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Causes.Hearing;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>
/// Proved by the kernel's own constraint together with an allowed node that refuses. Without that line (before 5.0) a node outside
/// mems_allowed with room is strong. The processor a task ran on proves nothing: memory of every allowed node is open to it.
/// </summary>
internal sealed class NumaNodeExhausted : ICauseRule
{
    private const int ZonesNamed = 3;

    public string Cause => CauseIds.NumaNodeExhausted;

    public Judgement? Judge(Scene scene)
    {
        if (KernelReport.Of(scene) is not { IsMemcg: false } report)
            return null;
        var hearing = new Hearing(Cause, scene);
        var refused = report.Zones.Where(z => z.Outcome == "below-watermark").Take(ZonesNamed).ToList();
        if (report.Scope is "mempolicy" or "cpuset" && report.Constraint is { } constraint)
        {
            var nodes = report.Scope == "mempolicy" ? report.Nodemask : report.MemsAllowed;
            var strength = refused.Count > 0 ? Strength.Proof : Strength.Strong;
            if (nodes is { } list)
                hearing.For("constraint", strength, Arg("constraint", constraint), Arg("nodes", list));
            else
                hearing.For("constraint-alone", strength, Arg("constraint", constraint));
            Zones(hearing, report, refused);
            if (scene.Find(MemFacts.FreePages) is { } free)
                hearing.For("machine-has-more", Strength.Weak, Arg("free", free));
        }
        else if (report.Constraint is { Value.Text: "CONSTRAINT_NONE" } none && Nodes(scene, report) > 1)
        {
            hearing.Against("not-constrained", Strength.Proof, Arg("constraint", none));
        }
        else if (report is { Constraint: null, IsAllocationFailure: false, MemsAllowed: { } mems })
        {
            ByMemsAllowed(hearing, scene, report, mems, refused);
        }

        return hearing.HasFor ? hearing.Ask("numa-layout").Close() : hearing.Close();
    }

    private static void ByMemsAllowed(Hearing hearing, Scene scene, KernelReport report, Fact mems, List<ReportedZone> refused)
    {
        var outside = report.Zones.FirstOrDefault(z =>
            !report.AllowsNode(z.Reading.Node) && z.Reading is { Free.Value.Integer: { } free, High.Value.Integer: { } high } && free > high);
        if (outside?.Reading is { Free: { } room } && refused.Count > 0)
        {
            hearing.For("node-outside-has-room", Strength.Strong, outside.Name, Arg("free", room), Arg("nodes", mems));
            Zones(hearing, report, refused);
        }
        else if (Nodes(scene, report) > 1 && AllAllowed(scene, report))
        {
            hearing.Against("all-nodes-allowed", Strength.Strong, Arg("nodes", mems));
        }
    }

    private static void Zones(Hearing hearing, KernelReport report, List<ReportedZone> refused)
    {
        foreach (var zone in refused)
        {
            if (zone.Reading is { Free: { } free, Min: { } min } && free.Value.Integer < min.Value.Integer)
                hearing.For("node-below-min", Strength.Strong, zone.Name, Arg("free", free), Arg("min", min));
            else if (zone.Reading is { Free: { } left, Low: { } low, High: { } high, Min: { } mark } && left.Value.Integer < low.Value.Integer)
                hearing.For("node-below-low", Strength.Strong, zone.Name, Arg("free", left), Arg("min", mark), Arg("low", low), Arg("high", high));
            else if (zone.Reading is { Free: { } rest, High: { } last } && !report.IsAllocationFailure)
                hearing.For("node-below-high", Strength.Strong, zone.Name, Arg("free", rest), Arg("high", last));
        }
    }

    private static IEnumerable<int> NodesOf(Scene scene, KernelReport report) => report.Zones.Select(z => z.Reading.Node)
        .Concat(scene.Facts.Subjects(NumaFacts.Size).Select(s => int.TryParse(s, out var node) ? node : -1).Where(n => n >= 0)).Distinct();

    private static int Nodes(Scene scene, KernelReport report) => NodesOf(scene, report).Count();

    private static bool AllAllowed(Scene scene, KernelReport report) =>
        NodesOf(scene, report).All(n => NodeList.Holds(report.MemsAllowed?.Value.Text, n) == true);
}
