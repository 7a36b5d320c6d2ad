using MemHelpBot.Diagnosis.Sizing;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// Every rank holds its own copy of what is not distributed, and every thread of it its own stack and work arrays: ranks a
/// node × footprint passes the node's memory although one rank alone would fit.
/// </summary>
internal sealed class MpiOversubscription : ICauseRule
{
    // So many threads fill a node by themselves: a second rank there has to share its cores and its memory.
    private const long ThreadsOfANode = 32;

    public string Cause => CauseIds.MpiOversubscription;

    public Judgement? Judge(Scene scene)
    {
        if (scene.Seen(SignatureIds.VerbsEnomem) is not null)
            return null;
        var weighing = new Weighing(Cause, scene);
        if (MemoryMessages.Memory(scene) is not { } memory)
            return Unproved(scene, weighing);
        WeighArrays(scene, weighing);
        WeighThreads(scene, memory, weighing);
        WeighRanks(scene, memory, weighing);
        if (memory.Id == SignatureIds.Forrtl41 && scene.Told(MpiFacts.Ranks) is null && scene.Own(MpiFacts.FailedRanks) is null)
            weighing.For("copies-share-the-node", Strength.Weak, memory.Line());
        weighing.Ask("rank-memory", 0);
        weighing.Ask("job-request");
        weighing.Ask("kernel-log", 2);
        return weighing.Result;
    }

    // A run that failed without a word of memory: so many threads are only worth looking at.
    private static Judgement? Unproved(Scene scene, Weighing weighing)
    {
        if (scene.SeenAny(SignatureIds.MpiTruncated, SignatureIds.Segfault, SignatureIds.MpiAbort) is { } failure
            && scene.Own(MpiFacts.ThreadsPerRank) is { Value.Integer: >= ThreadsOfANode } threads && scene.Own(MpiFacts.Ranks) is { Value.Integer: > 1 } ranks
            && scene.Own(MpiFacts.ThreadsTotal) is { } total)
        {
            weighing.For("many-threads-without-memory-error", Strength.Weak, EvidenceArgument.Of("ranks", ranks), EvidenceArgument.Of("threads", threads), EvidenceArgument.Of("total", total), failure.Line());
            weighing.Ask("rank-memory", 0);
            weighing.Ask("job-request");
        }
        else if (MemoryMessages.Kill(scene) is { } kill && scene.Own(MpiFacts.Ranks) is { Value.Integer: > 1 } many)
        {
            weighing.For("many-ranks", Strength.Weak, EvidenceArgument.Of("ranks", many), kill);
            weighing.Ask("rank-memory", 0);
            weighing.Ask("job-request");
        }

        return weighing.Result;
    }

    private static void WeighArrays(Scene scene, Weighing weighing)
    {
        if (scene.Told(ProgramFacts.PerNodeBytes) is { Value.Integer: { } bytes } perNode && scene.Told(MpiFacts.RanksPerNode) is { } onNode
            && MachineMemory.Of(scene) is { } machine && machine.IsExceededBy(bytes))
        {
            weighing.For("node-total-exceeds-memory", Strength.Proof, EvidenceArgument.Of("total", perNode), EvidenceArgument.Of("ranks", onNode), EvidenceArgument.Of("memory", machine.Fact));
        }

        if (scene.Told(ProgramFacts.PerRankBytes) is { } perRank && scene.Own(ProgramFacts.FailedBytes) is { } refused
            && scene.Told(MpiFacts.ThreadsPerRank) is { Value.Integer: > 1 } threads)
        {
            weighing.For("array-per-thread", Strength.Strong, EvidenceArgument.Of("bytes", refused), EvidenceArgument.Of("threads", threads), EvidenceArgument.Of("total", perRank));
        }
    }

    private static void WeighThreads(Scene scene, Signature memory, Weighing weighing)
    {
        if (scene.Told(MpiFacts.ThreadsTotal) is { } total && scene.Told(MpiFacts.Ranks) is { Value.Integer: > 1 } ranks
            && scene.Told(MpiFacts.ThreadsPerRank) is { Value.Integer: > 1 } threads)
        {
            var fills = threads.Value.Integer >= ThreadsOfANode && MemoryMessages.LimitKill(scene) is null;
            weighing.For("ranks-times-threads", fills ? Strength.Strong : Strength.Weak, EvidenceArgument.Of("ranks", ranks), EvidenceArgument.Of("threads", threads), EvidenceArgument.Of("total", total), memory.Line());
        }

        if (scene.Told(MpiFacts.DomainRanks) is { } particle && scene.Told(MpiFacts.PmeRanks) is { } pme && scene.Told(MpiFacts.Ranks) is { } all
            && particle.Value.Integer + pme.Value.Integer == all.Value.Integer)
        {
            weighing.For("every-rank-has-work", Strength.Weak, EvidenceArgument.Of("particle", particle), EvidenceArgument.Of("pme", pme), EvidenceArgument.Of("ranks", all));
        }
    }

    private static void WeighRanks(Scene scene, Signature memory, Weighing weighing)
    {
        if (scene.Told(MpiFacts.RanksPerNode) is { Value.Integer: > 1 } onNode)
            weighing.For("ranks-on-one-node", Strength.Weak, EvidenceArgument.Of("ranks", onNode), memory.Line());
        if (scene.Told(MpiFacts.Ranks) is { Value.Integer: > 1 } ranks && scene.Told(MpiFacts.ThreadsTotal) is null)
        {
            if (scene.Told(MpiFacts.RankShare) is { } share && scene.Told(JobFacts.Peak) is { } peak)
                weighing.For("share-of-each-rank", Strength.Strong, EvidenceArgument.Of("ranks", ranks), EvidenceArgument.Of("peak", peak), EvidenceArgument.Of("share", share), memory.Line());
            else
                weighing.For("many-ranks", Strength.Weak, EvidenceArgument.Of("ranks", ranks), memory.Line());
        }
        else if (scene.Told(MpiFacts.Ranks) is null && scene.Own(MpiFacts.FailedRanks) is { Value.Integers: { Count: > 0 } numbers } failed && numbers.Any(n => n > 0))
        {
            weighing.For("one-rank-of-several", Strength.Weak, EvidenceArgument.Of("failed", failed), memory.Line());
        }
    }
}
