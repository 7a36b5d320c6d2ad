namespace MemHelpBot.Scenarios.Tests;

/// <summary>The four shortened reports of the vendor's page; each stands on one long line, as the page prints it.</summary>
public sealed class Seed002Tests
{
    [Fact]
    public void A_cgroup_at_its_limit_kills_its_own_process()
    {
        var answer = Bot.Ask(Bot.Fixture("002-memhog.log"));
        Assert.Equal(81920L, answer.Value("memcg.limit_kb"));
        Assert.Equal(81920L, answer.Value("memcg.usage_kb"));
        Assert.Equal(30L, answer.Value("memcg.failcnt"));
        Assert.Equal("memhog", answer.Value("oom.victim"));
        Assert.Equal(2021820L, answer.Value("oom.victim_pid"));
        Assert.Equal(81884L, answer.Value("oom.victim_anon_rss_kb"));
        Assert.Equal("cgroup-limit", answer.Causes[0].Id);
        Assert.Contains("80 MiB", answer.Markdown, StringComparison.Ordinal);
        Assert.Contains("81,884 kB", answer.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void From_the_log_alone_it_is_a_cgroup_limit_and_the_question_is_whose()
    {
        var answer = Bot.Ask(Bot.Fixture("002-parent.log"));
        Assert.Equal("cgroup-limit", answer.Causes[0].Id);
        Assert.Contains(answer.Causes[0].Missing, q => q.Id == "which-cgroup-limit");
    }

    [Fact]
    public void With_the_limits_of_parent_and_children_told_it_is_the_parents()
    {
        var answer = Bot.Ask("The parent cgroup has a limit of 80 MB and each of the two child cgroups has 50 MB.\n" + Bot.Fixture("002-parent.log"));
        Assert.Equal("parent-cgroup-limit", answer.Causes[0].Id);
        Assert.Equal(44148L, answer.Value("oom.victim_anon_rss_kb"));
    }

    [Fact]
    public void A_zone_below_its_min_with_no_constraint_is_the_machine()
    {
        var answer = Bot.Ask(Bot.Fixture("002-global.log"));
        Assert.Equal("host-ram-exhausted", answer.Causes[0].Id);
        Assert.Equal(22324L, answer.Value("zone[0/DMA32].free_kb"));
        Assert.Equal(44676L, answer.Value("zone[0/DMA32].min_kb"));
        Assert.Equal("global", answer.Value("oom.scope"));
        Assert.Equal("/system.slice/sshd.service", answer.Value("oom.task_memcg"));
        Assert.DoesNotContain(answer.Causes, c => c.Id is "cgroup-limit" or "parent-cgroup-limit" && c.Verdict != "ruled-out");
    }

    [Fact]
    public void A_policy_that_binds_to_one_node_exhausts_that_node()
    {
        var answer = Bot.Ask(Bot.Fixture("002-mempolicy.log"));
        Assert.Equal("numa-node-exhausted", answer.Causes[0].Id);
        Assert.Equal("1", answer.Value("oom.nodemask"));
        Assert.Equal("mempolicy", answer.Value("oom.scope"));

        // The log line itself says free 34068 kB, min 32016 kB, low 40020 kB: that is what counts.
        Assert.Equal(34068L, answer.Value("zone[1/DMA32].free_kb"));
        Assert.Equal(32016L, answer.Value("zone[1/DMA32].min_kb"));
        Assert.Contains(1734L, answer.Facts.All.Where(f => f.Name == "oom.victim_pid").Select(f => f.Value.Integer!.Value));
        Assert.Equal(236300L, answer.Value("oom.victim_anon_rss_kb"));
    }
}
