using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// RLIMIT_NPROC, pids.max, threads-max and pid_max refuse a fork or thread with EAGAIN. A refusal with ENOMEM is none of them, save
/// that kernels before 4.1 answer it when pid_max is used up (kernel/fork.c, copy_process).
/// </summary>
internal sealed class ThreadOrPidLimit : ICauseRule
{
    // Below: one program with a thread a core, or a user with a few jobs, gets there. Above: rather something else refused.
    private const long LowProcesses = 16_384;
    private const long DefaultPidMax = 65_536;
    private const long AmpleProcesses = 100_000;

    public string Cause => CauseIds.ThreadOrPidLimit;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        var processes = scene.Told(UlimitFacts.Processes);
        if (scene.Own(KernelEventFacts.PidsCgroup) is { } cgroup)
            hearing.For("rejected-by-pids-controller", Strength.Proof, EvidenceArgument.Of("cgroup", cgroup));
        if (scene.Seen(SignatureIds.LsfThreadLimit) is { } ended)
            hearing.For("ended-at-scheduler-limit", Strength.Proof, ended.Line());
        if (scene.SeenAny(SignatureIds.EagainFork, SignatureIds.EagainThread, SignatureIds.JvmThread) is { } refused)
            WeighRefusal(scene, processes, refused, hearing);
        else if (scene.Seen(SignatureIds.EnomemFork) is { } old && scene.Facts.FindOwn(SettingFacts.KernelSetting, null, "pid_max") is { Value.Integer: > 0 and <= DefaultPidMax } pidMax)
            hearing.For("pid-max-told-with-refusal", Strength.Weak, EvidenceArgument.Of("limit", pidMax), old.Line());
        else if (scene.SeenAny(SignatureIds.EnomemFork, SignatureIds.RedisFork) is { } noMemory)
            hearing.Against("fork-refused-with-enomem", Strength.Strong, noMemory.Line());
        else if (scene.Index is not null && scene.Own(UlimitFacts.Processes) is { Value.Integer: <= LowProcesses } printed)
            hearing.For("process-limit-printed", Strength.Strong, EvidenceArgument.Of("processes", printed));
        else if (processes is { Value.Integer: <= 1024 } low && Unexplained(scene))
            hearing.For("low-process-limit", Strength.Weak, EvidenceArgument.Of("processes", low));
        WeighTasks(scene, hearing);
        hearing.Ask("pids-limit", 0);
        hearing.Ask("ulimits");
        return hearing.Close();
    }

    private static void WeighRefusal(Scene scene, Fact? processes, Signature refused, Hearing hearing)
    {
        if (processes is { Value.Integer: { } limit } told && limit <= LowProcesses)
            hearing.For("refused-at-process-limit", Strength.Strong, EvidenceArgument.Of("processes", told), refused.Line());
        else if (processes is { Value.Integer: >= AmpleProcesses } ample)
            hearing.For("refused-with-ample-limit", Strength.Weak, EvidenceArgument.Of("processes", ample), refused.Line());
        else
            hearing.For("refused-with-eagain", Strength.Strong, refused.Line());
        if (scene.Told(MpiFacts.ThreadsPerRank) is { Value.Integer: > 1 } threads)
            hearing.For("threads-per-process", Strength.Weak, EvidenceArgument.Of("threads", threads));
    }

    // pids.events counts refused forks; a count of tasks at its limit refuses the next.
    private static void WeighTasks(Scene scene, Hearing hearing)
    {
        var refused = scene.SeenAny(SignatureIds.EagainFork, SignatureIds.EagainThread, SignatureIds.JvmThread) is not null;
        if (scene.Index is not null && !refused)
            return;
        if (scene.Told(PidsFacts.EventsMax) is { Value.Integer: > 0 } events)
            hearing.For("forks-refused-by-cgroup", refused ? Strength.Proof : Strength.Strong, EvidenceArgument.Of("count", events));
        if ((scene.Told(PidsFacts.Current) ?? scene.Told(UnitFacts.Tasks)) is { Value.Integer: > 0 and var tasks } current
            && (scene.Told(PidsFacts.Max) ?? scene.Told(UnitFacts.TasksMax)) is { Value.Integer: > 0 and var most } max && tasks >= most)
            hearing.For("tasks-at-limit", Strength.Strong, EvidenceArgument.Of("tasks", current), EvidenceArgument.Of("limit", max));
    }

    private static bool Unexplained(Scene scene) => scene.Own.IsEmpty;
}
