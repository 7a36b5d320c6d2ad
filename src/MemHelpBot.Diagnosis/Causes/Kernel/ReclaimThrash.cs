using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Causes.Hearing;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>
/// A machine that hangs without a kill: reclaim keeps finding program pages to drop, so the OOM killer is never called, and every one of
/// them is read back from disk. Pressure figures would prove it.
/// </summary>
internal sealed class ReclaimThrash : ICauseRule
{
    public string Cause => CauseIds.ReclaimThrash;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (scene.Index is not null && scene.Find(AllocStallFacts.Duration) is { Value.Integer: > 0 } waited && waited.Incident == scene.Index)
            return hearing.For("allocation-stalled", Strength.Strong, Arg("waited", waited)).Ask("pressure", 0).Close();
        if (scene.Index is not null && KernelReport.Of(scene) is not null)
            return null;
        var hang = Symptoms.Find(scene.Facts, "hang") ?? Symptoms.Find(scene.Facts, "slow");
        var none = Symptoms.Find(scene.Facts, "no-kill");
        if (hang is { } stall && none is { } alive)
            hearing.For("hang-without-kill", Strength.Strong, Line(stall), Line(alive));
        else if (hang is { } only && scene.Index is null)
            hearing.For("hang", Strength.Weak, Line(only));
        if (scene.Index is null)
            Sample(hearing, scene);
        else if (scene.Facts.Every(DaemonFacts.OomdPressure, scene.Index).FirstOrDefault() is { Key: not null, Value.Number: > 0 } pressure)
            hearing.For("daemon-saw-pressure", Strength.Weak, Arg("pressure", pressure));
        if (scene.Facts.Every(DaemonFacts.EarlyoomMemAvailable, scene.Index).LastOrDefault() is { Key: not null, Value.Number: < 2 } low)
            hearing.For("daemon-saw-little", Strength.Weak, Arg("available", low));
        if (hearing.HasFor && scene.Facts.Find(StatementFacts.NoSwap) is { Value.Flag: true } swapless)
            hearing.For("no-swap", Strength.Weak, Line(swapless));
        return hearing.HasFor ? hearing.Ask("pressure", 0).Ask("kernel-log").Close() : null;
    }

    private static void Sample(Hearing hearing, Scene scene)
    {
        // All tasks at once waited for memory: a tenth of the time is felt, the half is a standstill (kernel/sched/psi.c).
        if (scene.Facts.Find(PressureFacts.Avg10, null, "memory.full") is { Value.Number: >= 10 and var share } full)
            hearing.For("all-tasks-wait", share >= 50 ? Strength.Proof : Strength.Strong, Arg("share", full));
        if (scene.Facts.Find(StallFacts.InReclaim) is { } reclaim)
            hearing.For("stalled-in-reclaim", Strength.Strong, Line(reclaim));
        Swapping(hearing, scene);
        // kswapd sleeps while memory is plenty; half a processor of it means that pages are looked for all the time.
        if (scene.Facts.FindOwn(StallFacts.KswapdPercent, null) is { Value.Number: >= 20 and var busy } kswapd)
            hearing.For("kswapd-busy", busy >= 50 ? Strength.Strong : Strength.Weak, Arg("share", kswapd));
        if (MemoryTotals.Field(scene, "Cached") is { } cached && MemoryTotals.Field(scene, "MemTotal") is { } total
            && MemoryTotals.Field(scene, "MemAvailable") is { } available
            && MemoryTotals.Share(cached, total) < 1 && MemoryTotals.Share(available, total) < 2)
            hearing.For("page-cache-gone", Strength.Strong, Arg("cached", cached), Arg("available", available), Arg("total", total));
    }

    // The first row of vmstat averages since boot. Half of the others must swap and wait.
    private static void Swapping(Hearing hearing, Scene scene)
    {
        const long busyKib = 1000;
        const long waiting = 20;
        if (scene.Facts.FindOwn(VmstatFacts.SwapIn, null) is not { Value.Integers: { Count: > 1 } read } swapIn || scene.Facts.FindOwn(VmstatFacts.SwapOut, null) is not { Value.Integers: { } wrote } swapOut
            || scene.Facts.FindOwn(VmstatFacts.Wait, null) is not { Value.Integers: { } wait } waits || wrote.Count != read.Count || wait.Count != read.Count)
            return;
        var busy = 0;
        for (var i = 1; i < read.Count; i++)
        {
            if (read[i] >= busyKib && wait[i] >= waiting)
                busy++;
        }

        if (busy > 0 && busy * 2 >= read.Count - 1)
            hearing.For("swap-traffic", Strength.Strong, Arg("in", swapIn), Arg("out", swapOut), Arg("wait", waits));
    }

    private static EvidenceArgument Line(Fact fact) => EvidenceArgument.Line(fact.Span);
}
