using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

/// <summary>Forms of known messages that pastes of people have and the first readers did not know.</summary>
public sealed class FoundFormTests
{
    [Theory]
    [InlineData("memory allocation of 18446744073709551360 bytes failed", "18446744073709551360")]
    [InlineData("done: 0.0000smemory allocation of 5654951391962047971 bytes failedAborted (core dumped)", "5654951391962047971")]
    public void A_size_of_rust_may_need_all_64_bits(string line, string bytes)
    {
        var reading = PasteReader.Read(line);
        Assert.Equal(["rust-alloc-failed"], reading.Signatures.Select(s => s.Id));
        Assert.Equal([bytes], reading.Values("alloc.failed_bytes"));
    }

    [Fact]
    public void Cargo_names_the_program_and_its_signal()
    {
        var reading = PasteReader.Read("memory allocation of 90000000000 bytes failed\nerror: could not compile `demo`\n  process didn't exit successfully: `/opt/rust/bin/clippy-driver rustc --crate-name demo -C link-arg=-x` (signal: 6, SIGABRT: process abort signal)");
        Assert.Equal(["clippy-driver"], reading.Values("program.name"));
        Assert.Equal(["6"], reading.Values("process.signal"));
        Assert.Empty(PasteReader.Read("process didn't exit successfully: `target/debug/x` (signal: 11, SIGSEGV: invalid memory reference)").Values("process.signal"));
        Assert.Equal(["sim"], PasteReader.Read("     Running `target/release/sim --steps 9`\nmemory allocation of 90000000000 bytes failed").Values("program.name"));
    }

    [Theory]
    [InlineData("E rocm/rocm_driver.cc:600] failed to allocate 1.99TiB (2188045186826 bytes) from device: HIP_ERROR_OutOfMemory", "hip-oom", "2188045186826")]
    [InlineData("E cuda_driver.cc:893] failed to allocate 2.20G (2362232012 bytes) from device: CUDA_ERROR_OUT_OF_MEMORY: out of memory", "cuda-oom", "2362232012")]
    [InlineData("  (0) Resource exhausted: Out of memory while trying to allocate 7340032 bytes.", "cuda-oom", "7340032")]
    [InlineData("E local_client.cc:672] Execution of replica 0 failed: Resource exhausted: Out \nof memory while trying to allocate 7340032 bytes.", "cuda-oom", "7340032")]
    public void Sizes_of_tensorflows_drivers_are_read(string text, string signature, string bytes)
    {
        var reading = PasteReader.Read(text);
        Assert.Equal([signature], reading.Signatures.Select(s => s.Id).Distinct());
        Assert.Equal([bytes], reading.Values("cuda.tried_bytes"));
    }

    [Fact]
    public void Words_that_only_begin_like_a_broken_line_tell_nothing() =>
        Assert.Empty(PasteReader.Read("my tool ran out\nof memory while trying to allocate 7340032 bytes.").Values("cuda.tried_bytes"));

    [Fact]
    public void A_status_in_quotation_marks_is_one()
    {
        var reading = PasteReader.Read("executors die with 'OOMKilled' status\nContainerStatus(containerID=docker://0a, image=x/y:1, lastState=ContainerState(running=null, additionalProperties={}), name=spark-exec, ready=false, restartCount=3, state=x");
        Assert.Equal(["k8s-oomkilled"], reading.Signatures.Select(s => s.Id));
        Assert.Equal(["spark-exec"], reading.Values("k8s.container"));
        Assert.Equal(["3"], reading.Values("k8s.restart_count"));
        Assert.Empty(PasteReader.Read("the pod was not 'OOMKilled' this time").Signatures);
    }

    [Fact]
    public void A_containers_notice_belongs_to_the_kill_beside_it() =>
        Assert.Single(PasteReader.Read(
            "Nov 01 22:29:11 n3 containerd[26]: level=info msg=\"TaskOOM event &TaskOOM{ContainerID:59,}\"\nNov 01 22:29:11 n3 kernel: oom_reaper: reaped process 77 (stress), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB").Incidents);
}
