using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// The batch system ended the job for its memory request: by a cgroup, by polling the resident size, or by counting virtual
/// memory. A KILL signal in a job is not yet that, and a sampled peak below the request does not clear it.
/// </summary>
internal sealed class SchedulerMemoryLimit : ICauseRule
{
    public string Cause => CauseIds.SchedulerMemoryLimit;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        var memory = JobMemory.In(scene);
        WeighCounter(scene, memory, hearing);
        WeighMessage(scene, hearing);
        WeighFigures(scene, memory, hearing);
        if (scene.SeenAny(SignatureIds.DiskFull, SignatureIds.DiskQuota, SignatureIds.TimeLimit, SignatureIds.LowRealMemory) is { } other)
            hearing.Against("ended-for-other-reason", Strength.Strong, other.Line());
        hearing.Ask("job-accounting", 0);
        hearing.Ask("job-request");
        hearing.Ask("kernel-log");
        return hearing.Close();
    }

    // The oom_kill counter and the state that follows from it also rise for kills of a machine that ran out as a whole: a kill of the cgroup, or
    // a peak at the limit, has to stand beside them.
    private static void WeighCounter(Scene scene, JobMemory memory, Hearing hearing)
    {
        var atLimit = memory is { Limit.Value.Integer: { } most, Used.Value.Integer: { } used, Of: UseOf.All or UseOf.OneTask } && IsNear(used, most);
        var strength = scene.SignatureIds.Contains(SignatureIds.KernelOomGlobal) ? Strength.Weak
            : atLimit || scene.Facts.Every(OomFacts.Scope).Any(s => s.Value.Text == "memcg") ? Strength.Proof
            : Strength.Strong;
        if (scene.Seen(SignatureIds.SlurmOom) is { } oom)
            hearing.For(strength == Strength.Proof ? "slurm-oom-event" : "slurm-oom-counted", strength, oom.Line());
        if (KilledState(scene) is { } state)
            hearing.For("state-out-of-memory", strength, EvidenceArgument.Of("state", state));
        else if (scene.Own(SlurmFacts.State) is { Value.Text: "TIMEOUT" or "COMPLETED" or "DEADLINE" } other)
            hearing.Against("state-other", Strength.Strong, EvidenceArgument.Of("state", other));
    }

    private static Fact? KilledState(Scene scene)
    {
        foreach (var state in scene.Facts.EveryOwn(SlurmFacts.State, scene.Index))
        {
            if (state.Value.Text?.StartsWith("OUT_OF_ME", StringComparison.Ordinal) == true)
                return state;
        }

        return null;
    }

    private static EvidenceArgument? CountedKill(Scene scene) => scene.Seen(SignatureIds.SlurmOom)?.Line() ?? KilledState(scene)?.Line();

    private static void WeighMessage(Scene scene, Hearing hearing)
    {
        if (scene.Seen(SignatureIds.SlurmMemLimit) is { } exceeded)
            WeighSlurmLimit(scene, exceeded, hearing);
        if (scene.SeenAny(SignatureIds.PbsMemLimit, SignatureIds.LsfMemLimit, SignatureIds.YarnMemLimit, SignatureIds.JobMemLimit) is { } kill)
            hearing.For("killed-for-memory", Strength.Proof, kill.Line());
    }

    // With a limit printed it is the polled limit that kills; without, only a count of touched limits, which page cache raises too.
    private static void WeighSlurmLimit(Scene scene, Signature exceeded, Hearing hearing)
    {
        if (scene.Own(SlurmFacts.Limit) is { } limit)
            hearing.For("slurm-limit-exceeded", Strength.Proof, EvidenceArgument.Of("limit", limit), exceeded.Line());
        else
            hearing.For("slurm-limit-touched", Strength.Strong, exceeded.Line());
    }

    private static void WeighFigures(Scene scene, JobMemory memory, Hearing hearing)
    {
        var sign = MemoryMessages.Kill(scene) ?? MemoryMessages.Refusal(scene)?.Line();
        if (WeighUse(scene, memory, sign ?? CountedKill(scene), hearing))
            return;
        if (scene.Told(SlurmFacts.MemPerCpu) is { } each && MemoryMessages.Kill(scene) is { } end && MemoryMessages.RefusedAnywhere(scene))
        {
            hearing.For("killed-and-refused-in-job", Strength.Strong, EvidenceArgument.Of("limit", each), end);
        }
        else if (sign is { } signed && scene.Told(SlurmFacts.MemPerCpu) is { } core)
        {
            hearing.For("request-of-each-core", Strength.Weak, EvidenceArgument.Of("limit", core), signed);
        }
        else if (sign is { } seen && memory.Limit is { } request)
        {
            hearing.For("ended-with-request-told", Strength.Weak, EvidenceArgument.Of("limit", request), seen);
        }
        else if (scene.Seen(SignatureIds.Forrtl41) is { } refused)
        {
            hearing.For("job-limit-may-refuse", Strength.Weak, refused.Line());
        }
        else if (sign is { } anything && scene.Seen(SignatureIds.SlurmCancelled) is null && (scene.Own(SlurmFacts.JobId) ?? scene.Own(JobFacts.Id)) is { } job)
        {
            hearing.For("inside-a-job", Strength.Weak, EvidenceArgument.Of("job", job), anything);
        }
    }

    // Whether use and limit say something together.
    private static bool WeighUse(Scene scene, JobMemory memory, EvidenceArgument? sign, Hearing hearing)
    {
        if (memory is not { Limit: { Value.Integer: { } most } limit, Used: { Value.Integer: { } used } peak })
            return false;
        EvidenceArgument[] both = [EvidenceArgument.Of("peak", peak), EvidenceArgument.Of("limit", limit)];
        var near = IsNear(used, most);
        if (memory.Of is UseOf.OneTask or UseOf.AtMost)
        {
            if (near && sign is { } end)
                hearing.For(memory.Of is UseOf.OneTask ? "one-task-near-limit" : "estimate-near-limit", memory.Of is UseOf.OneTask ? Strength.Strong : Strength.Weak, [.. both, end]);
            else if (memory.Of is UseOf.AtMost && sign is not null && used < most / 2)
                hearing.Against("peak-below-limit", Strength.Weak, both);
            else
                return false;
            return true;
        }

        if (memory.Of is UseOf.SeveralNodes && !near)
            return false;
        if (used >= most)
            hearing.For(scene.Told(JobFacts.LimitKind)?.Value.Text == "virtual" ? "virtual-above-limit" : "peak-above-limit", Strength.Strong, both);
        else if (near && sign is { } killed)
            hearing.For("peak-near-limit", Strength.Strong, [.. both, killed]);
        else if (sign is not null && used < most / 2)
            hearing.Against("peak-below-limit", Strength.Weak, both);
        return true;
    }

    private static bool IsNear(long used, long most) => used >= most - (most / 10);
}
