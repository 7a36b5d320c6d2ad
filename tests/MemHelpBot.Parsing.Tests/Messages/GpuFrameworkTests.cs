using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

/// <summary>Device memory as TensorFlow, XLA, llama.cpp, ONNX Runtime, CuPy and PaddlePaddle report it.</summary>
public sealed class GpuFrameworkTests
{
    [Theory]
    [InlineData("OOM when allocating tensor with shape[64,2016,9,9] and type float on /job:localhost/replica:0/task:0/device:GPU:1 by allocator GPU_1_bfc", "41803776", "1")]
    [InlineData("OOM when allocating tensor with shape[32,4096] and type half on /job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc", "262144", "0")]
    [InlineData("Allocator (GPU_0_bfc) ran out of memory trying to allocate 2.25GiB (rounded to 2415919104)requested by op", "2415919104", "0")]
    [InlineData("ggml_gallocr_reserve_n: failed to allocate CUDA3 buffer of size 2147496000", "2147496000", "3")]
    [InlineData("cupy.cuda.memory.OutOfMemoryError: Out of memory allocating 1,073,741,824 bytes (allocated so far: 3,221,225,472 bytes).", "1073741824", null)]
    [InlineData("Out of memory error on GPU 2. Cannot allocate 96.000000MB memory on GPU 2, 15.5GB memory has been allocated and available memory is only 12.500000MB.", "100663296", "2")]
    [InlineData("RESOURCE_EXHAUSTED: Out of memory while trying to allocate 5368709120 bytes.", "5368709120", null)]
    [InlineData("CUDAExecutionProvider: BFCArena::AllocateRawInternal(size_t, bool) Failed to allocate memory for requested buffer of size 671088640", "671088640", null)]
    public void The_request_and_the_device_are_exact(string line, string bytes, string? device)
    {
        var reading = PasteReader.Read(line);
        Assert.Contains("cuda-oom", reading.Signatures.Select(s => s.Id));
        Assert.Equal([bytes], reading.Values("cuda.tried_bytes"));
        Assert.Equal(device is null ? [] : [device], reading.Values("cuda.device"));
    }

    [Fact]
    public void A_tensor_on_the_cpu_is_memory_of_the_host()
    {
        var reading = PasteReader.Read("OOM when allocating tensor with shape[1000,1000] and type double on /job:localhost/replica:0/task:0/device:CPU:0 by allocator cpu");
        Assert.Equal(["enomem-malloc"], reading.Signatures.Select(s => s.Id));
        Assert.Equal(["8000000"], reading.Values("alloc.failed_bytes"));
        Assert.Empty(reading.Values("cuda.tried_bytes"));
    }

    [Fact]
    public void A_shape_without_a_type_gives_no_size() =>
        Assert.Empty(PasteReader.Read("ResourceExhaustedError: OOM when allocating tensor with shape[256,112,112,64]").Values("cuda.tried_bytes"));

    [Fact]
    public void Pinned_memory_is_of_the_host()
    {
        var reading = PasteReader.Read("ggml_cuda_host_malloc: failed to allocate 750,00 MiB of pinned memory: invalid argument");
        Assert.Equal(["cuda-host-alloc"], reading.Signatures.Select(s => s.Id));
        Assert.Equal(["786432000"], reading.Values("alloc.failed_bytes"));
    }

    [Fact]
    public void V8_traces_what_was_in_use_at_the_failure() => Assert.Equal(
        ["runtime.heap_used_bytes = 2122317824 @ 2"],
        PasteReader.Read(
            "[81:0x5c3f] 40012 ms: Mark-Compact 2021.1 (2082.0) -> 2020.9 (2083.2) MB, pooled: 0 MB, 900.1 / 0.0 ms\n"
            + "[81:0x5c3f] 41220 ms: Mark-Compact 2025.2 (2083.2) -> 2024.0 (2084.0) MB, pooled: 0 MB, 911.4 / 0.0 ms\n\n"
            + "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory").Printed("runtime.heap_used"));
}
