using MemHelpBot.Facts;
using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Kernel;

/// <summary>Linux 2.4, kernels without NUMA whose lines a mail program broke, kill lines that are said twice or lost their line break.</summary>
public sealed class OldKernelTests
{
    [Theory]
    [InlineData("# mydrv: page allocation failure: order:9, mode:0xd0", "mydrv")]
    [InlineData("- `mydrv: page allocation failure: order:9, mode:0xd0`", "mydrv")]
    [InlineData("mydrv: page allocation failure. order:9, mode:0xd0", "mydrv")]
    [InlineData("We are getting a \"mydrv: page allocation failure\" on one system.", null)]
    public void A_heading_quotes_the_kernel_and_a_sentence_does_not(string line, string? comm) =>
        Assert.Equal(comm is null ? [] : [comm], PasteReader.Read(line).Values("alloc_failure.comm"));

    [Theory]
    [InlineData("[ 18.068803]  oom_kill_process from out_of_memory+0x218/0x34c\n[ 18.080117]  out_of_memory from __alloc_pages+0xa98/0x1044")]
    [InlineData("[ 18.068803] [<c007a1>] (oom_kill_process) from [<c007b2>] (out_of_memory+0x218/0x34c)\n[ 18.080117] [<c007b2>] (out_of_memory) from [<c007c3>] (__alloc_pages+0xa98/0x1044)")]
    public void Traces_of_arm_name_both_ends_of_a_call(string trace) => Assert.Equal(
        ["__alloc_pages"],
        PasteReader.Read("[ 18.030056] udevd invoked oom-killer: gfp_mask=0x40cc0(GFP_KERNEL|__GFP_COMP), order=0, oom_score_adj=-1000\n[ 18.040679] CPU: 0 PID: 155 Comm: udevd Not tainted 6.1.1 #1\n" + trace).Values("oom.called_from"));

    [Fact]
    public void The_release_stands_below_the_command_that_asks_for_it()
    {
        Assert.Equal(["4.4.180+"], PasteReader.Read("$ uname -r\n4.4.180+\n").Values("kernel.release"));
        Assert.Empty(PasteReader.Read("please run uname -r\nand tell us").Values("kernel.release"));
    }

    [Fact]
    public void The_tries_of_linux_2_4_are_one_failure()
    {
        var reading = PasteReader.Read("""
            Feb 11 08:00:01 kernel: __alloc_pages: 1-order allocation failed (gfp=0x20/1)
            Feb 11 08:00:01 kernel: eth1: no memory for the ring
            Feb 11 08:00:02 kernel: __alloc_pages: 1-order allocation failed (gfp=0x20/1)
            """);
        Assert.Equal(IncidentKind.AllocationFailure, Assert.Single(reading.Incidents).Kind);
        Assert.Equal(["page-allocation-failure"], reading.Signatures.Select(s => s.Id));
        Assert.Equal([1L], reading.Facts.Every(AllocFailureFacts.Order, 0).Select(f => f.Value.Integer));
        Assert.Equal(0x20, reading.Facts.Integer(AllocFailureFacts.GfpMask, 0));
    }

    [Fact]
    public void A_kill_of_linux_2_4_belongs_to_its_failed_tries()
    {
        var reading = PasteReader.Read("__alloc_pages: 0-order allocation failed (gfp=0x1d2/0)\nVM: killing process syslog-ng\n__alloc_pages: 0-order allocation failed (gfp=0xf0/0)\n");
        Assert.Equal(IncidentKind.KernelOom, Assert.Single(reading.Incidents).Kind);
        Assert.Equal("syslog-ng", reading.Facts.Text(OomFacts.Victim, 0));
        Assert.Equal("global", reading.Facts.Text(OomFacts.Scope, 0));
        Assert.Equal(["page-allocation-failure", "kernel-oom-global"], reading.Signatures.Select(s => s.Id));
        Assert.Equal([0x1d2L, 0xf0L], reading.Facts.Every(AllocFailureFacts.GfpMask, 0).Select(f => f.Value.Integer));
    }

    [Fact]
    public void A_sentence_about_a_killed_process_is_none_of_linux_2_4() =>
        Assert.Empty(PasteReader.Read("VM: killing process groups is what our hypervisor does").Values("oom.victim"));

    [Fact]
    public void A_zone_without_a_node_that_was_broken_is_joined()
    {
        var reading = PasteReader.Read("""
            Mar  3 04:05:06 kernel: swapper: page allocation failure. order:2, mode:0x4020
            Mar  3 04:05:06 kernel: Mem-info:
            Mar  3 04:05:06 kernel: Normal free:908kB min:404kB low:504kB high:604kB 
            active:1824kB inactive:44kB present:14224kB pages_scanned:0 all_unreclaimable? 
            no
            Mar  3 04:05:06 kernel: lowmem_reserve[]: 0
            Mar  3 04:05:06 kernel: Normal: 81*4kB 39*8kB 13*16kB 2*32kB 0*64kB 0*128kB 
            0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB = 908kB
            """);
        Assert.Equal(14224, reading.Facts.Find(ZoneFacts.Present, 0, "0/Normal")!.Value.Value.Integer);
        Assert.Equal([81L, 39, 13, 2, 0, 0, 0, 0, 0, 0, 0], reading.Facts.Find(ZoneFacts.FreeBlocks, 0, "0/Normal")!.Value.Value.Integers);
    }

    [Fact]
    public void A_kill_line_that_is_said_for_each_thread_is_one_kill()
    {
        const string Line = "Apr  1 02:03:04 db9 kernel: Out of Memory: Killed process 771 (reporter).\n";
        Assert.Single(PasteReader.Read(Line + Line + Line).Incidents);
        Assert.Equal(2, PasteReader.Read(Line + Line.Replace("771", "772", StringComparison.Ordinal)).Incidents.Count);
    }

    [Fact]
    public void Both_halves_of_a_kill_on_one_line_are_read()
    {
        var reading = PasteReader.Read("the log says Out of memory: Kill process 904 (redis-server) score 611 or sacrifice child Killed process 904 (redis-server), UID 112, total-vm:800kB, anon-rss:700kB, file-rss:0kB");
        Assert.Single(reading.Incidents);
        Assert.Equal(611, reading.Facts.Integer(OomFacts.VictimScore));
        Assert.Equal("redis-server", reading.Facts.Text(OomFacts.Victim));
        Assert.Equal(700, reading.Facts.Integer(OomFacts.VictimAnonRss));
    }

    [Fact]
    public void A_report_behind_a_quoted_kill_line_keeps_its_totals()
    {
        var reading = PasteReader.Read("""
            Jul  2 03:04:05 kernel: Out of memory: Kill process 17 (java) score 77 or sacrifice child
            and before it stands
            [ 51.100000] Node 0 hugepages_total=3 hugepages_free=3 hugepages_surp=0 hugepages_size=2048kB
            [ 51.100001] Free swap  = 0kB
            [ 51.100002] Total swap = 4kB
            [ 51.100003] [ pid ]   uid  tgid total_vm      rss nr_ptes swapents oom_score_adj name
            [ 51.100004] [   17]     0    17     4000     3000      63        0             0 java
            [ 51.100005] Out of memory: Kill process 17 (java) score 77 or sacrifice child
            """);
        Assert.Equal(4, reading.Facts.Integer(MemFacts.TotalSwap, 1));
        Assert.Null(reading.Facts.Find(MemFacts.TotalSwap, 0));
    }

    [Theory]
    [InlineData("__alloc_pages_slowpath+0xe5d/0xe90", "__alloc_pages_slowpath", "kernel-oom-global")]
    [InlineData("__alloc_frozen_pages_noprof+0x2b1/0x340", "__alloc_frozen_pages_noprof", "kernel-oom-global")]
    [InlineData("mem_cgroup_out_of_memory+0x136/0x150", "mem_cgroup_out_of_memory", "kernel-oom-memcg")]
    [InlineData("pagefault_out_of_memory+0x6c/0x80", null, "kernel-oom-global")]
    public void Who_called_the_killer_is_told(string caller, string? told, string signature)
    {
        var reading = PasteReader.Read(
            "[ 7.000001] tar invoked oom-killer: gfp_mask=0x100cca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=0\n[ 7.000002] CPU: 1 PID: 71 Comm: tar Not tainted 6.1.90 #1\n"
            + $"[ 7.000003]  oom_kill_process+0x10b/0x110\n[ 7.000004]  out_of_memory+0xed/0x2e0\n[ 7.000005]  ? find_lock_task_mm+0x56/0xc0\n[ 7.000006]  {caller}\n[ 7.000007]  __alloc_pages+0x2b1/0x340\n");
        Assert.Equal([signature], reading.Signatures.Select(s => s.Id));
        Assert.Equal(told, reading.Facts.Text(OomFacts.CalledFrom));
    }

    [Theory]
    [InlineData("out_of_memory.cold+0xa/0x7e", "__alloc_pages_slowpath.constprop.0+0xd0c/0xde0", "__alloc_pages_slowpath")]
    [InlineData(".out_of_memory+0x1a8/0x3c0", ".mem_cgroup_out_of_memory+0x90/0xd0", "mem_cgroup_out_of_memory")]
    public void What_a_compiler_hangs_on_a_function_is_no_part_of_its_name(string callee, string caller, string told) => Assert.Equal(
        [told],
        PasteReader.Read($"[    6.100001] sshd invoked oom-killer: gfp_mask=0x100cca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=0\n[    6.100002] Call Trace:\n[    6.100003]  {callee}\n[    6.100004]  {caller}").Values("oom.called_from"));

    [Theory]
    [InlineData("", new[] { "kernel-oom-memcg" })]
    [InlineData("? ", new[] { "kernel-oom-global" })]
    public void A_charge_below_the_killer_is_a_cgroups(string mark, string[] signatures) => Assert.Equal(
        signatures,
        PasteReader.Read($"[    6.100001] httpd invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=0\n[    6.100002] Call Trace:\n[    6.100003]  [<ffffffff8115a32e>] oom_kill_process+0x24e/0x3b0\n[    6.100004]  [<ffffffff811bd1ce>] {mark}__mem_cgroup_try_charge+0xb8e/0xbd0").Signatures.Select(s => s.Id));
}
