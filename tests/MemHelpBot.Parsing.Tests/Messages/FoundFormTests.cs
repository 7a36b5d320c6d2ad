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

    [Theory]
    [InlineData("Memory status that requires corrective actions:\n  MemAvailable [0 MiB, 0.0 %] <= soft_threshold_min_mem [982 MiB, 10.0 %]\n  PID: 8812, Name: web content, badness: 721\nImplement a corrective action:", "web content", "8812")]
    [InlineData("2023-08-10 16:53:26,460: >>=== STARTING implement_corrective_action() ====>>\n  PID: 91, name: mysqld, badness: 849", "mysqld", "91")]
    [InlineData("Jun 12 01:11:35 pc nohang[447]:   Send SIGTERM to stress: 3", "stress", null)]
    public void Nohang_is_a_killer_in_user_space(string text, string victim, string? pid)
    {
        var reading = PasteReader.Read(text);
        Assert.Equal(["memory-watchdog"], reading.Signatures.Select(s => s.Id).Distinct());
        Assert.Equal([victim], reading.Values("oom.victim"));
        Assert.Equal(pid is null ? [] : [pid], reading.Values("oom.victim_pid"));
    }

    [Theory]
    [InlineData("Process with highest badness (found in 7 ms):\n  PID: 482, Name: Xorg, badness: 11\nThresholds is not exceeded now")]
    [InlineData("Send SIGTERM to the process group: it is polite")]
    public void Whom_nohang_would_pick_is_no_victim(string text) => Assert.Empty(PasteReader.Read(text).Values("oom.victim"));

    [Fact]
    public void A_kill_of_oomd_whose_line_was_cut_is_one()
    {
        const string Kill = "avril 16 21:08:50 systemd-oomd[93]: Killed /user.slice/user-7.slice/app.slice/vte";
        Assert.Equal(["systemd-oomd-kill"], PasteReader.Read(Kill).Signatures.Select(s => s.Id));
        Assert.Empty(PasteReader.Read("Killed /usr/bin/make on line 7").Signatures);
    }

    [Fact]
    public void An_eviction_for_disk_is_not_for_memory()
    {
        Assert.Equal(["k8s-evicted-other"], PasteReader.Read("Message: The node was low on resource: ephemeral-storage. Container c was using 52Ki, which exceeds its request of 0.").Signatures.Select(s => s.Id));
        var folded = PasteReader.Read("message: >-\n    The node was low on resource: memory. Container a was using\n    27484Ki, which exceeds its request of 16Mi. Container b was using");
        Assert.Equal(["k8s-evicted", "k8s-low-memory"], folded.Signatures.Select(s => s.Id));
        Assert.Equal(["16777216"], folded.Values("k8s.memory_request_bytes"));
    }

    [Fact]
    public void The_length_of_a_refused_registration_is_told() =>
        Assert.Equal(["4194304"], PasteReader.Read("[7.1] [n1:18:0] ib_md.c:340  UCX  ERROR ibv_reg_mr(address=0x7f1b, length=4194304, access=0xf) failed: Cannot allocate memory").Values("alloc.failed_bytes"));

    [Fact]
    public void No_limit_of_processes_is_unlimited() =>
        Assert.Equal(["unlimited"], PasteReader.Read("OpenBLAS blas_thread_init: RLIMIT_NPROC -1 current, -1 max").Values("ulimit.processes"));

    [Theory]
    [InlineData("fix with OMP_NUM_THREADS=1 (?)", "mpi.threads_per_rank")]
    [InlineData("hyper run elasticsearch --memory=128", "memcg.limit_kb")]
    [InlineData("no process on the box had more than a 10 MB resident size", "stated.process_kb")]
    [InlineData("when the process exceeds the 14G memory limit it dies", "stated.process_kb")]
    public void What_is_not_of_this_run_is_not_told(string text, string fact) => Assert.Empty(PasteReader.Read(text).Values(fact));

    [Theory]
    [InlineData("[n1:21794] [11] solver[0x42c6a2]\n[n1:21794] [12] /lib/libc.so.6(+0x29d90)[0x7f2f]\nmpirun noticed that process rank 8 with PID 0 on node n1 exited on signal 6 (Aborted).", "solver")]
    [InlineData("--> FOAM FATAL ERROR: \nbad size -2072251678\n#9  ? in \"/opt/OpenFOAM-9/platforms/linux64/bin/blockMesh\"", "blockMesh")]
    [InlineData("Exec   : pisoFoam -parallel\nbad size -2072251678", "pisoFoam")]
    public void A_frame_or_banner_names_the_executable(string text, string name) => Assert.Equal([name], PasteReader.Read(text).Values("program.name"));

    [Fact]
    public void The_version_of_fds_stands_below_its_name() =>
        Assert.Equal(["6.7.1"], PasteReader.Read(" Fire Dynamics Simulator\n\n Compilation Date : Wed\n Version          : 6.7.1 Serial\n\nERROR: Memory allocation failed for QQ in the routine DUMP").Values("program.version"));

    [Fact]
    public void Grid_engines_account_is_its_own() =>
        Assert.Equal(["sge"], PasteReader.Read("failed       100 : assumedly after job\nexit_status  137").Values("job.scheduler"));

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

    [Theory]
    [InlineData("OOMKilled:false,", null, "false")]
    [InlineData("  OOMKilled: false", null, "false")]
    [InlineData("OOMKilled=true ExitCode=137", "docker-oomkilled", null)]
    [InlineData("Reason: OOMKilled", "k8s-oomkilled", null)]
    public void The_flag_of_a_container_needs_no_quotation_marks(string line, string? signature, string? flag)
    {
        var reading = PasteReader.Read(line);
        Assert.Equal(signature is null ? [] : [signature], reading.Signatures.Select(s => s.Id));
        Assert.Equal(flag is null ? [] : [flag], reading.Values("container.oom_killed"));
    }

    [Theory]
    [InlineData("W pool_allocator.h:195] could not allocate pinned host memory of size: 4194304", "cuda-host-alloc")]
    [InlineData("E cuda_driver.cc:802] failed to alloc 4194304 bytes on host: CUDA_ERROR_OUT_OF_MEMORY: out of memory", "cuda-host-alloc")]
    [InlineData("W pool_allocator.h:195] could not allocate pinned host memory of size: 4194304\nE cuda_driver.cc:802] failed to alloc 4194304 bytes on host: CUDA_ERROR_NOT_INITIALIZED", null)]
    public void Pinned_memory_is_the_hosts_and_its_error_says_whether_it_was_full(string text, string? signature)
    {
        var reading = PasteReader.Read(text);
        Assert.Single(reading.Incidents);
        Assert.Equal(signature is null ? [] : [signature], reading.Signatures.Select(s => s.Id).Distinct());
        Assert.Equal(["4194304"], reading.Values("alloc.failed_bytes"));
        Assert.Empty(reading.Values("cuda.tried_bytes"));
    }

    [Fact]
    public void A_try_that_the_caller_can_do_without_is_no_failure()
    {
        const string Tried = "W bfc_allocator.cc:275] Allocator (GPU_0_bfc) ran out of memory trying to allocate 24.00MiB";
        Assert.Empty(PasteReader.Read(Tried + " with freed_by_count=0. The caller indicates that this is not a failure, but may mean that there could be performance gains").Incidents);
        Assert.Equal(["cuda-oom"], PasteReader.Read(Tried + ".").Signatures.Select(s => s.Id));
    }

    [Theory]
    [InlineData("Hold reason: Job in status 2 put on hold by SYSTEM_PERIODIC_HOLD due to memory usage 4711.")]
    [InlineData("HoldReason = \"The job attribute PeriodicHold expression 'MemoryUsage > 4000' evaluated to TRUE\"")]
    public void A_job_held_for_its_memory_reached_a_limit(string line)
    {
        var reading = PasteReader.Read(line);
        Assert.Equal(["job-mem-limit"], reading.Signatures.Select(s => s.Id));
        Assert.Equal(["htcondor"], reading.Values("job.scheduler"));
    }

    [Theory]
    [InlineData("put on hold by SYSTEM_PERIODIC_HOLD due to wall time 90000")]
    [InlineData("SYSTEM_PERIODIC_HOLD = (MemoryUsage > 2048)")]
    public void A_rule_and_another_reason_are_no_limit_of_memory(string line) => Assert.Empty(PasteReader.Read(line).Signatures);

    [Fact]
    public void Seff_in_a_frame_is_read_and_a_state_elsewhere_is_not()
    {
        var reading = PasteReader.Read("# Job ID:          90210\n# State:           COMPLETED (exit code 0)\n# Memory Utilized: 2.00 GB (estimated maximum)");
        Assert.Equal(["90210"], reading.Values("slurm.job_id"));
        Assert.Equal(["COMPLETED"], reading.Values("slurm.state"));
        Assert.Equal(["FAILED"], PasteReader.Read("Job ID: 7\nCluster: c1\nState: FAILED (exit code 1)").Values("slurm.state"));
        Assert.Empty(PasteReader.Read("State: Stopped (exit code 1)").Values("slurm.state"));
    }

    [Fact]
    public void Ruby_puts_the_call_behind_the_error() =>
        Assert.Equal(["enomem-fork"], PasteReader.Read("Errno::ENOMEM: Cannot allocate memory - fork(2)").Signatures.Select(s => s.Id));

    [Theory]
    [InlineData("it stops with \"Segmentation\nFault\" .", "segfault")]
    [InlineData("it stops with \"Segmentation fault\".", "segfault")]
    [InlineData("what is a \"Segmentation\nof memory\"?", null)]
    [InlineData("the segmentation fault handler is fine", null)]
    public void A_crash_may_be_quoted(string text, string? signature) =>
        Assert.Equal(signature is null ? [] : [signature], PasteReader.Read(text).Signatures.Select(s => s.Id));

    [Theory]
    [InlineData("I set stacksize to unlimited and its working now.", true)]
    [InlineData("I set stacksize to unlimited and it is still not working now.", false)]
    public void A_raised_stack_is_told_in_words(string text, bool helped) =>
        Assert.Equal(helped ? ["stack-raise-helped"] : [], PasteReader.Read(text).Signatures.Select(s => s.Id));

    [Fact]
    public void Bazel_names_itself_before_the_error()
    {
        var reading = PasteReader.Read("FATAL: bazel ran out of memory and crashed. Printing stack trace:\njava.lang.OutOfMemoryError: Java heap space");
        Assert.Single(reading.Incidents);
        Assert.Equal(["bazel"], reading.Values("program.name"));
        Assert.Equal(["jvm-heap"], reading.Signatures.Select(s => s.Id));
    }

    [Theory]
    [InlineData("We run newer images with `vm.overcommit_memory` set to the value `2`.", "2")]
    [InlineData("the hosts have vm.overcommit_memory set to 1 and", "1")]
    [InlineData("vm.overcommit_memory should be set to 1", null)]
    [InlineData("try it with `vm.overcommit_memory` set to `1`", null)]
    [InlineData("what if I run with vm.overcommit_memory set to 1?", null)]
    public void A_setting_in_words_is_a_state_and_advice_is_not(string text, string? value) =>
        Assert.Equal(value is null ? [] : [value], PasteReader.Read(text).Values("vm.overcommit_memory"));

    [Fact]
    public void An_address_space_is_no_memory_of_a_machine() =>
        Assert.Empty(PasteReader.Read("a 32-bit build on your machine has a 4Gb address space").Values("stated.machine_memory_kb"));

    // Found by ten million inputs: in text that was unpacked from one line the place of the pasted line is no place of the text read.
    [Fact]
    public void A_cut_kill_line_of_a_packed_log_ends_without_an_exception() =>
        Assert.Empty(PasteReader.Read("maj 09 12:31:07 n7 kernel: [ 4123.4] Node 1 hugepages_total=0 hugepages_free=0#012<4>[ 4123.4] Killed /rocess 45977#012maj 09 12:31:07 n7 kernel: [ 4123.4] Killed /x#012Killed /y#012").Values("oomd.cgroup"));
}
