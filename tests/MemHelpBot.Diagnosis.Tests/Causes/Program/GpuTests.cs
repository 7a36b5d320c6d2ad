using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

public sealed class GpuTests
{
    [Fact]
    public void A_request_above_what_is_free_confirms_the_device()
    {
        var judgement = Paste.OfProgram("cuda-oom").Tells(CudaFacts.Tried, 4_000).Tells(CudaFacts.Free, 3_500).Judge(CauseIds.GpuDeviceMemory)!;
        Assert.Equal((Verdict.Confirmed, "gpu-processes"), (judgement.Verdict, judgement.Missing[0].Id));
    }

    [Fact]
    public void A_cache_that_would_hold_the_request_is_told() =>
        Assert.Contains(Paste.OfProgram("cuda-oom").Tells(CudaFacts.Tried, 4_000).Tells(CudaFacts.Free, 3_500).Tells(CudaFacts.Reserved, 11_000).Tells(CudaFacts.Allocated, 5_000)
            .Judge(CauseIds.GpuDeviceMemory)!.For, e => e.Id == "cache-would-hold-it");

    [Fact]
    public void Memory_outside_the_framework_is_told() =>
        Assert.Contains(Full("hip-oom").Tells(CudaFacts.Allocated, 0).Tells(CudaFacts.Cached, 0).Judge(CauseIds.GpuDeviceMemory)!.For, e => e.Id == "held-outside-framework");

    [Fact]
    public void Memory_of_other_processes_is_told() =>
        Assert.Contains(Full("cuda-oom").Tells(CudaFacts.HeldByProcess, 4_000).Tells(CudaFacts.Allocated, 3_000).Tells(CudaFacts.Cached, 500).Judge(CauseIds.GpuDeviceMemory)!.For, e => e.Id == "held-by-others");

    [Fact]
    public void Memory_that_this_process_holds_is_not_that_of_others() =>
        Assert.DoesNotContain(Full("cuda-oom").Tells(CudaFacts.HeldByProcess, 15_300).Tells(CudaFacts.Allocated, 3_000).Tells(CudaFacts.Cached, 500).Judge(CauseIds.GpuDeviceMemory)!.For, e => e.Id.StartsWith("held", StringComparison.Ordinal));

    [Theory]
    [InlineData(300, false)]
    [InlineData(500, true)]
    public void Another_process_is_named_when_its_memory_would_have_sufficed(long held, bool named) =>
        Assert.Equal(named, Full("cuda-oom").Tells(CudaFacts.HeldByPid, held, "511").Tells(CudaFacts.HeldByProcess, 14_900).Judge(CauseIds.GpuDeviceMemory)!.For.Any(e => e.Id == "held-by-named"));

    [Fact]
    public void A_process_that_is_named_alone_may_be_this_one() =>
        Assert.DoesNotContain(Full("cuda-oom").Tells(CudaFacts.HeldByPid, 15_300, "511").Tells(CudaFacts.Allocated, 14_000).Tells(CudaFacts.Cached, 900).Judge(CauseIds.GpuDeviceMemory)!.For, e => e.Id.StartsWith("held", StringComparison.Ordinal));

    private static Paste Full(string message) => Paste.OfProgram(message).Tells(CudaFacts.Tried, 1_000).Tells(CudaFacts.Total, 16_000).Tells(CudaFacts.Free, 600);

    [Fact]
    public void An_error_without_sizes_makes_the_device_likely() => Assert.Equal(Verdict.Likely, Paste.OfProgram("nccl-oom").Judge(CauseIds.GpuDeviceMemory)!.Verdict);

    [Fact]
    public void Refused_pinning_rules_the_device_out_and_makes_pinned_memory_likely()
    {
        var paste = Paste.OfProgram("cuda-host-alloc");
        Assert.Equal(Verdict.RuledOut, paste.Judge(CauseIds.GpuDeviceMemory)!.Verdict);
        Assert.Equal(Verdict.Likely, paste.Judge(CauseIds.GpuPinnedMemory)!.Verdict);
    }

    [Fact]
    public void A_driver_that_gets_no_pages_leaves_pinned_memory_possible()
    {
        var paste = Paste.OfProgram("nvrm-alloc", "nvrm-host-pages");
        var judgement = paste.Judge(CauseIds.GpuPinnedMemory)!;
        Assert.Equal((Verdict.Possible, "driver-refused-pages"), (judgement.Verdict, judgement.For[0].Id));
        Assert.Null(paste.Judge(CauseIds.GpuDeviceMemory));
    }

    [Theory]
    [InlineData(CauseIds.GpuPinnedMemory)]
    [InlineData(CauseIds.GpuDeviceMemory)]
    public void A_driver_that_gets_no_memory_leaves_host_and_device_possible(string cause)
    {
        var judgement = Paste.OfProgram("nvrm-alloc").Judge(cause)!;
        Assert.Equal((Verdict.Possible, "driver-got-no-memory"), (judgement.Verdict, judgement.For[0].Id));
    }
}
