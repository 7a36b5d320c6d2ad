namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

public sealed class InterconnectMemoryTests
{
    private static Judgement? Judge(Paste paste) => paste.Judge(CauseIds.InterconnectMemory);

    [Theory]
    [InlineData("ibv-reg-mr")]
    [InlineData("ucx-region")]
    [InlineData("glex-region")]
    [InlineData("verbs-enomem")]
    [InlineData("ucx-shmget")]
    public void A_region_error_alone_makes_it_likely(string message) => Assert.Equal(Verdict.Likely, Judge(Paste.OfProgram(message))!.Verdict);

    [Theory]
    [InlineData("slurm-oom")]
    [InlineData("gmx-realloc")]
    public void Beside_exhausted_memory_it_is_only_possible(string message)
    {
        var judgement = Judge(Paste.OfProgram("glex-region", message))!;
        Assert.Equal((Verdict.Possible, "region-error-beside-exhaustion"), (judgement.Verdict, judgement.For[0].Id));
    }

    [Fact]
    public void With_exhausted_memory_in_another_incident_it_is_only_possible() =>
        Assert.Equal("region-error-with-exhaustion-elsewhere", Judge(Paste.OfProgram("glex-region").Incident().Says("gmx-realloc"))!.For[0].Id);

    [Fact]
    public void Without_a_region_error_it_is_nothing() => Assert.Null(Judge(Paste.OfProgram("gmx-realloc", "mpi-abort")));
}
