using MemHelpBot.Facts;
using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

public sealed class KernelLineTests
{
    [Theory]
    [InlineData("cgroup: fork rejected by pids controller in /user.slice/user-1004.slice/session 7.scope", "pids-fork-rejected", "pids.cgroup = /user.slice/user-1004.slice/session 7.scope")]
    [InlineData("__vm_enough_memory: pid: 5120, comm: redis, server, not enough memory for the allocation", "vm-enough-memory", "program.name = redis, server")]
    [InlineData("__vm_enough_memory: pid: 5120, comm: java, no enough memory for the allocation", "vm-enough-memory", "program.name = java")]
    [InlineData("__vm_enough_memory: pid: 5120, comm: java, bytes: 73014444032 not enough memory for the allocation", "vm-enough-memory", "program.name = java; alloc.failed_bytes = 73014444032")]
    [InlineData("my app (811): VmData 4304896 exceed data ulimit 4194304. Update limits or use boot option ignore_rlimit_data.", "data-ulimit", "ulimit.data_kb = 4096; program.name = my app")]
    [InlineData("PID 7720 killed due to inadequate hugepage pool", "hugepage-pool-empty", "")]
    [InlineData("percpu: allocation failed, size=2056 align=8 atomic=0, failed to allocate new chunk", "percpu-failed", "alloc_failure.request_bytes = 2056")]
    [InlineData("PERCPU: allocation failed, size=32768 align=256, alloc from reserved chunk failed", "percpu-failed", "alloc_failure.request_bytes = 32768")]
    [InlineData("XFS: rsync(3311) possible memory allocation deadlock size 81920 in kmem_realloc (mode:0x2d40)", "fs-allocation-retry", "alloc_failure.request_bytes = 81920; alloc_failure.comm = rsync")]
    [InlineData("XFS: possible memory allocation deadlock in kmem_alloc (mode:0x250)", "fs-allocation-retry", "")]
    [InlineData("postgres[2201]: segfault at 10 ip 00007f11aa sp 00007ffd00 error 4 in libc.so.6[7f11+1f0]", "segfault", "program.name = postgres")]
    [InlineData("traps: a b[2201] general protection fault ip:7f11aa sp:7ffd00 error:0 in libc.so.6[7f11+1f0]", "segfault", "program.name = a b")]
    [InlineData("Memory failure: 0x1d40ff: Killing qemu:kvm:6610 due to hardware memory corruption", "memory-hardware-error", "program.name = qemu:kvm")]
    [InlineData("NVRM: nvCheckOkFailedNoLog: Check failed: Out of memory [NV_ERR_NO_MEMORY] (0x00000051) returned from x", "nvrm-alloc", "")]
    [InlineData("NVRM: VM: nv_alloc_contig_pages: failed to allocate memory", "nvrm-host-pages", "")]
    [InlineData("NVRM: nvAllocPages: out of system memory", "nvrm-host-pages", "")]
    public void A_refusal_of_the_kernel_is_an_incident(string text, string signature, string facts)
    {
        foreach (var prefix in (string[])["[ 4120.771204] ", "Mar  3 04:11:09 n17 kernel: [ 4120.771204] ", ""])
        {
            var reading = PasteReader.Read(prefix + text);
            Assert.Single(reading.Incidents);
            Assert.Contains(signature, reading.Signatures.Select(s => s.Id));
            foreach (var fact in facts.Split("; ", StringSplitOptions.RemoveEmptyEntries))
                Assert.Contains(fact, reading.Facts.All.Select(f => $"{f.Name} = {f.Value}"));
            Assert.Empty(reading.Prose);
        }
    }

    [Fact]
    public void A_status_of_the_driver_names_no_pages_of_the_host() =>
        Assert.Equal(["nvrm-alloc @ 1"], PasteReader.Read("NVRM: Check failed: Out of memory [NV_ERR_NO_MEMORY] (0x00000051) returned from _kgmmuAlloc(pGpu) @ kern_gmmu.c:811").Signed());

    [Theory]
    [InlineData("HugeTLB: allocating 4096 of page size 2.00 MiB failed.  Only allocated 3911 hugepages.", "hugetlb-shortfall", "hugetlb.asked = 4096; hugetlb.allocated = 3911; hugetlb.page_size = 2.00 MiB")]
    [InlineData("HugeTLB: allocating 40 of page size 1.00 GiB failed node1.  Only allocated 12 hugepages.", "hugetlb-shortfall", "hugetlb.asked = 40; hugetlb.allocated = 12; hugetlb.page_size = 1.00 GiB")]
    [InlineData("cron job (5512): drop_caches: 3", "drop-caches", "drop_caches.value = 3; drop_caches.comm = cron job")]
    [InlineData("INFO: task kworker/u8:2:1544 blocked for more than 122 seconds.", "hung-task", "stall.task = kworker/u8:2; stall.seconds = 122")]
    [InlineData("watchdog: BUG: soft lockup - CPU#5 stuck for 26s! [kswapd0:91]", "soft-lockup", "stall.task = kswapd0; stall.seconds = 26")]
    [InlineData("rcu: INFO: rcu_sched self-detected stall on CPU", "rcu-stall", "")]
    [InlineData("NVRM: Xid (PCI:0000:3b:00): 31, pid=7710, name=python, Ch 00000010", "nvidia-xid", "gpu.xid = 31; gpu.pci_address = 0000:3b:00")]
    [InlineData("NVRM: Xid (0000:03:00): 13, Graphics Exception", "nvidia-xid", "gpu.xid = 13; gpu.pci_address = 0000:03:00")]
    [InlineData("TCP: out of memory -- consider tuning tcp_mem", "tcp-memory-limit", "")]
    [InlineData("nf_conntrack: nf_conntrack: table full, dropping packet", "conntrack-table-full", "")]
    [InlineData("EDAC MC1: 1 UE memory read error on CPU_SrcID#1_Ha#0_Chan#2_DIMM#0", "memory-hardware-error", "")]
    [InlineData("EDAC MC0: 3 CE memory scrubbing error on CPU_SrcID#0_Ha#0_Chan#1_DIMM#1", "memory-corrected-error", "")]
    [InlineData("Memory failure: 0x8f1d22: recovery action for dirty LRU page: Recovered", "memory-hardware-error", "hwpoison.page = 0x8f1d22")]
    [InlineData("virtio_balloon virtio2: Out of puff! Can't get 1 pages", "balloon-inflated", "")]
    [InlineData("Huh VM_FAULT_OOM leaked out to the #PF handler. Retrying PF", "vm-fault-oom-retried", "")]
    public void A_remark_of_the_kernel_opens_no_incident(string text, string signature, string facts)
    {
        var reading = PasteReader.Read("[ 99120.771204] " + text);
        Assert.Empty(reading.Incidents);
        Assert.Equal([signature], reading.Signatures.Select(s => s.Id));
        Assert.Equal(facts.Split("; ", StringSplitOptions.RemoveEmptyEntries).Order(), reading.Facts.All.Select(f => $"{f.Name} = {f.Value}").Order());
    }

    [Theory]
    [InlineData("OOM killer disabled.")]
    [InlineData("OOM killer enabled.")]
    [InlineData("hv_vmbus: registering driver hv_balloon")]
    [InlineData("mce: [Hardware Error]: Machine check events logged")]
    [InlineData("java (811): VmData 4304896 exceed data ulimit 4194304. Update limits.")]
    [InlineData("NVRM: loading NVIDIA UNIX x86_64 Kernel Module  550.54.15")]
    [InlineData("EDAC MC: Ver: 3.0.0")]
    public void What_is_harmless_is_neither_incident_nor_signature(string text)
    {
        var reading = PasteReader.Read("[ 12.000001] " + text);
        Assert.Empty(reading.Incidents);
        Assert.Empty(reading.Signatures);
        Assert.Empty(reading.Facts.All);
    }

    [Theory]
    [InlineData("Why does the kernel say drop_caches, and who rejected my fork with the pids controller?")]
    [InlineData("Our admins told us to look for soft lockups and for hung tasks blocked for more than 120 seconds.")]
    [InlineData("The oom killer has no victim, and the OOM victim was not killed.")]
    [InlineData("We run NVIDIA cards, NVRM is the driver's prefix.")]
    [InlineData("Is PSI some avg10 of 40 much? The balloon took memory, says hv_balloon: nothing.")]
    [InlineData("A percpu allocation failed, size unknown; SLUB: Unable to allocate.")]
    public void A_sentence_that_speaks_of_such_a_line_is_prose(string text)
    {
        var reading = PasteReader.Read(text);
        Assert.Empty(reading.Incidents);
        Assert.Empty(reading.Signatures);
        Assert.Single(reading.Prose);
    }

    [Fact]
    public void A_raised_reserve_is_the_setting_that_holds() => Assert.Equal(
        ["vm.min_free_kbytes = 90112 @ 1"],
        PasteReader.Read("[    3.871204] khugepaged: raising min_free_kbytes from 67584 to 90112 to help transparent hugepage allocations").Printed());

    [Fact]
    public void Hyper_V_tells_the_most_it_gives() =>
        Assert.Equal(["balloon.max_mb = 7680 @ 1"], PasteReader.Read("[   57.8348] hv_balloon: Max. dynamic memory size: 7680 MB").Printed());

    [Fact]
    public void A_stall_whose_trace_reclaims_is_one_of_memory()
    {
        var reading = PasteReader.Read("""
            [ 7120.000001] INFO: task mysqld:1812 blocked for more than 120 seconds.
            [ 7120.000002]       Not tainted 5.14.0-427.el9.x86_64 #1
            [ 7120.000003] Call Trace:
            [ 7120.000004]  ? shrink_node+0x11a/0x4c0
            [ 7120.000005]  io_schedule+0x46/0x70
            [ 7120.000006]  do_try_to_free_pages+0xe7/0x3d0
            """);
        Assert.Equal(["hung-task", "stall-in-reclaim"], reading.Signatures.Select(s => s.Id));
        Assert.Equal(6, reading.Facts.Find(StallFacts.InReclaim)!.Value.Span.FirstLine);
        Assert.DoesNotContain("stall-in-reclaim", PasteReader.Read("[ 1.000001]  shrink_node+0x11a/0x4c0").Signatures.Select(s => s.Id));
    }

    [Fact]
    public void A_segfault_beside_an_oom_kill_is_no_incident_of_its_own()
    {
        var reading = PasteReader.Read("""
            [ 20.000001] postgres[2201]: segfault at 10 ip 00007f11aa sp 00007ffd00 error 4 in libc.so.6[7f11+1f0]
            [ 90.000001] python3 invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0
            [ 90.000002] Out of memory: Killed process 10 (python3) total-vm:9kB, anon-rss:8kB, file-rss:0kB, shmem-rss:0kB
            """);
        Assert.Equal(IncidentKind.KernelOom, Assert.Single(reading.Incidents).Kind);
    }

    [Fact]
    public void What_follows_a_kill_belongs_to_its_report()
    {
        var reading = PasteReader.Read("""
            [ 90.000001] python3 invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=2, oom_score_adj=0
            [ 90.000002] COMPACTION is disabled!!!
            [ 90.000003] Out of memory: Killed process 10 (python3) total-vm:9kB, anon-rss:8kB, file-rss:0kB, shmem-rss:0kB
            [ 90.100001] oom_reaper: reaped process 10 (python3), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB
            [ 95.100001] oom_reaper: unable to reap pid:11 (python3)
            [ 95.200001] Out of memory: OOM victim 12 (a (b)) is already exiting. Skip killing the task
            [ 95.300001] oom killer 10 (python3) has mm pinned by 14 (kvm (x))
            [ 96.000001] Kernel panic - not syncing: Out of memory: system-wide panic_on_oom is enabled
            """);
        Assert.Equal([0], reading.Incidents.Select(i => i.Index));
        Assert.Equal(8, reading.Incidents[0].Span.LastLine);
        Assert.Equal(10, reading.Facts.Integer(OomFacts.ReapedPid, 0));
        Assert.Equal(11, reading.Facts.Integer(OomFacts.UnreapedPid, 0));
        Assert.Equal(12, reading.Facts.Integer(OomFacts.ExitingPid, 0));
        Assert.Equal("kvm (x)", reading.Facts.Text(OomFacts.PinnedBy, 0));
        Assert.Equal("Out of memory: system-wide panic_on_oom is enabled", reading.Facts.Text(OomFacts.Panic, 0));
        Assert.Equal(2, reading.Facts.Find(OomFacts.NoCompaction, 0)!.Value.Span.FirstLine);
    }

    [Fact]
    public void A_panic_alone_is_an_OOM_of_the_kernel() =>
        Assert.Equal(IncidentKind.KernelOom, Assert.Single(PasteReader.Read("[ 1.000001] Kernel panic - not syncing: Out of memory: compulsory panic_on_oom is enabled").Incidents).Kind);
}
