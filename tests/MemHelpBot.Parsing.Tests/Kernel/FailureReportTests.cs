using MemHelpBot.Facts;

namespace MemHelpBot.Parsing.Tests.Kernel;

public sealed class FailureReportTests
{
    [Theory]
    [InlineData("[ 9.000001] insmod: vmalloc: allocation failure: 20480 bytes, mode:0x6000c2(GFP_KERNEL|__GFP_HIGHMEM), nodemask=(null)", "vmalloc-failed", "insmod", 20480L)]
    [InlineData("[ 9.000001] insmod: vmalloc: allocation failure, allocated 4096 of 20480 bytes, mode:0xd2", "vmalloc-failed", "insmod", 20480L)]
    [InlineData("[ 9.000001] kworker/u17:5: vmalloc error: size 20480, page order 0, failed to allocate pages, mode:0xcc2(GFP_KERNEL|__GFP_HIGHMEM), nodemask=(null),cpuset=/,mems_allowed=0", "vmalloc-failed", "kworker/u17:5", 20480L)]
    [InlineData("[ 9.000001] kworker/u17:5: vmalloc error: size 0, failed to allocate pages, mode:0x10dc2(GFP_KERNEL|__GFP_HIGHMEM|__GFP_NORETRY|__GFP_ZERO), nodemask=(null)", "vmalloc-failed", "kworker/u17:5", null)]
    [InlineData("[ 9.000001] x: vmalloc error: size 20480, exceeds total pages, mode:0xcc0(GFP_KERNEL), nodemask=(null)", "vmalloc-failed", "x", 20480L)]
    [InlineData("[ 9.000001] vmap allocation for size 20480 failed: use vmalloc=<size> to increase size", "vmalloc-space", null, 20480L)]
    [InlineData("[ 9.000001] vmalloc_node_range for size 20480 failed: Address range restricted to 0xff00 - 0xffff", "vmalloc-space", null, 20480L)]
    public void A_failed_mapping_names_its_size(string text, string signature, string? comm, long? bytes)
    {
        var reading = PasteReader.Read(text + "\n[ 9.000002] CPU: 1 PID: 235 Comm: insmod Not tainted 6.0.0 #1\n[ 9.000003] Mem-Info:\n[ 9.000004] active_anon:10 inactive_anon:20 isolated_anon:0");
        Assert.Equal(IncidentKind.AllocationFailure, Assert.Single(reading.Incidents).Kind);
        Assert.Equal([signature], reading.Signatures.Select(s => s.Id));
        Assert.Equal(comm, reading.Facts.Text(AllocFailureFacts.Comm, 0));
        Assert.Equal(bytes, reading.Facts.Integer(AllocFailureFacts.RequestBytes, 0));
        Assert.Equal(10, reading.Facts.Integer(MemFacts.AnonPages, 0));
    }

    [Fact]
    public void Refused_address_space_and_the_caller_that_says_so_are_one_failure()
    {
        var reading = PasteReader.Read("""
            [    8.186563] vmap allocation for size 20480 failed: use vmalloc=<size> to increase size
            [    8.187288] insmod: vmalloc error: size 16384, vm_struct allocation failed, mode:0xcc0(GFP_KERNEL), nodemask=(null),cpuset=/,mems_allowed=0
            """);
        Assert.Single(reading.Incidents);
        Assert.Equal(["vmalloc-space"], reading.Signatures.Select(s => s.Id));
        Assert.Equal("insmod", reading.Facts.Text(AllocFailureFacts.Comm, 0));
        Assert.Equal(20480, reading.Facts.Integer(AllocFailureFacts.RequestBytes, 0));
    }

    [Fact]
    public void A_stall_is_no_failure()
    {
        var reading = PasteReader.Read("[ 9.000001] a: page allocation stalls for 10412ms, order:1, mode:0x17080c0(GFP_KERNEL_ACCOUNT|__GFP_ZERO|__GFP_NOTRACK)\n[ 9.000002] Mem-Info:");
        Assert.Equal(["page-allocation-stall"], reading.Signatures.Select(s => s.Id));
        Assert.Equal([10412L, 1L, 0x17080c0L], new[] { AllocStallFacts.Duration, AllocStallFacts.Order, AllocStallFacts.GfpMask }.Select(k => reading.Facts.Integer(k, 0)));
        Assert.Null(reading.Facts.Find(AllocFailureFacts.Comm));
    }

    [Theory]
    [InlineData("SLUB: Unable to allocate memory on node -1 (gfp=0x20)", -1L, 0x20L)]
    [InlineData("SLUB: Unable to allocate memory on node -1, gfp=0x480020(GFP_ATOMIC)", -1L, 0x480020L)]
    [InlineData("SLUB: Unable to allocate memory on CPU 3 (of node 1) on node 0, gfp=0x820(GFP_ATOMIC)", 0L, 0x820L)]
    public void A_cache_without_pages_names_its_order_and_what_is_free(string head, long node, long mask)
    {
        var reading = PasteReader.Read($"""
            [87578.531053] {head}
            [87578.531057]   cache: kmalloc-2k(104:user.slice), object size: 2048, buffer size: 2304, default order: 3, min order: 1
            [87578.531058]   kmalloc-2k debugging increased min order, use slab_debug=O to disable.
            [87578.531061]   node 0: slabs: 1211, objs: 9688, free: 0
            [87578.531062]   node 1: slabs: 17, objs: 136, free: 12
            """);
        Assert.Equal(IncidentKind.AllocationFailure, Assert.Single(reading.Incidents).Kind);
        Assert.Equal(["slab-alloc-failed"], reading.Signatures.Select(s => s.Id));
        Assert.Equal(node, reading.Facts.Integer(SlabFailureFacts.Node, 0));
        Assert.Equal(mask, reading.Facts.Integer(AllocFailureFacts.GfpMask, 0));
        Assert.Equal(1, reading.Facts.Integer(AllocFailureFacts.Order, 0));
        Assert.Equal(3, reading.Facts.Find(SlabFailureFacts.DefaultOrder, 0, "kmalloc-2k(104:user.slice)")!.Value.Value.Integer);
        Assert.Equal(0, reading.Facts.Find(SlabFailureFacts.FreeObjects, 0, "kmalloc-2k(104:user.slice)/0")!.Value.Value.Integer);
        Assert.Equal(136, reading.Facts.Find(SlabFailureFacts.Objects, 0, "kmalloc-2k(104:user.slice)/1")!.Value.Value.Integer);
        Assert.Equal(5, reading.Incidents[0].Span.LastLine);
    }

    [Fact]
    public void Behind_a_page_allocation_failure_it_is_that_failures()
    {
        var reading = PasteReader.Read("""
            [ 1.000001] swapper/3: page allocation failure: order:0, mode:0x20
            [ 1.000002] Mem-Info:
            [ 1.000003] SLUB: Unable to allocate memory on node -1 (gfp=0x20)
            [ 1.000004]   cache: kmalloc-4096, object size: 4096, buffer size: 4096, default order: 3, min order: 0
            [ 1.000005]   node 0: slabs: 12, objs: 96, free: 0
            [ 1.100003] SLUB: Unable to allocate memory on node -1 (gfp=0x20)
            [ 1.100004]   cache: kmalloc-4096, object size: 4096, buffer size: 4096, default order: 3, min order: 0
            """);
        Assert.Single(reading.Incidents);
        Assert.Single(reading.Facts.Every(AllocFailureFacts.Order, 0));
        Assert.Contains("slab-alloc-failed", reading.Signatures.Select(s => s.Id));
    }

    [Fact]
    public void Call_sites_of_a_report_are_told_in_bytes()
    {
        var reading = PasteReader.Read("""
            [ 1.000001] a invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0
            [ 1.000002] Memory allocations:
            [ 1.000003]     1.50 GiB   393216 mm/memory.c:1061 func:folio_prealloc
            [ 1.000004]      512 MiB     2048 drivers/net/x.c:77 [my_nic] func:rx_fill
            [ 1.000005] Out of memory: Killed process 10 (a) total-vm:9kB, anon-rss:8kB, file-rss:0kB, shmem-rss:0kB
            """);
        Assert.Equal(1610612736, reading.Facts.Find(AllocSiteFacts.Bytes, 0, "mm/memory.c:1061 folio_prealloc")!.Value.Value.Integer);
        Assert.Equal(2048, reading.Facts.Find(AllocSiteFacts.Calls, 0, "drivers/net/x.c:77 rx_fill")!.Value.Value.Integer);
        Assert.Equal("a", reading.Facts.Text(OomFacts.Victim, 0));
    }

    [Fact]
    public void Huge_pages_are_told_by_node_and_size()
    {
        var reading = PasteReader.Read("""
            [ 1.000001] a invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0
            [ 1.000002] Node 1 hugepages_total=8 hugepages_free=7 hugepages_surp=1 hugepages_size=1048576kB
            """);
        Assert.Equal([8L, 7L, 1L], new[] { HugepageFacts.Total, HugepageFacts.Free, HugepageFacts.Surplus }.Select(k => reading.Facts.Find(k, 0, "1/1048576kB")!.Value.Value.Integer!.Value));
        Assert.Null(reading.Facts.Find(MemFacts.HugepagesTotal));
    }
}
