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
        var weighing = new Weighing(Cause, scene);
        WeighMessage(scene, weighing);
        WeighFigures(scene, weighing);
        if (scene.SeenAny(SignatureIds.DiskFull, SignatureIds.DiskQuota, SignatureIds.TimeLimit, SignatureIds.LowRealMemory) is { } other)
            weighing.Against("ended-for-other-reason", Strength.Strong, other.Line());
        weighing.Ask("job-accounting", 0);
        weighing.Ask("job-request");
        weighing.Ask("kernel-log");
        return weighing.Result;
    }

    private static void WeighMessage(Scene scene, Weighing weighing)
    {
        if (scene.Seen(SignatureIds.SlurmOom) is { } oom)
        {
            // The counter of a step also counts kills for a shortage of the whole machine.
            var global = scene.SignatureIds.Contains(SignatureIds.KernelOomGlobal);
            weighing.For("slurm-oom-event", global ? Strength.Weak : Strength.Proof, oom.Line());
        }

        if (scene.Own(SlurmFacts.State) is { } state)
        {
            if (state.Value.Text?.StartsWith("OUT_OF_ME", StringComparison.Ordinal) == true)
                weighing.For("state-out-of-memory", Strength.Proof, EvidenceArgument.Of("state", state));
            else if (state.Value.Text is "TIMEOUT" or "COMPLETED" or "DEADLINE")
                weighing.Against("state-other", Strength.Strong, EvidenceArgument.Of("state", state));
        }

        if (scene.Seen(SignatureIds.SlurmMemLimit) is { } exceeded)
            WeighSlurmLimit(scene, exceeded, weighing);
        if (scene.SeenAny(SignatureIds.PbsMemLimit, SignatureIds.LsfMemLimit, SignatureIds.YarnMemLimit, SignatureIds.JobMemLimit) is { } kill)
            weighing.For("killed-for-memory", Strength.Proof, kill.Line());
    }

    // With a limit printed it is the polled limit that kills; without, only a count of touched limits, which page cache raises too.
    private static void WeighSlurmLimit(Scene scene, Signature exceeded, Weighing weighing)
    {
        if (scene.Own(SlurmFacts.Limit) is { } limit)
            weighing.For("slurm-limit-exceeded", Strength.Proof, EvidenceArgument.Of("limit", limit), exceeded.Line());
        else
            weighing.For("slurm-limit-touched", Strength.Strong, exceeded.Line());
    }

    private static void WeighFigures(Scene scene, Weighing weighing)
    {
        var limit = scene.Told(JobFacts.Limit) ?? scene.Told(SlurmFacts.Limit) ?? scene.Told(SlurmFacts.ReqMem);
        var peak = scene.Told(JobFacts.Peak) ?? scene.Told(SlurmFacts.MaxRss);
        var sign = MemoryMessages.Kill(scene) ?? MemoryMessages.Refusal(scene)?.Line();
        if (limit is { Value.Integer: { } most } && peak is { Value.Integer: { } used })
        {
            if (used >= most)
                weighing.For(scene.Told(JobFacts.LimitKind)?.Value.Text == "virtual" ? "virtual-above-limit" : "peak-above-limit", Strength.Strong, EvidenceArgument.Of("peak", peak.Value), EvidenceArgument.Of("limit", limit.Value));
            else if (sign is { } killed && used >= most - (most / 10))
                weighing.For("peak-near-limit", Strength.Strong, EvidenceArgument.Of("peak", peak.Value), EvidenceArgument.Of("limit", limit.Value), killed);
            else if (sign is not null && used < most / 2)
                weighing.Against("peak-below-limit", Strength.Weak, EvidenceArgument.Of("peak", peak.Value), EvidenceArgument.Of("limit", limit.Value));
        }
        else if (scene.Told(SlurmFacts.MemPerCpu) is { } each && MemoryMessages.Kill(scene) is { } end && MemoryMessages.RefusedAnywhere(scene))
        {
            weighing.For("killed-and-refused-in-job", Strength.Strong, EvidenceArgument.Of("limit", each), end);
        }
        else if (sign is { } signed && scene.Told(SlurmFacts.MemPerCpu) is { } core)
        {
            weighing.For("request-of-each-core", Strength.Weak, EvidenceArgument.Of("limit", core), signed);
        }
        else if (sign is { } seen && limit is { } request)
        {
            weighing.For("ended-with-request-told", Strength.Weak, EvidenceArgument.Of("limit", request), seen);
        }
        else if (scene.Seen(SignatureIds.Forrtl41) is { } refused)
        {
            weighing.For("job-limit-may-refuse", Strength.Weak, refused.Line());
        }
        else if (sign is { } anything && scene.Seen(SignatureIds.SlurmCancelled) is null && (scene.Own(SlurmFacts.JobId) ?? scene.Own(JobFacts.Id)) is { } job)
        {
            weighing.For("inside-a-job", Strength.Weak, EvidenceArgument.Of("job", job), anything);
        }
    }
}
