using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// A daemon in user space (earlyoom, systemd-oomd, oomd, Android's lmkd, before it a driver of its kernel) chose and killed before the OOM killer had to. A unit's result
/// "oom-kill" does not tell which of them, or whether the kernel, did it.
/// </summary>
internal sealed class UserspaceOomDaemon : ICauseRule
{
    public string Cause => CauseIds.UserspaceOomDaemon;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (scene.Seen(SignatureIds.EarlyoomKill) is { } earlyoom)
            WeighEarlyoom(scene, earlyoom, hearing);
        if (scene.Seen(SignatureIds.OomdKill) is { } oomd)
            WeighOomd(scene, oomd, hearing);
        if (scene.Seen(SignatureIds.FacebookOomdKill) is { } facebook && scene.Own(DaemonFacts.OomdCgroup) is { } killed)
            WeighFacebookOomd(scene, facebook, killed, hearing);
        if (scene.Seen(SignatureIds.AndroidLmk) is { } lmk)
            hearing.For(scene.Seen(SignatureIds.AndroidLmkDriver) is null ? "lmk-killed" : "lmk-driver-killed", Strength.Proof, lmk.Line());
        if (scene.Seen(SignatureIds.MemoryWatchdog) is { } watchdog)
            WeighWatchdog(scene, watchdog, hearing);
        if (scene.Seen(SignatureIds.UnitOomResult) is { } result && scene.Seen(SignatureIds.OomdKill) is null
            && scene.SeenAny(SignatureIds.KernelOomGlobal, SignatureIds.KernelOomMemcg, SignatureIds.KernelKillLine) is null)
        {
            hearing.For("unit-result-oom-kill", Strength.Weak, result.Line());
        }

        // Where a daemon says so itself, nobody else is asked for.
        if (!hearing.IsProved)
            hearing.Ask("exit-sender", 0);
        hearing.Ask("pressure");
        return hearing.Close();
    }

    private static void WeighFacebookOomd(Scene scene, Signature kill, Fact cgroup, Hearing hearing)
    {
        hearing.For("facebook-oomd-killed", Strength.Proof, EvidenceArgument.Of("cgroup", cgroup), kill.Line());
        if (scene.Own(DaemonFacts.OomdPressure) is { } pressure && scene.Own(MemcgFacts.Usage) is { } usage)
            hearing.For("facebook-oomd-saw", Strength.Weak, EvidenceArgument.Of("pressure", pressure), EvidenceArgument.Of("usage", usage));
    }

    private static void WeighWatchdog(Scene scene, Signature watchdog, Hearing hearing)
    {
        hearing.For("watchdog-killed", Strength.Strong, watchdog.Line());
        if (scene.Own(DaemonFacts.WatchdogVictim) is { } victim && scene.Own(DaemonFacts.WatchdogUsed) is { } used)
            hearing.For("watchdog-victim-held", Strength.Weak, EvidenceArgument.Of("victim", victim), EvidenceArgument.Of("used", used));
    }

    private static void WeighEarlyoom(Scene scene, Signature kill, Hearing hearing)
    {
        if (scene.Own(OomFacts.Victim) is { } victim && scene.Own(OomFacts.VictimPid) is { } pid)
            hearing.For("earlyoom-killed-victim", Strength.Proof, EvidenceArgument.Of("victim", victim), EvidenceArgument.Of("pid", pid), kill.Line());
        else
            hearing.For("earlyoom-killed", Strength.Proof, kill.Line());
        if (scene.Own(DaemonFacts.EarlyoomVictimRss) is { } held)
            hearing.For("earlyoom-victim-held", Strength.Weak, EvidenceArgument.Of("held", held));
        if (scene.Own(DaemonFacts.EarlyoomMemAvailable) is { } available && scene.Own(DaemonFacts.EarlyoomSwapFree) is { } swap)
            hearing.For("earlyoom-thresholds", Strength.Weak, EvidenceArgument.Of("available", available), EvidenceArgument.Of("swap", swap));
    }

    private static void WeighOomd(Scene scene, Signature kill, Hearing hearing)
    {
        if (scene.Own(DaemonFacts.OomdCgroup) is { } cgroup)
            hearing.For("oomd-killed-cgroup", Strength.Proof, EvidenceArgument.Of("cgroup", cgroup), kill.Line());
        else
            hearing.For("oomd-killed", Strength.Proof, kill.Line());
        if (scene.Own(DaemonFacts.OomdPressure) is { } pressure)
            hearing.For("oomd-pressure", Strength.Weak, EvidenceArgument.Of("pressure", pressure));
    }
}
