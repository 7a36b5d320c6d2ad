using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Causes.Hearing;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>One report shows a size, never growth: strong only where somebody states growth and one process is large. Nothing here proves.</summary>
internal sealed class ProcessMemoryLeak : ICauseRule
{
    // What one process holds here is worth a question: 256 MiB.
    private const long LargeKib = 262_144;

    // Programs lose a few KiB at their end without harm; a MiB in one run is a leak.
    private const long LeakBytes = 1L << 20;

    public string Cause => CauseIds.ProcessMemoryLeak;

    private static Fact? Tasks(Scene scene) =>
        scene.Find(TaskFacts.RssTotal) is { Value.Integer: > 0 and < 1L << 50 } total ? total : null;

    // A list of processes shows who is large now.
    private static void Largest(Hearing hearing, Scene scene)
    {
        Fact? largest = null;
        foreach (var rss in scene.Facts.EveryOwn(ProcessFacts.Rss, null))
        {
            if (rss.Value.Integer is > 0 and < 1L << 50 && (largest is null || rss.Value.Integer > largest.Value.Value.Integer))
                largest = rss;
        }

        if (largest is not { } one || (MemoryTotals.Field(scene, "MemTotal") ?? scene.Facts.Find(FreeFacts.Total)) is not { Value.Integer: > 0 and < 1L << 50 } total
            || MemoryTotals.Share(one, total) < 50 || scene.Facts.FindOwn(ProcessFacts.Name, null, one.Subject) is not { } name)
            return;
        hearing.For("largest-process", Strength.Weak, Arg("name", name), Arg("rss", one), Arg("total", total));
    }

    // The victim of the kernel against the cgroup's limit, the tasks of the report or the machine.
    private static void Victim(Hearing hearing, Scene scene, KernelReport report, Fact victim, Fact anon, long held)
    {
        if (report.IsMemcg && report.Limit is { Value.Integer: > 0 and var limit } bound && held > limit / 2)
            hearing.For("dominates-cgroup", Strength.Weak, Arg("victim", victim), Arg("anon", anon), Arg("total", bound));
        else if (!report.IsMemcg && Tasks(scene) is { Value.Integer: { } all } tasks && held > all / 2)
            hearing.For("dominates-tasks", Strength.Weak, Arg("victim", victim), Arg("anon", anon), Arg("total", tasks));
        else if (!report.IsMemcg && Machine(scene) is { Value.Integer: { } pages } usable && held > pages * report.PageKb / 2)
            hearing.For("dominates-machine", Strength.Weak, Arg("victim", victim), Arg("anon", anon), Arg("total", usable));
        else if (report.Limit is null && Tasks(scene) is null && Machine(scene) is null && held >= LargeKib)
            hearing.For("size-without-history", Strength.Weak, Arg("victim", victim), Arg("anon", anon));
    }

    // A report without its last line: the largest of its tasks.
    private static void LargestTask(Hearing hearing, Scene scene)
    {
        if (scene.Find(TaskFacts.Top) is not { Value.Tasks: [{ Count: 1 } largest, ..] } top)
            return;
        if (Tasks(scene) is { Value.Integer: { } all } sum && largest.RssKb > all / 2)
            hearing.For("largest-task", Strength.Weak, Text("task", largest.Comm, top.Span), Arg("total", sum));
        else if (Machine(scene) is { Value.Integer: { } pages } whole && KernelReport.Of(scene) is { IsMemcg: false } report && largest.RssKb > pages * report.PageKb / 2)
            hearing.For("largest-task-of-machine", Strength.Weak, Text("task", largest.Comm, top.Span), Arg("total", whole));
    }

    private static Fact? Machine(Scene scene) =>
        MemoryTotals.Pages(scene, MemFacts.UsablePages) is { Value.Integer: > 0 and < 1L << 50 } pages ? pages : null;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (KernelReport.Of(scene) is { IsAllocationFailure: false, Victim: { } victim, VictimAnon: { Value.Integer: >= 0 and < 1L << 50 and var held } anon } report)
            Victim(hearing, scene, report, victim, anon, held);
        else if (scene.AnySignature("node-heap", "php-memory-limit", "slurm-oom", "dotnet-oom", "go-oom", "jvm-heap", "jvm-gc-overhead") is { } cap)
            hearing.For("limit-reached-without-history", Strength.Weak, EvidenceArgument.Line(cap.Span));
        else if (scene.Signature("earlyoom-kill") is { } daemon)
            hearing.For("killed-without-history", Strength.Weak, EvidenceArgument.Line(daemon.Span));
        else if (scene.Signature("oomd-machine-full") is { } oomd)
            hearing.For("cgroup-killed-without-history", Strength.Weak, EvidenceArgument.Line(oomd.Span));
        else
            LargestTask(hearing, scene);

        if (scene.Facts.FindOwn(ProgramFacts.LeakedBytes, scene.Index) is { Value.Integer: >= LeakBytes } lost)
            hearing.For("leak-checker", Strength.Strong, Arg("lost", lost));
        if (scene.Index is not null && scene.Signature("cuda-oom") is { } device && Symptoms.Find(scene.Facts, "late-failure") is { } late)
            hearing.For("device-full-late", Strength.Weak, EvidenceArgument.Line(late.Span), EvidenceArgument.Line(device.Span));
        if (!hearing.HasFor && scene.Index is null)
            Largest(hearing, scene);
        if ((hearing.HasFor || scene.Index is null) && Symptoms.Find(scene.Facts, "growth") is { } growth)
            hearing.For("stated-growth", hearing.HasFor ? Strength.Strong : Strength.Weak, EvidenceArgument.Line(growth.Span));
        return hearing.HasFor ? hearing.Ask("process-growth", 0).Ask("process-list", 2).Close() : null;
    }
}
