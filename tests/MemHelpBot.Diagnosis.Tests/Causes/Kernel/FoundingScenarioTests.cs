using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Kernel;

/// <summary>The kernel's side of the founding documents, from facts to the order of causes.</summary>
public sealed class FoundingScenarioTests
{
    [Fact]
    public void An_order_2_request_that_stops_at_order_1_is_fragmentation_and_no_shortage()
    {
        var causes = Scenes.StackOnSeven().Diagnose().Causes;

        var first = causes[0];
        Assert.Equal((CauseIds.MemoryFragmentation, Verdict.Confirmed, 0), (first.Cause, first.Verdict, first.Incident));
        Assert.Equal(
            ["per-order-test-fails", "no-block-min-unknown", "fails-if-min", "reserve-protects", "kernel-stack"],
            first.For.Select(e => e.Id));
        Assert.Equal(31_153, first.For[0].Number("free"));
        Assert.Equal(30_001, first.For[0].Number("needed"));
        Assert.Equal(202, first.For[0].Number("left"));
        Assert.Equal(269, first.For[0].Number("mark"));
        Assert.Equal("Node 1 DMA32", first.For[0].Word("zone"));
        Assert.Equal(12_927, first.For[1].Number("free"));
        Assert.Equal((1_441, 23_056), (first.For[2].Number("left"), first.For[2].Number("min")));
        Assert.Equal((15_872, 128_012), (first.For[3].Number("kept"), first.For[3].Number("line")));
        Assert.Equal(2, first.For[4].Number("order"));
        Assert.Equal(Verdict.RuledOut, causes.Of(CauseIds.HostRamExhausted).Verdict);
        Assert.Equal(Verdict.RuledOut, causes.Of(CauseIds.NumaNodeExhausted).Verdict);
        Assert.Equal("all-nodes-allowed", Assert.Single(causes.Of(CauseIds.NumaNodeExhausted).Against).Id);
        Assert.Single(causes, c => c.Verdict == Verdict.Confirmed);
    }

    [Fact]
    public void A_victim_that_fills_the_limit_confirms_the_cgroup_and_asks_whose_limit_it_is()
    {
        var causes = Scenes.CgroupKill().Diagnose().Causes;

        var first = causes[0];
        Assert.Equal((CauseIds.CgroupLimit, Verdict.Confirmed), (first.Cause, first.Verdict));
        Assert.Equal((81_920, 81_920), (first.For[0].Number("usage"), first.For[0].Number("limit")));
        Assert.Equal(81_884, first.For.Single(e => e.Id == "victim-fills-limit").Number("anon"));
        Assert.Equal("which-cgroup-limit", first.Missing[0].Id);
        Assert.Equal(Verdict.RuledOut, causes.Of(CauseIds.HostRamExhausted).Verdict);
    }

    [Fact]
    public void A_victim_of_half_the_limit_leaves_open_whose_limit_it_is()
    {
        var first = Scenes.CgroupKill(44_148).Diagnose().Causes[0];

        Assert.Equal((CauseIds.CgroupLimit, Verdict.Likely), (first.Cause, first.Verdict));
        Assert.Equal("which-cgroup-limit", first.Missing[0].Id);
    }

    [Fact]
    public void A_stated_parent_of_the_same_size_makes_it_the_parents_limit()
    {
        var causes = Scenes.CgroupKill(44_148).Paste().Say(StatementFacts.ParentLimit, 81_920).Say(StatementFacts.ChildLimit, 51_200).Diagnose().Causes;

        Assert.Equal((CauseIds.ParentCgroupLimit, Verdict.Likely), (causes[0].Cause, causes[0].Verdict));
        Assert.Equal(51_200, causes[0].For[0].Number("child"));
        Assert.Equal(Verdict.RuledOut, causes.Of(CauseIds.CgroupLimit).Verdict);
    }

    [Fact]
    public void An_unconstrained_kill_below_min_is_the_machine_whatever_unit_the_victim_lived_in()
    {
        var causes = Scenes.MachineFull().Diagnose().Causes;

        Assert.Equal((CauseIds.HostRamExhausted, Verdict.Confirmed), (causes[0].Cause, causes[0].Verdict));
        var zone = causes[0].For.Single(e => e.Id == "zone-below-min");
        Assert.Equal((22_324, 44_676), (zone.Number("free"), zone.Number("min")));
        Assert.Equal(Verdict.RuledOut, causes.Of(CauseIds.CgroupLimit).Verdict);
        Assert.Equal(Verdict.RuledOut, causes.Of(CauseIds.MemoryFragmentation).Verdict);
    }

    [Fact]
    public void A_policy_kill_is_the_nodes_by_the_marks_the_log_prints()
    {
        var causes = Scenes.BoundToNodeOne().Diagnose().Causes;

        Assert.Equal((CauseIds.NumaNodeExhausted, Verdict.Confirmed), (causes[0].Cause, causes[0].Verdict));
        var zone = causes[0].For.Single(e => e.Id == "node-below-low");
        Assert.Equal((34_068, 32_016, 40_020, 48_024), (zone.Number("free"), zone.Number("min"), zone.Number("low"), zone.Number("high")));
        Assert.Equal(226_231, causes[0].For.Single(e => e.Id == "machine-has-more").Number("free"));
        Assert.Equal(Verdict.RuledOut, causes.Of(CauseIds.HostRamExhausted).Verdict);
    }

    [Fact]
    public void Pages_in_no_counter_with_as_many_driver_objects_are_the_drivers()
    {
        var causes = Scenes.PagesBehindTheDriver().Diagnose().Causes;

        Assert.Equal((CauseIds.DriverKernelMemory, Verdict.Confirmed), (causes[0].Cause, causes[0].Verdict));
        Assert.Equal(34_603_704, causes[0].For.Single(e => e.Id == "cache-backs-pages").Number("backed"));
        Assert.Equal(35_413_640, causes[0].For.Single(e => e.Id == "unaccounted").Number("unaccounted"));
        Assert.Equal(Verdict.RuledOut, causes.Of(CauseIds.KernelSlabGrowth).Verdict);
        Assert.Equal(Verdict.RuledOut, causes.Of(CauseIds.HugepagesReserved).Verdict);
        Assert.Equal(Verdict.Likely, causes.Of(CauseIds.ReclaimThrash).Verdict);
    }

    [Fact]
    public void A_commitment_above_the_limit_is_only_possible_until_the_mode_is_told()
    {
        var commit = Scenes.PagesBehindTheDriver().Diagnose().Causes.Of(CauseIds.CommitLimit);
        var lax = Scenes.PagesBehindTheDriver().Say(VmFacts.Setting, 0, "overcommit_memory").Diagnose().Causes.Of(CauseIds.CommitLimit);
        var strict = Scenes.PagesBehindTheDriver().Say(VmFacts.Setting, 2, "overcommit_memory").Diagnose().Causes.Of(CauseIds.CommitLimit);

        Assert.Equal((Verdict.Possible, "overcommit-setting"), (commit.Verdict, commit.Missing[0].Id));
        Assert.Equal(Verdict.RuledOut, lax.Verdict);
        Assert.Equal(Verdict.Confirmed, strict.Verdict);
    }

    [Fact]
    public void A_node_that_hangs_below_its_container_limit_thrashes_and_hides_memory()
    {
        var causes = new Told().Say(StatementFacts.Limit, 41_943_040).Say(StatementFacts.MachineMemory, 65_011_712)
            .Say(StatementFacts.Symptom, "hang").Say(StatementFacts.Symptom, "no-kill").Say(StatementFacts.NoSwap, true).Diagnose().Causes;

        Assert.Equal(
            [(CauseIds.ReclaimThrash, Verdict.Likely), (CauseIds.DriverKernelMemory, Verdict.Likely)],
            causes.Select(c => (c.Cause, c.Verdict)));
        Assert.Equal("pressure", causes[0].Missing[0].Id);
    }

    [Fact]
    public void A_sample_far_below_the_commit_limit_rules_it_out_for_that_moment()
    {
        var causes = new Told().Meminfo("CommitLimit: 73955212 kB\nCommitted_AS: 1230403 kB").Diagnose().Causes;

        var commit = causes.Of(CauseIds.CommitLimit);
        Assert.Equal(Verdict.RuledOut, commit.Verdict);
        Assert.Equal(0.016637, commit.Against[0].Real("ratio"), 6);
        Assert.Equal(CauseIds.InsufficientEvidence, causes[0].Cause);
    }

    [Fact]
    public void A_bare_story_asks_for_the_kernel_log_first()
    {
        var causes = new Told().Say(StatementFacts.UsedPercent, 70.0).Say(StatementFacts.Symptom, "killed").Diagnose().Causes;

        var only = Assert.Single(causes);
        Assert.Equal((CauseIds.InsufficientEvidence, "kernel-log"), (only.Cause, only.Missing[0].Id));
        Assert.Equal(70.0, only.For[0].Real("used"));
    }

    [Fact]
    public void Nothing_at_all_asks_for_the_kernel_log()
    {
        var only = Assert.Single(new Told().Diagnose().Causes);

        Assert.Equal(CauseIds.InsufficientEvidence, only.Cause);
        Assert.Equal(["kernel-log"], only.Missing.Select(m => m.Id));
    }
}
