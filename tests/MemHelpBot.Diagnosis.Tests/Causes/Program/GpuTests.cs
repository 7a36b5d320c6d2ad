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
    public void Memory_of_other_processes_is_told() =>
        Assert.Contains(Paste.OfProgram("hip-oom").Tells(CudaFacts.Tried, 1_000).Tells(CudaFacts.Total, 16_000).Tells(CudaFacts.Free, 600).Tells(CudaFacts.Allocated, 0)
            .Judge(CauseIds.GpuDeviceMemory)!.For, e => e.Id == "held-by-others");

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
    public void A_driver_that_gets_no_pages_leaves_pinned_memory_possible() => Assert.Equal(Verdict.Possible, Paste.OfProgram("nvrm-alloc").Judge(CauseIds.GpuPinnedMemory)!.Verdict);
}
