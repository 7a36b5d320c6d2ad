using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

public sealed class NotAMemoryShortageTests
{
    private static Judgement? Judge(Paste paste) => paste.Judge(CauseIds.NotAMemoryShortage);

    [Theory]
    [InlineData("glibc-heap-corruption")]
    [InlineData("forrtl-179")]
    [InlineData("static-tls")]
    [InlineData("call-not-permitted")]
    [InlineData("stack-smashing")]
    [InlineData("slurm-low-real-memory")]
    [InlineData("kernel-stack-end")]
    public void A_message_that_is_no_shortage_by_itself_confirms_it(string message) => Assert.Equal(Verdict.Confirmed, Judge(Paste.OfProgram(message))!.Verdict);

    [Theory]
    [InlineData("disk-full")]
    [InlineData("time-limit")]
    [InlineData("disk-quota")]
    [InlineData("job-deleted")]
    [InlineData("wrf-cfl")]
    [InlineData("pid-namespace-gone")]
    [InlineData("mpi-truncated")]
    [InlineData("segfault")]
    [InlineData("exit-139")]
    public void Another_reason_makes_it_likely(string message) => Assert.Equal(Verdict.Likely, Judge(Paste.OfProgram(message))!.Verdict);

    [Theory]
    [InlineData(-5_000_000_000L)]
    [InlineData(1L << 50)]
    public void A_size_that_nothing_could_serve_confirms_it(long bytes)
    {
        var paste = new Paste().Incident().Tells(ProgramFacts.FailedBytes, bytes);
        Assert.Equal(["not-a-memory-shortage confirmed"], paste.Candidates());
    }

    [Fact]
    public void A_negative_number_printed_unsigned_confirms_it() =>
        Assert.Equal("size-negative", Judge(Paste.OfProgram("enomem-generic").Tells(ProgramFacts.FailedBytes, FactValue.Of(ulong.MaxValue - 1024)))!.For[0].Id);

    [Fact]
    public void A_size_beyond_nearly_every_machine_makes_it_likely_before_too_large() =>
        Assert.Equal(["not-a-memory-shortage likely", "runtime-heap-limit possible", "app-allocation-too-large possible"],
            Paste.OfProgram("matlab-oom").Tells(ProgramFacts.FailedBytes, 14L << 40).Candidates());

    [Fact]
    public void A_size_that_large_machines_have_is_nothing() => Assert.Null(Judge(Paste.OfProgram("python-memoryerror").Tells(ProgramFacts.FailedBytes, 3L << 40)));

    [Fact]
    public void A_crash_beside_a_memory_error_may_follow_from_it()
    {
        var judgement = Judge(Paste.OfProgram("mpi-truncated", "segfault", "glex-region"))!;
        Assert.Equal(Verdict.Possible, judgement.Verdict);
        Assert.Equal("memory-error-beside-it", judgement.Against[0].Id);
    }

    [Fact]
    public void A_Fortran_back_trace_leaves_bug_and_stack_open()
    {
        var paste = Paste.OfProgram("gfortran-sigsegv");
        Assert.Equal(["stack-limit possible", "not-a-memory-shortage possible"], paste.Candidates());
        Assert.Contains("stack-and-arrays", Judge(paste)!.Missing.Select(m => m.Id));
    }

    [Fact]
    public void A_bus_error_asks_what_lies_under_the_mapping() => Assert.Contains("shm-usage", Judge(Paste.OfProgram("bus-error"))!.Missing.Select(m => m.Id));

    [Theory]
    [InlineData("exit-137")]
    [InlineData("shell-killed")]
    [InlineData("enomem-fork")]
    [InlineData("slurm-oom")]
    public void A_kill_or_a_refusal_is_nothing(string message) => Assert.Null(Judge(Paste.OfProgram(message)));

    [Fact]
    public void A_size_below_nothing_is_an_overflow_and_no_shortage() => Assert.Equal(Verdict.Confirmed, Judge(Paste.OfProgram("negative-size"))!.Verdict);
}
