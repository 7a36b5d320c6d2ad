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
        var hearing = new Hearing(Cause, scene);
        if (MemoryMessages.Memory(scene) is not { } memory)
            return Unproved(scene, hearing);
        WeighArrays(scene, hearing);
        WeighThreads(scene, memory, hearing);
        WeighRanks(scene, memory, hearing);
        if (memory.Id == SignatureIds.Forrtl41 && scene.Told(MpiFacts.Ranks) is null && scene.Own(MpiFacts.FailedRanks) is null)
            hearing.For("copies-share-the-node", Strength.Weak, memory.Line());
        hearing.Ask("rank-memory", 0);
        hearing.Ask("job-request");
        hearing.Ask("kernel-log", 2);
        return hearing.Close();
    }

    // A run that failed without a word of memory: so many threads are only worth looking at.
    private static Judgement? Unproved(Scene scene, Hearing hearing)
    {
        if (scene.SeenAny(SignatureIds.MpiTruncated, SignatureIds.Segfault, SignatureIds.MpiAbort) is { } failure
            && scene.Own(MpiFacts.ThreadsPerRank) is { Value.Integer: >= ThreadsOfANode } threads && scene.Own(MpiFacts.Ranks) is { Value.Integer: > 1 } ranks
            && scene.Own(MpiFacts.ThreadsTotal) is { } total)
        {
            hearing.For("many-threads-without-memory-error", Strength.Weak, EvidenceArgument.Of("ranks", ranks), EvidenceArgument.Of("threads", threads), EvidenceArgument.Of("total", total), failure.Line());
            hearing.Ask("rank-memory", 0);
            hearing.Ask("job-request");
        }
        else if (MemoryMessages.Kill(scene) is { } kill && scene.Own(MpiFacts.Ranks) is { Value.Integer: > 1 } many)
        {
            hearing.For("many-ranks", Strength.Weak, EvidenceArgument.Of("ranks", many), kill);
            hearing.Ask("rank-memory", 0);
            hearing.Ask("job-request");
        }

        return hearing.Close();
    }

    private static void WeighArrays(Scene scene, Hearing hearing)
    {
        if (scene.Told(ProgramFacts.PerNodeBytes) is { Value.Integer: { } bytes } perNode && scene.Told(MpiFacts.RanksPerNode) is { } onNode
            && MachineMemory.Of(scene) is { } machine && machine.IsExceededBy(bytes))
        {
            hearing.For("node-total-exceeds-memory", Strength.Proof, EvidenceArgument.Of("total", perNode), EvidenceArgument.Of("ranks", onNode), EvidenceArgument.Of("memory", machine.Fact));
        }

        if (scene.Told(ProgramFacts.PerRankBytes) is { } perRank && scene.Own(ProgramFacts.FailedBytes) is { } refused
            && scene.Told(MpiFacts.ThreadsPerRank) is { Value.Integer: > 1 } threads)
        {
            hearing.For("array-per-thread", Strength.Strong, EvidenceArgument.Of("bytes", refused), EvidenceArgument.Of("threads", threads), EvidenceArgument.Of("total", perRank));
        }
    }

    private static void WeighThreads(Scene scene, Signature memory, Hearing hearing)
    {
        if (scene.Told(MpiFacts.ThreadsTotal) is { } total && scene.Told(MpiFacts.Ranks) is { Value.Integer: > 1 } ranks
            && scene.Told(MpiFacts.ThreadsPerRank) is { Value.Integer: > 1 } threads)
        {
            var fills = threads.Value.Integer >= ThreadsOfANode && MemoryMessages.LimitKill(scene) is null;
            hearing.For("ranks-times-threads", fills ? Strength.Strong : Strength.Weak, EvidenceArgument.Of("ranks", ranks), EvidenceArgument.Of("threads", threads), EvidenceArgument.Of("total", total), memory.Line());
        }

        if (scene.Told(MpiFacts.DomainRanks) is { } particle && scene.Told(MpiFacts.PmeRanks) is { } pme && scene.Told(MpiFacts.Ranks) is { } all
            && particle.Value.Integer + pme.Value.Integer == all.Value.Integer)
        {
            hearing.For("every-rank-has-work", Strength.Weak, EvidenceArgument.Of("particle", particle), EvidenceArgument.Of("pme", pme), EvidenceArgument.Of("ranks", all));
        }
    }

    private static void WeighRanks(Scene scene, Signature memory, Hearing hearing)
    {
        if (scene.Told(MpiFacts.RanksPerNode) is { Value.Integer: > 1 } onNode)
            hearing.For("ranks-on-one-node", Strength.Weak, EvidenceArgument.Of("ranks", onNode), memory.Line());
        if (scene.Told(MpiFacts.Ranks) is { Value.Integer: > 1 } ranks && scene.Told(MpiFacts.ThreadsTotal) is null)
        {
            if (scene.Told(MpiFacts.RankShare) is { } share && scene.Told(JobFacts.Peak) is { } peak)
                hearing.For("share-of-each-rank", Strength.Strong, EvidenceArgument.Of("ranks", ranks), EvidenceArgument.Of("peak", peak), EvidenceArgument.Of("share", share), memory.Line());
            else
                hearing.For("many-ranks", Strength.Weak, EvidenceArgument.Of("ranks", ranks), memory.Line());
        }
        else if (scene.Told(MpiFacts.Ranks) is null && scene.Own(MpiFacts.FailedRanks) is { Value.Integers: { Count: > 0 } numbers } failed && numbers.Any(n => n > 0))
        {
            hearing.For("one-rank-of-several", Strength.Weak, EvidenceArgument.Of("failed", failed), memory.Line());
        }
    }
}
