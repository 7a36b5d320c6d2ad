using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

/// <summary>Messages that name the limit or the call that refused.</summary>
public sealed class NamedLimitTests
{
    [Theory]
    [InlineData("mmap() failed to allocate fiber stack, /proc/sys/vm/max_map_count may be too low", "map-count-named")]
    [InlineData("node7.lab:pid9120.solver: Unable to create send CQ of size 2048 on mlx5_2: Cannot allocate memory", "verbs-enomem")]
    [InlineData("[1581034521.880374] [n12:4186:0]   sys.c:619  UCX  ERROR shmget(size=2097152 flags=0x7b0) for mm_recv_desc failed: No space left on device", "ucx-shmget")]
    [InlineData("The OpenFabrics BTL failed to initialize while trying to allocate some locked memory.", "memlock-named")]
    [InlineData("E: Dynamic MMap ran out of room. Please increase the size of APT::Cache-Limit.", "apt-cache-limit")]
    [InlineData("Kernel panic - not syncing: corrupted stack end detected inside scheduler", "kernel-stack-end")]
    [InlineData("Exception in thread \"main\" java.lang.StackOverflowError", "stack-overflow")]
    [InlineData("thread 'main' has overflowed its stack", "stack-overflow")]
    public void A_message_that_names_its_limit_has_a_signature(string text, string signature) =>
        Assert.Contains(signature, PasteReader.Read(text).Signatures.Select(s => s.Id));

    [Fact]
    public void A_call_that_pins_host_memory_is_told_beside_the_error_of_the_device()
    {
        var reading = PasteReader.Read("cudaAssert: cudaErrorMemoryAllocation out of memory\nIt is raised inside cudaHostRegister.");
        Assert.Equal(["cuda-oom", "cuda-host-alloc"], reading.Signatures.Select(s => s.Id));
    }

    [Fact]
    public void Advice_to_pin_host_memory_is_no_failure() =>
        Assert.DoesNotContain("cuda-host-alloc", PasteReader.Read("CUDA error: out of memory\nPerhaps use cudaHostAlloc for the staging buffer.").Signatures.Select(s => s.Id));

    [Fact]
    public void A_fork_refused_in_an_unshared_pid_namespace_is_told()
    {
        Assert.Contains("pid-namespace-gone", PasteReader.Read("# unshare --pid bash\nbash: fork: Cannot allocate memory").Signatures.Select(s => s.Id));
        Assert.DoesNotContain("pid-namespace-gone", PasteReader.Read("# ls\nbash: fork: Cannot allocate memory").Signatures.Select(s => s.Id));
    }

    [Fact]
    public void The_lines_of_a_failure_are_told_as_printed_one_for_each_kind()
    {
        var reading = PasteReader.Read("OSError: [Errno 12] Cannot allocate memory\nOSError: [Errno 12] Cannot allocate memory\n  what():  std::bad_alloc");
        Assert.Equal(["OSError: [Errno 12] Cannot allocate memory", "what():  std::bad_alloc"], reading.Values("program.message", 0));
    }

    [Fact]
    public void Tasks_a_node_are_read_where_a_job_states_them() =>
        Assert.Equal(["96"], PasteReader.Read("#SBATCH --ntasks-per-node=96\nslurmstepd: error: Detected 1 oom-kill event(s) in step 7.0 cgroup.").Values("mpi.ranks_per_node"));
}
