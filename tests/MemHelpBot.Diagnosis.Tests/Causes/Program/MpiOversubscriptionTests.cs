using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

public sealed class MpiOversubscriptionTests
{
    private static Judgement? Judge(Paste paste) => paste.Judge(CauseIds.MpiOversubscription);

    [Fact]
    public void An_array_for_each_thread_makes_it_likely()
    {
        var judgement = Judge(Paste.OfProgram("gmx-realloc").Tells(MpiFacts.Ranks, 24).Tells(MpiFacts.ThreadsPerRank, 12)
            .Tells(ProgramFacts.FailedBytes, 3L << 30).Tells(ProgramFacts.PerThread, FactValue.Of(true)))!;
        Assert.Equal((Verdict.Likely, "array-per-thread"), (judgement.Verdict, judgement.For[0].Id));
        Assert.Equal(36L << 30, judgement.For[0].Arguments.Single(a => a.Name == "total").Fact!.Value.Value.Integer);
    }

    [Fact]
    public void More_than_the_node_has_confirms_it() =>
        Assert.Equal(Verdict.Confirmed, Judge(new Paste().Tells(FreeFacts.Total, 128L << 20).Incident().Says("forrtl-41")
            .Tells(ProgramFacts.FailedBytes, 4L << 30).Tells(MpiFacts.RanksPerNode, 48))!.Verdict);

    [Fact]
    public void A_peak_shared_by_many_ranks_makes_it_likely()
    {
        var judgement = Judge(Paste.OfProgram("forrtl-41").Tells(MpiFacts.Ranks, 40).Tells(JobFacts.Peak, 200_000_000))!;
        Assert.Equal((Verdict.Likely, "share-of-each-rank"), (judgement.Verdict, judgement.For[0].Id));
    }

    [Theory]
    [InlineData(4, Verdict.Possible)]
    [InlineData(64, Verdict.Likely)]
    public void Threads_that_fill_a_node_count_more(long threads, object verdict) =>
        Assert.Equal((Verdict)verdict, Judge(Paste.OfProgram("glex-region").Tells(MpiFacts.Ranks, 8).Tells(MpiFacts.ThreadsPerRank, threads))!.Verdict);

    [Fact]
    public void A_numbered_rank_leaves_it_possible_and_asks_for_the_memory_of_a_rank()
    {
        var judgement = Judge(Paste.OfProgram("forrtl-41").Tells(MpiFacts.FailedRanks, FactValue.Of([17L])))!;
        Assert.Equal(("one-rank-of-several", "rank-memory"), (judgement.For[0].Id, judgement.Missing[0].Id));
    }

    [Fact]
    public void Ranks_that_do_not_add_up_are_not_said_to() =>
        Assert.DoesNotContain(Judge(Paste.OfProgram("gmx-realloc").Tells(MpiFacts.Ranks, 100).Tells(MpiFacts.PmeRanks, 20).Tells(MpiFacts.DomainRanks, 64)
            .Tells(MpiFacts.ThreadsPerRank, 2))!.For, e => e.Id == "every-rank-has-work");

    [Fact]
    public void Many_threads_without_a_memory_error_are_only_worth_a_look()
    {
        var judgement = Judge(Paste.OfProgram("mpi-truncated").Tells(MpiFacts.Ranks, 4096).Tells(MpiFacts.ThreadsPerRank, 64))!;
        Assert.Equal((Verdict.Possible, "many-threads-without-memory-error"), (judgement.Verdict, judgement.For[0].Id));
    }

    [Fact]
    public void Many_ranks_without_a_memory_error_are_nothing() =>
        Assert.Null(Judge(Paste.OfProgram("mpi-truncated").Tells(MpiFacts.Ranks, 4096).Tells(MpiFacts.ThreadsPerRank, 4)));
}
