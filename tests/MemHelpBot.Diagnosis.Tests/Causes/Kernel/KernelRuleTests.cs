using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Kernel;

/// <summary>The kernel's causes away from the founding documents.</summary>
public sealed class KernelRuleTests
{
    [Fact]
    public void Two_printed_paths_say_whose_limit_it_was()
    {
        var parent = RuleScenes.PathKill("/kubepods/burstable/pod7", "/kubepods/burstable/pod7/cafe").Diagnose().Causes;
        var own = RuleScenes.PathKill("/kubepods/burstable/pod7/cafe", "/kubepods/burstable/pod7/cafe").Diagnose().Causes;

        Assert.Equal((CauseIds.ParentCgroupLimit, Verdict.Confirmed), (parent[0].Cause, parent[0].Verdict));
        Assert.Equal(Verdict.RuledOut, parent.Of(CauseIds.CgroupLimit).Verdict);
        Assert.Equal((CauseIds.CgroupLimit, Verdict.Confirmed), (own[0].Cause, own[0].Verdict));
        Assert.Equal(Verdict.RuledOut, own.Of(CauseIds.ParentCgroupLimit).Verdict);
    }

    [Fact]
    public void A_path_that_only_begins_alike_is_no_ancestor()
    {
        var causes = RuleScenes.PathKill("/job_1", "/job_12/step_0").Diagnose().Causes;

        Assert.DoesNotContain(causes, c => c.Cause == CauseIds.ParentCgroupLimit);
    }

    [Fact]
    public void A_bare_kill_line_without_a_scope_leaves_machine_and_cgroup_open()
    {
        var causes = RuleScenes.BareKill().Diagnose().Causes;

        Assert.Equal(CauseIds.InsufficientEvidence, causes[0].Cause);
        Assert.Equal(["full-oom-report", "which-cgroup-limit"], causes[0].Missing.Where(m => m.Decisive == 0).Select(m => m.Id));
        Assert.Equal(Verdict.Possible, causes.Of(CauseIds.CgroupLimit).Verdict);
        Assert.Equal(Verdict.Possible, causes.Of(CauseIds.HostRamExhausted).Verdict);
    }

    [Fact]
    public void A_global_kill_line_alone_is_likely_the_machine()
    {
        var causes = RuleScenes.BareKill().Signature("kernel-oom-global").Diagnose().Causes;

        Assert.Equal((CauseIds.HostRamExhausted, Verdict.Likely), (causes[0].Cause, causes[0].Verdict));
        Assert.Equal("full-oom-report", causes[0].Missing[0].Id);
    }

    [Fact]
    public void A_receive_interrupt_below_min_exhausted_the_reserve_and_killed_nobody()
    {
        var causes = RuleScenes.ReceiveInterrupt().Diagnose().Causes;

        Assert.Equal((CauseIds.AtomicReserveExhausted, Verdict.Confirmed), (causes[0].Cause, causes[0].Verdict));
        Assert.Equal((1_640, 7_400), (causes[0].For[1].Number("free"), causes[0].For[1].Number("min")));
        Assert.DoesNotContain(causes, c => c.Cause == CauseIds.HostRamExhausted && c.Verdict < Verdict.Possible);
    }

    [Fact]
    public void A_failure_that_may_sleep_is_no_atomic_one_and_without_a_large_block_fragmented()
    {
        var causes = RuleScenes.LargeBlock().Diagnose().Causes;

        Assert.Equal((CauseIds.MemoryFragmentation, Verdict.Confirmed), (causes[0].Cause, causes[0].Verdict));
        Assert.Equal(65_536, causes[0].For.Single(e => e.Id == "no-block").Number("request"));
        Assert.Equal(Verdict.RuledOut, causes.Of(CauseIds.AtomicReserveExhausted).Verdict);
        Assert.Equal(Verdict.RuledOut, causes.Of(CauseIds.HostRamExhausted).Verdict);
    }

    [Fact]
    public void A_costly_order_without_zones_is_likely_fragmentation_and_asks_for_the_rest()
    {
        var fragmentation = RuleScenes.CostlyOrder().Diagnose().Causes.Of(CauseIds.MemoryFragmentation);

        Assert.Equal((Verdict.Likely, "full-allocation-report"), (fragmentation.Verdict, fragmentation.Missing[0].Id));
    }

    [Fact]
    public void A_mask_for_the_first_megabytes_exhausts_a_low_zone_with_gigabytes_free_above()
    {
        var causes = RuleScenes.DmaPool().Diagnose().Causes;

        Assert.Equal((CauseIds.LowZoneExhausted, Verdict.Confirmed), (causes[0].Cause, causes[0].Verdict));
        Assert.Equal("Node 0 DMA", causes[0].For.Single(e => e.Id == "mask-allows-low-zone").Word("zone"));
        Assert.Single(causes, c => c.Verdict == Verdict.Confirmed);
    }

    [Fact]
    public void Free_memory_in_CMA_areas_does_not_serve_the_kernel()
    {
        var causes = RuleScenes.CmaOnly().Diagnose().Causes;

        Assert.Equal((CauseIds.LowZoneExhausted, Verdict.Confirmed), (causes[0].Cause, causes[0].Verdict));
        Assert.Equal(509_000, causes[0].For.Single(e => e.Id == "free-is-cma").Number("cma"));
        Assert.NotEqual(Verdict.Confirmed, causes.Of(CauseIds.HostRamExhausted).Verdict);
    }

    [Fact]
    public void Untouched_swap_speaks_against_an_exhausted_machine()
    {
        var host = Scenes.MachineFull().Say(MemFacts.TotalSwap, 4_000_000).Say(MemFacts.FreeSwap, 3_990_000).Diagnose().Causes.Of(CauseIds.HostRamExhausted);

        Assert.Equal("swap-untouched", Assert.Single(host.Against).Id);
    }

    [Fact]
    public void Node_lists_before_5_0_show_which_nodes_were_closed()
    {
        var causes = RuleScenes.CpusetBeforeFive().Diagnose().Causes;

        var numa = causes.Of(CauseIds.NumaNodeExhausted);
        Assert.Equal(Verdict.Likely, numa.Verdict);
        Assert.Equal("Node 1 Normal", numa.For[0].Word("zone"));
    }

    [Theory]
    [InlineData(7, Verdict.Possible)]
    [InlineData(25, Verdict.Likely)]
    [InlineData(45, Verdict.Confirmed)]
    public void Unreclaimable_slab_weighs_by_its_share(int percent, Verdict verdict)
    {
        var causes = RuleScenes.SlabOf(percent).Diagnose().Causes;

        Assert.Equal(verdict, causes.Of(CauseIds.KernelSlabGrowth).Verdict);
    }

    [Fact]
    public void A_dentry_cache_is_no_leak()
    {
        var slab = new Told().Say(SlabFacts.CacheTotal, 6_000_000, "dentry").Diagnose().Causes.Of(CauseIds.KernelSlabGrowth);

        Assert.Equal(("cache-reclaimable", Verdict.Possible), (Assert.Single(slab.Against).Id, slab.Verdict));
    }

    [Fact]
    public void A_report_whose_counters_do_not_add_up_points_to_a_driver()
    {
        var causes = RuleScenes.BalloonedGuest().Diagnose().Causes;

        Assert.Equal(Verdict.Likely, causes.Of(CauseIds.DriverKernelMemory).Verdict);
        Assert.Equal(86.0, causes.Of(CauseIds.DriverKernelMemory).For[0].Real("percent"));
    }

    [Fact]
    public void A_gap_without_the_huge_page_lines_may_be_huge_pages_and_asks()
    {
        var causes = RuleScenes.CutMeminfo().Diagnose().Causes;

        Assert.Equal(Verdict.Possible, causes.Of(CauseIds.DriverKernelMemory).Verdict);
        Assert.Equal(("hugepages", Verdict.Possible), (causes.Of(CauseIds.HugepagesReserved).Missing[0].Id, causes.Of(CauseIds.HugepagesReserved).Verdict));
    }

    [Fact]
    public void An_idle_huge_page_pool_of_half_the_machine_is_proved()
    {
        var causes = RuleScenes.IdlePool().Diagnose().Causes;

        Assert.Equal((CauseIds.HugepagesReserved, Verdict.Confirmed), (causes[0].Cause, causes[0].Verdict));
        Assert.Equal((5_242_880, 2_400, 2_560), (causes[0].For[0].Number("pool"), causes[0].For[0].Number("free"), causes[0].For[0].Number("count")));
    }

    [Fact]
    public void Files_in_shared_memory_fill_a_machine_or_a_cgroup()
    {
        var machine = new Told().Meminfo("MemTotal: 10000000 kB\nShmem: 6000000 kB").Diagnose().Causes.Of(CauseIds.ShmemOrTmpfs);
        var cgroup = Scenes.CgroupKill(1_000).Say(MemcgFacts.Shmem, 30_000).Diagnose().Causes.Of(CauseIds.ShmemOrTmpfs);

        Assert.Equal(Verdict.Confirmed, machine.Verdict);
        Assert.Equal((Verdict.Likely, 30_000), (cgroup.Verdict, cgroup.For[0].Number("shmem")));
    }

    [Fact]
    public void A_refused_fork_in_mode_0_is_the_heuristic_and_in_mode_1_is_not()
    {
        var zero = RuleScenes.RefusedFork(0).Diagnose().Causes;
        var one = RuleScenes.RefusedFork(1).Diagnose().Causes;

        Assert.Equal((CauseIds.OvercommitHeuristic, Verdict.Likely), (zero[0].Cause, zero[0].Verdict));
        Assert.Equal(Verdict.RuledOut, zero.Of(CauseIds.CommitLimit).Verdict);
        Assert.Equal(Verdict.RuledOut, one.Of(CauseIds.OvercommitHeuristic).Verdict);
    }

    [Fact]
    public void A_request_beyond_RAM_and_swap_is_refused_by_mode_0_alone()
    {
        var causes = RuleScenes.RefusedFork(0).Say(ProgramFacts.FailedBytes, 300L << 30).Paste()
            .Meminfo("MemTotal: 131072000 kB\nSwapTotal: 8000000 kB").Diagnose().Causes;

        Assert.Equal((CauseIds.OvercommitHeuristic, Verdict.Confirmed), (causes[0].Cause, causes[0].Verdict));
    }

    [Fact]
    public void A_fork_of_a_large_parent_is_weighed_against_what_is_left()
    {
        var causes = RuleScenes.RefusedFork(2).Paste().Say(StatementFacts.ProcessSize, 41_943_040)
            .Meminfo("CommitLimit: 73955212 kB\nCommitted_AS: 1230403 kB").Diagnose().Causes;

        var commit = causes.Of(CauseIds.CommitLimit);
        Assert.Equal(Verdict.RuledOut, commit.Verdict);
        Assert.Equal((41_943_040, 72_724_809), (commit.For.Single(e => e.Id == "fork-doubles").Number("process"), commit.For.Single(e => e.Id == "fork-doubles").Number("headroom")));
    }

    [Theory]
    [InlineData(IncidentKind.Program, "exit-137")]
    [InlineData(IncidentKind.Program, "compiler-killed")]
    public void A_SIGKILL_of_unknown_sender_leaves_machine_and_cgroup_possible_and_asks_who_sent_it(string kind, string signature)
    {
        var causes = new Told().Incident(kind).Signature(signature).Diagnose().Causes;

        Assert.Equal(CauseIds.InsufficientEvidence, causes[0].Cause);
        Assert.Contains("exit-sender", causes[0].Missing.Where(m => m.Decisive == 0).Select(m => m.Id));
        Assert.Equal((Verdict.Possible, Verdict.Possible), (causes.Of(CauseIds.CgroupLimit).Verdict, causes.Of(CauseIds.HostRamExhausted).Verdict));
    }

    [Fact]
    public void A_runtime_that_reports_OOMKilled_points_to_the_containers_cgroup()
    {
        var causes = new Told().Incident(IncidentKind.Platform).Signature("k8s-oomkilled").Say(KubernetesFacts.MemoryLimit, 268_435_456).Diagnose().Causes;

        Assert.Equal((CauseIds.CgroupLimit, Verdict.Likely), (causes[0].Cause, causes[0].Verdict));
        Assert.Equal(268_435_456, causes[0].For[1].Number("limit"));
    }

    [Fact]
    public void An_old_32_bit_report_without_an_order_is_judged_by_its_marks()
    {
        var causes = RuleScenes.OldHighMem().Diagnose().Causes;

        Assert.Equal((CauseIds.LowZoneExhausted, Verdict.Likely), (causes[0].Cause, causes[0].Verdict));
        Assert.Equal(105_792, causes[0].For[0].Number("free"));
        Assert.Equal("closed-zone-has-room", Assert.Single(causes.Of(CauseIds.HostRamExhausted).Against).Id);
    }

    [Fact]
    public void CMA_pages_show_without_the_mask_too()
    {
        var causes = new Told().Incident(IncidentKind.KernelOom).Zone("0/DMA", 515_000, 10_400, 13_000, 15_600).Say(ZoneFacts.FreeCma, 509_000, "0/DMA").Diagnose().Causes;

        Assert.Equal((CauseIds.LowZoneExhausted, Verdict.Likely), (causes[0].Cause, causes[0].Verdict));
    }

    [Fact]
    public void A_full_tmpfs_is_named_by_the_message_that_says_so()
    {
        var causes = new Told().Incident(IncidentKind.Program).Signature("shm-full").Diagnose().Causes;

        Assert.Equal((CauseIds.ShmemOrTmpfs, Verdict.Likely, "shm-usage"), (causes[0].Cause, causes[0].Verdict, causes[0].Missing[0].Id));
    }

    [Fact]
    public void A_cut_meminfo_is_added_up_by_its_lists()
    {
        var facts = new Told().Meminfo("MemTotal: 1000000 kB\nMemFree: 100000 kB\nActive: 50000 kB\nInactive: 150000 kB\nSlab: 20000 kB").Diagnose().Facts;

        Assert.Equal(680_000, facts.Integer(MeminfoFacts.Unaccounted));
    }

    [Fact]
    public void Numbers_of_two_incidents_never_meet()
    {
        var causes = RuleScenes.TwoKills().Diagnose().Causes;

        Assert.Equal(
            [(CauseIds.CgroupLimit, 0), (CauseIds.HostRamExhausted, 1)],
            causes.Where(c => c.Verdict == Verdict.Confirmed).Select(c => (c.Cause, c.Incident!.Value)));
    }

    [Fact]
    public void A_large_process_that_is_said_to_grow_is_likely_a_leak_and_either_alone_only_possible()
    {
        var size = Scenes.CgroupKill().Diagnose().Causes.Of(CauseIds.ProcessMemoryLeak);
        var growth = new Told().Say(StatementFacts.Symptom, "growth").Diagnose().Causes.Of(CauseIds.ProcessMemoryLeak);
        var both = Scenes.CgroupKill().Paste().Say(StatementFacts.Symptom, "growth").Diagnose().Causes.Of(CauseIds.ProcessMemoryLeak);

        Assert.Equal((Verdict.Possible, Verdict.Possible, Verdict.Likely), (size.Verdict, growth.Verdict, both.Verdict));
    }
}
