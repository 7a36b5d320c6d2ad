using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

/// <summary>What the founding documents on batch jobs must lead to.</summary>
public sealed class SeedTests
{
    private static Paste Gromacs(Paste paste) => paste
        .Tells(MpiFacts.Ranks, 768).Tells(MpiFacts.ThreadsPerRank, 64).Tells(MpiFacts.PmeRanks, 256).Tells(MpiFacts.DomainRanks, 512);

    [Fact]
    public void A_refused_ALLOCATE_alone_proves_nothing_and_names_the_candidates() =>
        Assert.Equal(
            ["scheduler-memory-limit possible", "mpi-oversubscription possible", "address-space-rlimit possible", "app-allocation-too-large possible"],
            new Paste().Says("forrtl-41").Candidates());

    [Fact]
    public void The_rank_that_could_not_grow_an_array_of_each_thread_has_too_many_threads()
    {
        var paste = Gromacs(new Paste().Incident().Says("glex-region", "gmx-realloc", "mpi-abort", "slurm-cancelled")
            .Tells(ProgramFacts.FailedBytes, 2_058_442_216).Tells(ProgramFacts.PerThread, FactValue.Of(true)).Tells(SlurmFacts.JobId, "324037"));
        Assert.Equal("mpi-oversubscription likely", paste.Candidates()[0]);
        Assert.Contains("interconnect-memory possible", paste.Candidates());
        var evidence = paste.Judge(CauseIds.MpiOversubscription)!.For;
        Assert.Equal(["array-per-thread", "ranks-times-threads", "every-rank-has-work"], evidence.Select(e => e.Id));
        Assert.Equal(131_740_301_824, evidence[0].Arguments.Single(a => a.Name == "total").Fact!.Value.Value.Integer);
        Assert.Equal(49_152, evidence[1].Arguments.Single(a => a.Name == "total").Fact!.Value.Value.Integer);
    }

    [Fact]
    public void The_run_with_the_truncated_message_is_argued_apart()
    {
        var paste = Gromacs(new Paste().Incident().Says("glex-region", "mpi-truncated", "segfault", "slurm-cancelled").Tells(SlurmFacts.JobId, "321183"));
        Assert.Equal("mpi-oversubscription likely", paste.Candidates()[0]);
        Assert.Contains("interconnect-memory possible", paste.Candidates());
        Assert.Contains(paste.Judge(CauseIds.NotAMemoryShortage)!.For, e => e.Id == "message-truncated");
    }

    [Fact]
    public void A_fork_refused_with_ENOMEM_is_no_limit_of_processes_or_address_space()
    {
        var paste = Paste.OfProgram("enomem-fork");
        Assert.Empty(paste.Candidates());
        Assert.Equal(Verdict.RuledOut, paste.Judge(CauseIds.ThreadOrPidLimit)!.Verdict);
    }

    [Fact]
    public void What_an_incident_tells_is_not_judged_again_for_the_paste() =>
        Assert.Null(Paste.OfProgram("forrtl-41").JudgeWhole(CauseIds.AddressSpaceRlimit));
}
