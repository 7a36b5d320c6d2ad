using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// A daemon in user space (earlyoom, systemd-oomd, Android's lmkd) chose and killed before the kernel had to. A unit's result
/// "oom-kill" does not tell which of them, or whether the kernel, did it.
/// </summary>
internal sealed class UserspaceOomDaemon : ICauseRule
{
    public string Cause => CauseIds.UserspaceOomDaemon;

    public Judgement? Judge(Scene scene)
    {
        var weighing = new Weighing(Cause, scene);
        if (scene.Seen(SignatureIds.EarlyoomKill) is { } earlyoom)
            WeighEarlyoom(scene, earlyoom, weighing);
        if (scene.Seen(SignatureIds.OomdKill) is { } oomd)
            WeighOomd(scene, oomd, weighing);
        if (scene.Seen(SignatureIds.AndroidLmk) is { } lmk)
            weighing.For("lmk-killed", Strength.Proof, lmk.Line());
        if (scene.Seen(SignatureIds.MemoryWatchdog) is { } watchdog)
            weighing.For("watchdog-killed", Strength.Strong, watchdog.Line());
        if (scene.Seen(SignatureIds.UnitOomResult) is { } result && scene.Seen(SignatureIds.OomdKill) is null
            && scene.SeenAny(SignatureIds.KernelOomGlobal, SignatureIds.KernelOomMemcg, SignatureIds.KernelKillLine) is null)
        {
            weighing.For("unit-result-oom-kill", Strength.Weak, result.Line());
        }

        // Where a daemon says so itself, nobody else is asked for.
        if (!weighing.IsProved)
            weighing.Ask("exit-sender", 0);
        weighing.Ask("pressure");
        return weighing.Result;
    }

    private static void WeighEarlyoom(Scene scene, Signature kill, Weighing weighing)
    {
        if (scene.Own(OomFacts.Victim) is { } victim && scene.Own(OomFacts.VictimPid) is { } pid)
            weighing.For("earlyoom-killed-victim", Strength.Proof, EvidenceArgument.Of("victim", victim), EvidenceArgument.Of("pid", pid), kill.Line());
        else
            weighing.For("earlyoom-killed", Strength.Proof, kill.Line());
        if (scene.Own(DaemonFacts.EarlyoomMemAvailable) is { } available && scene.Own(DaemonFacts.EarlyoomSwapFree) is { } swap)
            weighing.For("earlyoom-thresholds", Strength.Weak, EvidenceArgument.Of("available", available), EvidenceArgument.Of("swap", swap));
    }

    private static void WeighOomd(Scene scene, Signature kill, Weighing weighing)
    {
        if (scene.Own(DaemonFacts.OomdCgroup) is { } cgroup)
            weighing.For("oomd-killed-cgroup", Strength.Proof, EvidenceArgument.Of("cgroup", cgroup), kill.Line());
        else
            weighing.For("oomd-killed", Strength.Proof, kill.Line());
        if (scene.Own(DaemonFacts.OomdPressure) is { } pressure)
            weighing.For("oomd-pressure", Strength.Weak, EvidenceArgument.Of("pressure", pressure));
    }
}
