using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

public sealed class RuntimeTests
{
    [Fact]
    public void Runtimes_state_the_size_they_were_refused() => Assert.Equal(
        [
            "alloc.failed_bytes = 1600000000 @ 1", "alloc.failed_bytes = 20480 @ 6", "alloc.failed_bytes = 8388608 @ 7", "alloc.failed_bytes = 4294967296 @ 8",
            "alloc.failed_bytes = 1610612736 @ 9", "alloc.failed_bytes = 20000000000 @ 10", "alloc.failed_bytes = 137438953472 @ 11", "alloc.failed_bytes = 1073741824 @ 12",
            "alloc.failed_bytes = 262144 @ 14",
        ], Fixture.Read("Messages/runtimes.txt").Printed("alloc.failed"));

    [Fact]
    public void Each_runtime_has_its_signature() => Assert.Equal(
        [
            "python-memoryerror @ 1", "jvm-direct @ 2", "jvm-thread @ 3", "jvm-hs-err @ 4", "node-heap @ 5", "php-memory-limit @ 6", "go-oom @ 7", "rust-alloc-failed @ 8",
            "r-cannot-allocate @ 9", "matlab-oom @ 10", "dotnet-oom @ 11", "cuda-oom @ 13", "postgres-oom @ 14",
        ], Fixture.Read("Messages/runtimes.txt").Signed());

    [Fact]
    public void Pytorch_states_what_the_device_holds() => Assert.Equal(
        ["cuda.tried_bytes = 2147483648 @ 13", "cuda.device = 1 @ 13", "cuda.total_bytes = 10737418240 @ 13", "cuda.allocated_bytes = 7516192768 @ 13", "cuda.free_bytes = 536870912 @ 13", "cuda.reserved_bytes = 8589934592 @ 13"],
        Fixture.Read("Messages/runtimes.txt").Printed("cuda."));

    [Fact]
    public void Pytorch_2_1_tells_its_cache_and_who_holds_the_device() => Assert.Equal(
        [
            "cuda.tried_bytes = 3221225472 @ 1", "cuda.device = 2 @ 1", "cuda.total_bytes = 42949672960 @ 1", "cuda.free_bytes = 1073741824 @ 1", "cuda.allocated_bytes = 21474836480 @ 1",
            "cuda.cached_bytes = 5368709120 @ 1", "cuda.process_bytes = 28991029248 @ 1", "cuda.process[7311].bytes = 12884901888 @ 1",
        ], PasteReader.Read(
            "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 3.00 GiB. GPU 2 has a total capacity of 40.00 GiB of which 1.00 GiB is free. Process 7311 has 12.00 GiB memory in use. "
            + "Including non-PyTorch memory, this process has 27.00 GiB memory in use. Of the allocated memory 20.00 GiB is allocated by PyTorch, and 5.00 GiB is reserved by PyTorch but unallocated. If reserved but unallocated memory is large try setting PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True to avoid fragmentation.").Printed("cuda."));

    [Fact]
    public void Pytorch_1_3_tells_its_cache() => Assert.Contains(
        "cuda.cached_bytes = 4718592 @ 1",
        PasteReader.Read("RuntimeError: CUDA out of memory. Tried to allocate 12.50 MiB (GPU 0; 8.00 GiB total capacity; 6.75 GiB already allocated; 9.25 MiB free; 4.50 MiB cached)").Printed("cuda."));

    [Theory]
    [InlineData("bash: fork: Cannot allocate memory", "enomem-fork", "bash")]
    [InlineData("-bash: fork: retry: Resource temporarily unavailable", "eagain-fork", "bash")]
    [InlineData("nsenter: Unable to fork: Cannot allocate memory", "enomem-fork", "nsenter")]
    [InlineData("OSError: [Errno 12] Cannot allocate memory", "enomem-generic", null)]
    [InlineData("ERROR: mmap() failed to allocate thread stack", "enomem-mmap", null)]
    [InlineData("c++: fatal error: Killed signal terminated program cc1plus", "compiler-killed", "cc1plus")]
    [InlineData("collect2: fatal error: ld terminated with signal 9 [Killed]", "linker-oom", "ld")]
    [InlineData("forrtl: severe (174): SIGSEGV, segmentation fault occurred", "forrtl-174", null)]
    [InlineData("run.sh: line 7: 411 Killed                  ./bin/solver -n 4", "shell-killed", "solver")]
    [InlineData("free(): invalid pointer", "glibc-heap-corruption", null)]
    [InlineData("java.lang.OutOfMemoryError: Metaspace", "jvm-metaspace", null)]
    [InlineData("java.lang.OutOfMemoryError", "jvm-oom", null)]
    [InlineData("Can't save in background: fork: Cannot allocate memory", "redis-fork", null)]
    public void Usual_messages_have_their_signature_and_program(string line, string signature, string? program)
    {
        var reading = PasteReader.Read(line);
        Assert.Contains(signature, reading.Signatures.Select(s => s.Id));
        Assert.Equal(program is null ? [] : [program], reading.Values("program.name"));
        Assert.Single(reading.Incidents);
    }

    [Theory]
    [InlineData("Process completed with exit code 137.", 137, "exit-137")]
    [InlineData("make: *** [all] Error 139", 139, "exit-139")]
    [InlineData("terminated with an error exit status (134)", 134, "exit-134")]
    [InlineData("Exit_status=41", 41, null)]
    public void Exit_codes_are_read_in_their_usual_forms(string line, long code, string? signature)
    {
        var reading = PasteReader.Read(line);
        Assert.Equal([code.ToString(System.Globalization.CultureInfo.InvariantCulture)], reading.Values("process.exit_code"));
        Assert.Equal(signature is null ? [] : [signature], reading.Signatures.Select(s => s.Id));
    }

    [Fact]
    public void An_intel_traceback_names_the_program_by_its_first_image_that_is_no_library()
    {
        var reading = PasteReader.Read(
            "forrtl: severe (41): insufficient virtual memory\nImage              PC                Routine            Line        Source\nlibifcore.so.5     00002B5E4163B2F0  Unknown               Unknown  Unknown\nocean_model        0000000000CA64B3  Unknown               Unknown  Unknown");
        Assert.Equal(["ocean_model"], reading.Values("program.name"));
        Assert.Equal(["forrtl-41 @ 1"], reading.Signed());
    }
}
