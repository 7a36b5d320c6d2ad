using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>What a figure of a job's use says beside the limit.</summary>
internal enum UseOf
{
    /// <summary>All that the limit counts.</summary>
    All,

    /// <summary>The whole job on several nodes, while the limit holds on each: below it in sum, one node may still have been full.</summary>
    SeveralNodes,

    /// <summary>One task of the job, the largest: the job used at least this.</summary>
    OneTask,

    /// <summary>The most that the job can have used.</summary>
    AtMost,
}

/// <summary>What a batch job was limited to and what it used, as far as both were told and mean the same.</summary>
/// <param name="Limit">Its limit or request; null when not told, or when several jobs requested different sizes.</param>
/// <param name="Used">What it used; null when not told.</param>
/// <param name="Of">What <paramref name="Used"/> is the use of.</param>
internal readonly record struct JobMemory(Fact? Limit, Fact? Used, UseOf Of)
{
    /// <summary>The figures of the incident, else of the paste as a whole. A batch system's own come first, then what Slurm's accounting gives.</summary>
    public static JobMemory In(Scene scene)
    {
        var total = Common(scene, SlurmFacts.ReqMem);
        var node = scene.Told(SlurmFacts.Limit) ?? OfNode(scene, total) ?? total;
        if (scene.Told(JobFacts.Peak) is { } peak)
            return new(scene.Told(JobFacts.Limit) ?? node, peak, UseOf.All);
        if (scene.Told(JobFacts.Limit) is { } limit)
            node = total = limit;
        if (scene.Told(SlurmFacts.Peak) is { } known)
            return new(node, known, UseOf.All);
        var several = scene.Told(SlurmFacts.Nodes)?.Value.Integer > 1;
        if (scene.Told(SlurmFacts.JobPeak) is { } whole)
            return new(total ?? node, whole, several ? UseOf.SeveralNodes : UseOf.All);
        if (Largest(scene, SlurmFacts.MaxRss) is { } task)
            return new(node, task, UseOf.OneTask);
        return scene.Told(SlurmFacts.JobPeakEstimate) is { } estimate && !several ? new(total ?? node, estimate, UseOf.AtMost) : new(node, null, UseOf.All);
    }

    // Tables may show several jobs; a use is compared with a request only where that is the same for all.
    private static Fact? Common(Scene scene, FactKey key) =>
        scene.Told(key) is { } told && Beside(scene, told).All(f => f.Value.Integer == told.Value.Integer) ? told : null;

    // The part of a node follows from memory and nodes of one job.
    private static Fact? OfNode(Scene scene, Fact? total) =>
        Common(scene, SlurmFacts.ReqMemNode) is { } node && (node.Derivation is null || total is not null && Common(scene, SlurmFacts.Nodes) is not null) ? node : null;

    private static Fact? Largest(Scene scene, FactKey key) =>
        scene.Told(key) is { } told ? Beside(scene, told).MaxBy(f => f.Value.Integer) : null;

    private static IEnumerable<Fact> Beside(Scene scene, Fact told) =>
        scene.Facts.EveryOwn(told.Key, told.Incident).Where(f => f.Span.Message == told.Span.Message);
}
