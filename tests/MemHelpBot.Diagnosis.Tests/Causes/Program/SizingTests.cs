using MemHelpBot.Diagnosis.Sizing;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

public sealed class SizingTests
{
    private static Paste Run() => new Paste().Incident()
        .Tells(MpiFacts.Ranks, 768).Tells(MpiFacts.ThreadsPerRank, 64).Tells(MpiFacts.PmeRanks, 256);

    [Fact]
    public void Ranks_times_threads_are_all_threads()
    {
        var total = Run().Facts().Find(MpiFacts.ThreadsTotal)!.Value;
        Assert.Equal(49_152, total.Value.Integer);
        Assert.Equal("ranks × threads per rank", total.Derivation!.Formula);
        Assert.Equal(["L2", "L3"], total.Spans.Select(s => s.Citation));
    }

    [Fact]
    public void Ranks_without_PME_work_are_particle_ranks() =>
        Assert.Equal(512, Run().Facts().Integer(MpiFacts.DomainRanks));

    [Fact]
    public void Particle_and_PME_ranks_account_for_all()
    {
        var facts = Run().Tells(MpiFacts.DomainRanks, 512).Facts();
        Assert.Equal(768, facts.Integer(MpiFacts.AccountedRanks));
        Assert.Single(facts.Every(MpiFacts.DomainRanks));
    }

    [Fact]
    public void An_array_of_each_thread_counts_once_a_thread()
    {
        var facts = Run().Tells(ProgramFacts.FailedBytes, 2_058_442_216).Tells(ProgramFacts.PerThread, FactValue.Of(true)).Facts();
        Assert.Equal(131_740_301_824, facts.Integer(ProgramFacts.PerRankBytes));
    }

    [Fact]
    public void An_array_of_the_rank_is_not_multiplied() =>
        Assert.Null(Run().Tells(ProgramFacts.FailedBytes, 2_058_442_216).Facts().Find(ProgramFacts.PerRankBytes));

    [Fact]
    public void A_product_that_no_integer_holds_is_not_told() =>
        Assert.Null(new Paste().Incident().Tells(MpiFacts.Ranks, long.MaxValue / 2).Tells(MpiFacts.ThreadsPerRank, 64).Facts().Find(MpiFacts.ThreadsTotal));

    [Fact]
    public void Negative_sizes_are_not_multiplied() =>
        Assert.Null(Run().Tells(ProgramFacts.FailedBytes, -4_096).Tells(ProgramFacts.PerThread, FactValue.Of(true)).Facts().Find(ProgramFacts.PerRankBytes));

    [Fact]
    public void Figures_of_different_incidents_are_not_mixed()
    {
        var facts = new Paste().Incident().Tells(MpiFacts.Ranks, 16).Incident().Tells(MpiFacts.ThreadsPerRank, 8).Facts();
        Assert.Empty(facts.Every(MpiFacts.ThreadsTotal));
    }

    [Fact]
    public void An_incident_completes_its_figures_with_those_of_the_paste()
    {
        var facts = new Paste().Tells(MpiFacts.Ranks, 16).Incident().Tells(MpiFacts.ThreadsPerRank, 8).Facts();
        var total = Assert.Single(facts.Every(MpiFacts.ThreadsTotal));
        Assert.Equal((128, 0), (total.Value.Integer, total.Incident));
    }

    [Fact]
    public void Figures_of_the_paste_are_derived_once()
    {
        var facts = new Paste().Tells(MpiFacts.Ranks, 16).Tells(MpiFacts.ThreadsPerRank, 8).Incident().Incident().Facts();
        Assert.Null(Assert.Single(facts.Every(MpiFacts.ThreadsTotal)).Incident);
    }

    [Fact]
    public void The_requests_of_the_ranks_of_a_node_add_up() =>
        Assert.Equal(48L << 30, new Paste().Incident().Tells(ProgramFacts.FailedBytes, 1L << 30).Tells(MpiFacts.RanksPerNode, 48).Facts().Integer(ProgramFacts.PerNodeBytes));

    [Fact]
    public void The_memory_of_a_job_is_divided_by_its_nodes()
    {
        Assert.Equal(128, new Paste().Incident().Tells(SlurmFacts.ReqMem, 512).Tells(SlurmFacts.Nodes, 4).Facts().Integer(SlurmFacts.ReqMemNode));
        Assert.Equal(512, new Paste().Incident().Tells(SlurmFacts.ReqMemNode, 128).Tells(SlurmFacts.Nodes, 4).Facts().Integer(SlurmFacts.ReqMem));
        Assert.Null(new Paste().Incident().Tells(SlurmFacts.ReqMem, 512).Facts().Integer(SlurmFacts.ReqMemNode));
    }

    [Fact]
    public void What_neither_is_free_nor_reserved_is_held_outside_the_framework()
    {
        var facts = new Paste().Incident().Tells(CudaFacts.Total, 16_000).Tells(CudaFacts.Free, 1_000).Tells(CudaFacts.Reserved, 5_000).Tells(CudaFacts.Allocated, 3_500).Facts();
        Assert.Equal((1_500, 10_000), (facts.Integer(CudaFacts.Cached), facts.Integer(CudaFacts.HeldOutside)));
        Assert.Null(facts.Integer(CudaFacts.HeldElsewhere));
    }

    [Fact]
    public void What_the_process_holds_is_not_held_elsewhere()
    {
        var facts = new Paste().Incident().Tells(CudaFacts.Total, 16_000).Tells(CudaFacts.Free, 1_000).Tells(CudaFacts.HeldByProcess, 14_500).Tells(CudaFacts.Allocated, 12_000).Tells(CudaFacts.Cached, 2_000).Facts();
        Assert.Equal((500, 1_000), (facts.Integer(CudaFacts.HeldElsewhere), facts.Integer(CudaFacts.HeldOutside)));
    }

    [Theory]
    [InlineData(-1L, RefusedSize.Negative)]
    [InlineData(1L, RefusedSize.Plausible)]
    [InlineData((1L << 43) - 1, RefusedSize.Plausible)]
    [InlineData(1L << 43, RefusedSize.BeyondCommonMachines)]
    [InlineData(1L << 47, RefusedSize.BeyondAddressSpace)]
    public void A_size_is_told_by_what_could_serve_it(long bytes, object kind) =>
        Assert.Equal((RefusedSize)kind, RefusedSizes.Kind(new Paste().Tells(ProgramFacts.FailedBytes, bytes).Facts().All[0]));

    [Fact]
    public void A_size_above_the_signed_range_is_a_negative_number() =>
        Assert.Equal(RefusedSize.Negative, RefusedSizes.Kind(new Paste().Tells(ProgramFacts.FailedBytes, FactValue.Of(ulong.MaxValue - 4096)).Facts().All[0]));
}
