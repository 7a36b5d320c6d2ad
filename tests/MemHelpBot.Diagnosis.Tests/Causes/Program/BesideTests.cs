using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

/// <summary>Causes that stand beside the first one because a mechanism supports them; none of them is more than possible.</summary>
public sealed class BesideTests
{
    [Theory]
    [InlineData("cpp-bad-alloc", CauseIds.HostRamExhausted, "refused-machine-unknown")]
    [InlineData("jvm-hs-err", CauseIds.HostRamExhausted, "refused-machine-unknown")]
    [InlineData("ucx-shmget", CauseIds.ShmemOrTmpfs, "segment-refused")]
    [InlineData("node-heap", CauseIds.ProcessMemoryLeak, "limit-reached-without-history")]
    [InlineData("slurm-oom", CauseIds.ProcessMemoryLeak, "limit-reached-without-history")]
    [InlineData("earlyoom-kill", CauseIds.ProcessMemoryLeak, "killed-without-history")]
    public void A_message_leaves_a_second_cause_possible(string signature, string cause, string evidence)
    {
        var judgement = Paste.OfProgram(signature).Judge(cause)!;
        Assert.Equal((Verdict.Possible, evidence), (judgement.Verdict, judgement.For[0].Id));
    }

    [Fact]
    public void A_refusal_says_nothing_of_a_machine_whose_memory_is_told() =>
        Assert.Null(new Paste().Tells(FreeFacts.Available, 8L << 20).Incident().Says("cpp-bad-alloc").Judge(CauseIds.HostRamExhausted));

    [Fact]
    public void A_kill_of_one_of_many_ranks_leaves_too_many_ranks_possible()
    {
        var judgement = Paste.OfProgram("shell-killed").Tells(MpiFacts.Ranks, 48).Judge(CauseIds.MpiOversubscription)!;
        Assert.Equal((Verdict.Possible, "many-ranks"), (judgement.Verdict, judgement.For[0].Id));
    }
}
