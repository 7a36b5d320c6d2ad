using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

/// <summary>Messages as people paste them from trackers: a line or two, often without what stood around them.</summary>
public sealed class IncidentFormTests
{
    [Theory]
    [InlineData("io.netty.util.internal.OutOfDirectMemoryError: failed to allocate 33554432 byte(s) of direct memory (used: 1010827264, max: 1037959168)")]
    [InlineData("ERROR RoutingInBoundHandler - Unexpected error occurred: failed to allocate 33554432 byte(s) of direct memory (used: 1010827264, max: 1037959168)")]
    public void Netty_counts_direct_memory_itself_and_it_is_no_python(string line)
    {
        var reading = PasteReader.Read(line);
        Assert.Equal(["jvm-direct"], reading.Signatures.Select(s => s.Id));
        Assert.Equal(["33554432"], reading.Values("jvm.failed_alloc_bytes"));
        Assert.Equal(["1010827264"], reading.Values("runtime.heap_used_bytes"));
        Assert.Equal(["1037959168"], reading.Values("runtime.heap_limit_bytes"));
    }

    [Theory]
    [InlineData("-bash: fork: retry: No child processes", "eagain-fork")]
    [InlineData("/usr/bin/bash: fork: retry: Zasoby chwilowo niedostępne", "eagain-fork")]
    [InlineData("clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD, child_tidptr=0x7f21) = -1 EAGAIN (Resource temporarily unavailable)", "eagain-fork")]
    [InlineData("vfork() = -1 ENOMEM (Cannot allocate memory)", "enomem-fork")]
    [InlineData("brk(0x55d0c3a71000) = -1 ENOMEM (Cannot allocate memory)", "enomem-malloc")]
    [InlineData("java.lang.Thread: unable to create native thread: possibly out of memory or process/resource limits reached", "jvm-thread")]
    [InlineData("R: *** caught bus error ***", "bus-error")]
    [InlineData("RuntimeError: Unexpected bus error encountered in worker.", "bus-error")]
    [InlineData("child process exited with exit code 135", "bus-error")]
    [InlineData("5.10 GiB allowed; 5.02 GiB reserved in total by PyTorch)", "cuda-oom")]
    [InlineData("HINT:  This error usually means that PostgreSQL's request for a shared memory segment exceeded available memory, swap space, or huge pages. To reduce the request size (currently 8878530560 bytes), reduce shared_buffers.", "postgres-shmem")]
    [InlineData("failed       37  : qmaster enforced h_vmem limit", "job-mem-limit")]
    [InlineData("failed       : execd enforced h_rss limit", "job-mem-limit")]
    [InlineData("user: warning: [2025-11-02T08:11:09.1Z]: [talos] Sending SIGKILL to cgroup {\"component\": \"controller-runtime\", \"controller\": \"runtime.OOMController\", \"cgroup\": \"/sys/fs/cgroup/kubepods/besteffort/pod1\"}", "memory-watchdog")]
    [InlineData("rc_iface.c:421 UCX ERROR failed to create qp: Resource temporarily unavailable", "verbs-enomem")]
    [InlineData("ib_mlx5.h:77 UCX ERROR mlx5dv_devx_umem_reg() failed: Cannot allocate memory", "ucx-region")]
    [InlineData("init_worker: No resources are available to initiate the operation", "ucx-no-resource")]
    [InlineData("RangeError: WebAssembly.Memory(): could not allocate memory", "address-reservation")]
    [InlineData("could not allocate pools", "enomem-mmap")]
    [InlineData("OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown", "container-init-killed")]
    [InlineData("mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod77: no space left on device", "cgroup-ids-used-up")]
    [InlineData("[912:0x5581]    90210 ms: Mark-sweep 2046.9 (2083.1) -> 2046.7 (2083.1) MB, 1290.4 / 0.0 ms  (average mu = 0.08, current mu = 0.00) last resort; GC in old space requested", "node-heap")]
    public void A_line_alone_is_known(string line, string signature) => Assert.Contains(signature, PasteReader.Read(line).Signatures.Select(s => s.Id));

    [Fact]
    public void A_file_that_java_cannot_map_is_a_refused_mapping()
    {
        var reading = PasteReader.Read("Caused by: java.io.IOException: Map failed\n\tat sun.nio.ch.FileChannelImpl.map(FileChannelImpl.java:937)");
        Assert.Equal(["enomem-mmap", "file-map-refused"], reading.Signatures.Select(s => s.Id));
        Assert.Equal(["Map failed"], reading.Values("jvm.error"));
    }

    [Fact]
    public void ClickHouse_tells_both_counts_of_mappings()
    {
        var reading = PasteReader.Read(
            "Code: 173. DB::ErrnoException: FiberStack: cannot protect guard page, errno: 12, strerror: Cannot allocate memory\n"
            + "It looks like that the process is near the limit on number of virtual memory mappings.\n"
            + "Current number of mappings (/proc/self/maps): 131057.\nLimit on number of mappings (/proc/sys/vm/max_map_count): 131072.\n");
        Assert.Contains("map-count-named", reading.Signatures.Select(s => s.Id));
        Assert.Contains("mapping-split-refused", reading.Signatures.Select(s => s.Id));
        Assert.Equal(["131057"], reading.Values("process.map_count"));
        Assert.Equal(["131072"], reading.Values("vm.max_map_count"));
    }

    [Fact]
    public void A_count_that_is_cut_off_is_returned() =>
        Assert.Equal([], PasteReader.Read("Limit on number of mappings (/proc/sys/vm/max_map_count): 13").Values("vm.max_map_count"));

    [Theory]
    [InlineData("loom: fault mprotect (4711): Out of memory")]
    [InlineData("mprotect(0x7f10a4000000, 16384, PROT_READ|PROT_WRITE) = -1 ENOMEM (Cannot allocate memory)")]
    [InlineData("mprotect failed: errno 12")]
    public void Mprotect_that_is_refused_asks_for_a_mapping(string line) =>
        Assert.Contains("mapping-split-refused", PasteReader.Read(line).Signatures.Select(s => s.Id));

    [Theory]
    [InlineData("mmap(NULL, 8589934592, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = -1 ENOMEM (Cannot allocate memory)", "8589934592")]
    [InlineData("[pid 812] mmap(0x7f0000000000, 360287970189658112, PROT_READ, MAP_SHARED, 3, 0) = -1 ENOMEM", "360287970189658112")]
    [InlineData("failed to mmap file 'data/t.spb': Cannot allocate memory (length=9117632)", "9117632")]
    [InlineData("FATAL: out of memory (unable to allocate 52428808 bytes)", "52428808")]
    [InlineData("Out of memory trying to allocate 73014444032 bytes", "73014444032")]
    public void The_size_of_a_refused_request_is_told(string line, string bytes) => Assert.Equal([bytes], PasteReader.Read(line).Values("alloc.failed_bytes"));

    [Fact]
    public void A_negative_size_is_told_as_such()
    {
        var reading = PasteReader.Read("Out of memory trying to allocate -2114 bytes");
        Assert.Contains("negative-size", reading.Signatures.Select(s => s.Id));
        Assert.Equal(["-2114"], reading.Values("alloc.failed_bytes"));
    }

    [Theory]
    [InlineData("==4242==    definitely lost: 71,303,168 bytes in 1,088 blocks", "71303168")]
    [InlineData("SUMMARY: AddressSanitizer: 5242880 byte(s) leaked in 40 allocation(s).", "5242880")]
    [InlineData("SUMMARY: LeakSanitizer: 4,096 byte(s) leaked in 2 allocation(s).", "4096")]
    public void A_leak_checker_counts_what_is_lost(string line, string bytes) => Assert.Equal([bytes], PasteReader.Read(line).Values("leak.lost_bytes"));

    [Fact]
    public void Pinning_that_fails_in_words_of_the_device_is_host_memory()
    {
        var reading = PasteReader.Read("  File \"/opt/venv/lib/python3.11/site-packages/torch/utils/data/_utils/pin_memory.py\", line 57, in pin_memory\n    return data.pin_memory(device)\nRuntimeError: CUDA error: out of memory");
        Assert.Equal(["cuda-host-alloc", "cuda-oom"], reading.Signatures.Select(s => s.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_refused_tensor_beside_a_pinning_frame_stays_the_devices() =>
        Assert.Equal(["cuda-oom"], PasteReader.Read("x = data.pin_memory()\ntorch.OutOfMemoryError: CUDA out of memory. Tried to allocate 3.00 GiB.").Signatures.Select(s => s.Id));

    [Theory]
    [InlineData("ulimit -l -> 8192", "ulimit.locked_kb", "8192")]
    [InlineData("$ ( ulimit -v 6000000; julia )", "ulimit.virtual_kb", "6000000")]
    [InlineData("ulimit -s: 16384", "ulimit.stack_kb", "16384")]
    [InlineData("RLIMIT_MEMLOCK of the process: 64K", "ulimit.locked_kb", "64")]
    [InlineData("RLIMIT_MEMLOCK=65536", "ulimit.locked_kb", "64")]
    public void A_limit_is_read_where_it_is_set_or_printed(string line, string fact, string value) => Assert.Equal([value], PasteReader.Read(line).Values(fact));

    [Theory]
    [InlineData("You could try ulimit -v 6000000 before the run.")]
    [InlineData("the default of RLIMIT_MEMLOCK was 64 KiB, see man 2 getrlimit: 5.16 changed it")]
    [InlineData("set ulimit -s unlimited")]
    public void Advice_sets_no_limit(string line) => Assert.DoesNotContain(PasteReader.Read(line).Facts.All, f => f.Key.Pattern.StartsWith("ulimit", StringComparison.Ordinal));

    [Theory]
    [InlineData("We never saw mprotect fail with ENOMEM here; it is a cheap call.")]
    [InlineData("An mmap, a brk or an mprotect beyond the limit is answered with ENOMEM whatever RAM is free.")]
    [InlineData("The cap is GCHeapHardLimit: see DOTNET_GCHeapHardLimit in the documentation = the runtime's own.")]
    [InlineData("What does bash mean when a fork is tried again?")]
    [InlineData("definitely lost: my nerves after three days of this")]
    [InlineData("[912:0x5581]    90210 ms: Mark-sweep 2046.9 (2083.1) -> 911.2 (2083.1) MB, 90.4 / 0.0 ms  last resort; GC in old space requested")]
    [InlineData("RSS before: 200000k, after: 199000k, (-1000k)")]
    [InlineData("mkdir /sys/fs/cgroup/cpuset/x: permission denied")]
    public void What_only_resembles_a_message_is_none(string line) => Assert.Empty(PasteReader.Read(line).Signatures);

    [Fact]
    public void A_trim_that_gives_much_back_is_known() =>
        Assert.Equal(["native-heap-trimmed"], PasteReader.Read("RSS+Swap before: 1929376k, after: 1384572k, (-544804k)").Signatures.Select(s => s.Id));

    [Fact]
    public void A_source_file_before_NCCLs_message_is_no_host() =>
        Assert.Equal([], PasteReader.Read("misc/ibvwrap.cc:278 NCCL WARN Call to ibv_reg_mr_iova2 failed with error Cannot allocate memory").Values("mpi.nodes"));

    [Fact]
    public void A_charge_of_a_cgroup_in_the_trace_is_no_shortage_of_the_machine()
    {
        var reading = PasteReader.Read(
            "[   81.104411] tar invoked oom-killer: gfp_mask=0x101cca(GFP_HIGHUSER_MOVABLE|__GFP_WRITE), order=0, oom_score_adj=936\n[   81.104419] CPU: 0 PID: 71 Comm: tar Not tainted 6.1.90+ #1\n[   81.104433]  try_charge_memcg+0x827/0xa90\n");
        Assert.Equal(["kernel-oom-memcg"], reading.Signatures.Select(s => s.Id));
        var stale = PasteReader.Read(
            "[   81.104411] tar invoked oom-killer: gfp_mask=0x101cca(GFP_HIGHUSER_MOVABLE|__GFP_WRITE), order=0, oom_score_adj=936\n[   81.104419] CPU: 0 PID: 71 Comm: tar Not tainted 6.1.90+ #1\n[   81.104433]  ? try_charge_memcg+0x827/0xa90\n");
        Assert.Equal(["kernel-oom-global"], stale.Signatures.Select(s => s.Id));
    }
}
