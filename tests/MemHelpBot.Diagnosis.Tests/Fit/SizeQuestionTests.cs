using MemHelpBot.Diagnosis.Fit;
using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Tests.Fit.Change;

namespace MemHelpBot.Diagnosis.Tests.Fit;

public sealed class SizeQuestionTests
{
    [Fact]
    public void Ranks_that_fit_are_told_with_what_is_left_and_how_many_would_go()
    {
        var table = Alone("ranks-on-node", ("ranks", 32), ("threads", 2), ("per-rank", 5 * GiB), ("node-memory", 200 * GiB));

        Assert.Equal(FitOutcome.Fits, table.Outcome);
        Assert.Equal(190 * GiB, table.Row("room"));
        Assert.Equal(160 * GiB, table.Row("need"));
        Assert.Equal(30 * GiB, table.Margin!.Value);
        Assert.Equal(38, table.Row("most-ranks"));
        Assert.Equal(Math.Floor(190 * GiB / 64), table.Row("thread-room"));
        Assert.Equal(FitOrigin.Assumed, table.Rows.Single(r => r.Id == "os-reserve").Origin);
    }

    [Fact]
    public void Too_many_ranks_lack_memory_and_a_stated_reserve_counts()
    {
        var table = Alone("ranks-on-node", ("ranks", 48), ("per-rank", 4 * GiB), ("node-memory", 192 * GiB), ("os-reserve", 8 * GiB));

        Assert.Equal(FitOutcome.DoesNotFit, table.Outcome);
        Assert.Equal(-8 * GiB, table.Margin!.Value);
        Assert.Equal(46, table.Row("most-ranks"));
    }

    [Fact]
    public void Without_the_memory_of_a_rank_its_share_is_told_and_the_rest_is_asked()
    {
        var table = Alone("ranks-on-node", ("ranks", 10), ("node-memory", 100 * GiB));

        Assert.Equal(FitOutcome.Open, table.Outcome);
        Assert.Equal(9.5m * GiB, table.Row("rank-room"));
        Assert.Equal(["per-rank"], table.Missing);
    }

    [Fact]
    public void Facts_fill_what_is_not_stated()
    {
        var told = new Told().Incident(IncidentKind.Program).Say(MpiFacts.RanksPerNode, 64).Say(JobFacts.Peak, 128 * 1024 * 1024).Say(MpiFacts.Ranks, 64)
            .Paste().Say(MeminfoFacts.Field, 131_072_000, "MemTotal");

        var table = One(told, "ranks-on-node", ("threads", 1));

        Assert.Equal(2 * GiB, table.Row("per-rank"));
        Assert.Equal(FitOutcome.DoesNotFit, table.Outcome);
        Assert.Contains("share-is-average", table.Says());
        Assert.Equal(1_992_294_400L, told.Diagnose().Facts.Integer(FitFacts.RankRoom, 0));
    }

    [Fact]
    public void A_limit_is_held_against_the_peak_with_headroom()
    {
        var table = Alone("memory-limit", ("limit", 8 * GiB), ("peak", 7 * GiB));

        Assert.Equal(FitOutcome.DoesNotFit, table.Outcome);
        Assert.Equal(8.75m * GiB, table.Row("wanted"));
        Assert.Equal(-0.75m * GiB, table.Margin!.Value);
        Assert.Equal(FitOutcome.Fits, Alone("memory-limit", ("limit", 8 * GiB), ("peak", 7 * GiB), ("headroom", 10)).Outcome);
    }

    [Fact]
    public void A_use_that_was_cut_off_at_the_limit_is_no_peak()
    {
        var table = One(Scenes.CgroupKill(), "memory-limit", ("limit", 1 * GiB));

        Assert.Equal(FitOutcome.Open, table.Outcome);
        Assert.Contains("peak-cut-off", table.Says());
        Assert.Contains("peak", table.Missing);
        Assert.Null(Scenes.CgroupKill().Diagnose().Facts.Find(FitFacts.LimitWanted));
        Assert.Equal(102_400L * 1024, Scenes.CgroupKill().Diagnose().Facts.Integer(FitFacts.LimitLeast, 0));
    }

    [Fact]
    public void A_limit_filled_by_page_cache_is_told_apart()
    {
        var told = Scenes.CgroupKill().Say(MemcgFacts.Anon, 9_000).Say(MemcgFacts.Slab, 1_000);

        var table = One(told, "memory-limit", ("limit", 1 * GiB));

        Assert.Equal(10_000 * KiB, table.Row("not-reclaimable"));
        Assert.Contains("cache-fills-limit", table.Says());
    }

    [Fact]
    public void A_limit_above_the_machine_protects_nothing()
    {
        var table = Alone("memory-limit", ("limit", 64 * GiB), ("peak", 7 * GiB), ("node-memory", 32 * GiB));

        Assert.Contains("limit-above-node", table.Says());
    }

    [Fact]
    public void The_peak_of_a_job_gives_a_limit_as_a_derived_fact()
    {
        var facts = new Told().Incident(IncidentKind.Program).Say(JobFacts.Peak, 4_000_000).Say(JobFacts.Limit, 8_000_000).Diagnose().Facts;

        var wanted = facts.Find(FitFacts.LimitWanted, 0)!.Value;
        Assert.Equal(5_000_000L * 1024, wanted.Value.Integer);
        Assert.Equal("peak × (100 + 25) ÷ 100", wanted.Derivation!.Formula);
        Assert.Equal([JobFacts.Peak], wanted.Derivation.From.Select(f => f.Key));
    }

    [Fact]
    public void A_jvm_is_added_up_against_the_limit()
    {
        var table = Alone("jvm-in-container", ("limit", 8 * GiB), ("heap", 4 * GiB), ("metaspace", 256 * MiB), ("code-cache", 240 * MiB), ("thread-count", 300), ("stack", MiB), ("direct", 512 * MiB));

        Assert.Equal(FitOutcome.Fits, table.Outcome);
        Assert.Equal((4096 + 256 + 240 + 300 + 512) * MiB, table.Row("need"));
        Assert.Equal((8192 - 5404) * MiB, table.Margin!.Value);
        Assert.Empty(table.Missing);
    }

    [Fact]
    public void A_jvm_of_which_threads_and_direct_memory_are_not_told_is_not_decided()
    {
        var table = Alone("jvm-in-container", ("limit", 8 * GiB), ("heap", 6 * GiB));

        Assert.Equal(FitOutcome.Open, table.Outcome);
        Assert.Equal(["thread-count", "direct"], table.Missing);
        Assert.Contains("direct-default", table.Says());
        Assert.Equal(8192 - 6144 - 256 - 240, table.Row("most-threads"));
    }

    [Fact]
    public void A_heap_as_large_as_the_limit_does_not_fit_whatever_is_missing() =>
        Assert.Equal(FitOutcome.DoesNotFit, Alone("jvm-in-container", ("limit", 4 * GiB), ("heap", 4 * GiB)).Outcome);

    [Fact]
    public void Without_a_heap_the_default_share_of_the_limit_is_assumed() =>
        Assert.Equal(2 * GiB, Alone("jvm-in-container", ("limit", 8 * GiB), ("thread-count", 50)).Row("heap"));

    [Fact]
    public void The_commit_limit_follows_ratio_and_swap()
    {
        var told = new Told().Meminfo("MemTotal: 263856000 kB\nSwapTotal: 4194300 kB\nCommitted_AS: 150000000 kB\nCommitLimit: 136122300 kB").Say(VmFacts.Setting, 2, "overcommit_memory");

        var table = One(told, "commit-promise", ("overcommit-ratio", 80), ("request", 10 * GiB));

        Assert.Equal(((263_856_000m * 0.8m) + 4_194_300) * KiB, table.Row("commit-limit"));
        Assert.Equal(FitOutcome.Fits, table.Outcome);
        Assert.Equal(FitOutcome.DoesNotFit, One(told, "commit-promise", ("overcommit-ratio", 50), ("request", GiB)).Outcome);
        Assert.Empty(table.Says());
    }

    [Fact]
    public void In_another_mode_the_commit_limit_refuses_nothing_and_that_is_said()
    {
        var told = new Told().Meminfo("MemTotal: 1000000 kB\nSwapTotal: 0 kB\nCommitted_AS: 900000 kB").Say(VmFacts.Setting, 0, "overcommit_memory");

        Assert.Contains("mode-not-two", One(told, "commit-promise", ("request", GiB)).Says());
    }

    [Fact]
    public void Nothing_stated_and_nothing_told_asks_nothing() => Assert.Empty(Of(new Told()));

    [Fact]
    public void Absurd_sizes_of_a_paste_are_left_alone()
    {
        var told = new Told().Incident(IncidentKind.Program).Say(MpiFacts.RanksPerNode, long.MaxValue).Say(JobFacts.Peak, long.MaxValue).Say(JobFacts.Limit, -1);

        Assert.All(Of(told), t => Assert.DoesNotContain(t.Rows, r => r.Value > 1L << 60));
    }
}
