using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

public sealed class AppAllocationTooLargeTests
{
    private static Judgement? Judge(Paste paste) => paste.Judge(CauseIds.AppAllocationTooLarge);

    [Fact]
    public void A_request_above_the_machine_confirms_it() =>
        Assert.Equal(Verdict.Confirmed, Judge(new Paste().Tells(FreeFacts.Total, 32L << 20).Incident().Says("python-memoryerror").Tells(ProgramFacts.FailedBytes, 48L << 30))!.Verdict);

    [Fact]
    public void A_large_request_on_an_unknown_machine_makes_it_likely() =>
        Assert.Equal(Verdict.Likely, Judge(Paste.OfProgram("python-memoryerror").Tells(ProgramFacts.FailedBytes, 2L << 40))!.Verdict);

    [Fact]
    public void A_large_request_on_a_much_larger_machine_does_not_tell() =>
        Assert.Equal(Verdict.Possible, Judge(new Paste().Tells(FreeFacts.Total, 1L << 30).Incident().Says("python-memoryerror").Tells(ProgramFacts.FailedBytes, 20L << 30))!.Verdict);

    [Fact]
    public void A_small_request_rules_it_out() =>
        Assert.Equal((Verdict.RuledOut, "request-small"), (Judge(new Paste().Incident().Tells(ProgramFacts.FailedBytes, 700_000))!.Verdict, Judge(new Paste().Incident().Tells(ProgramFacts.FailedBytes, 700_000))!.Against[0].Id));

    [Fact]
    public void The_largest_of_several_requests_counts() =>
        Assert.Equal(Verdict.Likely, Judge(new Paste().Incident().Tells(ProgramFacts.FailedBytes, 700_000).Tells(ProgramFacts.FailedBytes, 9L << 30))!.Verdict);

    [Fact]
    public void A_wrong_number_is_not_a_large_request() => Assert.Null(Judge(new Paste().Incident().Tells(ProgramFacts.FailedBytes, -700_000)));

    [Fact]
    public void A_request_without_a_size_leaves_it_possible() => Assert.Equal("size-not-told", Judge(Paste.OfProgram("cpp-bad-alloc"))!.For[0].Id);

    [Fact]
    public void A_request_above_the_cap_of_the_runtime_makes_it_likely() =>
        Assert.Equal("request-exceeds-cap", Judge(Paste.OfProgram("php-memory-limit").Tells(ProgramFacts.FailedBytes, 1L << 29).Tells(RuntimeFacts.HeapLimit, 1L << 28))!.For[0].Id);

    [Fact]
    public void A_small_request_at_the_cap_of_the_runtime_is_nothing() =>
        Assert.Null(Judge(Paste.OfProgram("php-memory-limit").Tells(ProgramFacts.FailedBytes, 8_192).Tells(RuntimeFacts.HeapLimit, 1L << 28)));

    [Fact]
    public void A_request_above_the_device_makes_it_likely() =>
        Assert.Equal("request-exceeds-device", Judge(Paste.OfProgram("cuda-oom").Tells(CudaFacts.Tried, 20L << 30).Tells(CudaFacts.Total, 16L << 30))!.For[0].Id);

    [Fact]
    public void A_Java_array_beyond_the_limit_of_the_VM_confirms_it() => Assert.Equal(Verdict.Confirmed, Judge(Paste.OfProgram("jvm-array-size"))!.Verdict);

    [Fact]
    public void A_request_above_the_server_s_own_maximum_makes_it_likely() =>
        Assert.Equal(Verdict.Likely, Paste.OfProgram("postgres-alloc-limit").Tells(ProgramFacts.FailedBytes, 1_500_000_000).Judge(CauseIds.AppAllocationTooLarge)!.Verdict);
}
