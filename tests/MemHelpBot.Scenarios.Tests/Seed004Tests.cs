namespace MemHelpBot.Scenarios.Tests;

/// <summary>The GPU node whose memory stands in no counter.</summary>
public sealed class Seed004Tests
{
    private static readonly string Paste = Bot.Fixture("004-meminfo-slab.txt");

    [Fact]
    public void The_memory_that_no_counter_shows_is_computed()
    {
        var answer = Bot.Ask(Paste);
        Assert.Equal(63596320L, answer.Value("meminfo.MemTotal_kb"));
        Assert.Equal(35413640L, answer.Value("meminfo.unaccounted_kb"));
        Assert.Contains(answer.Saying("35,413,640 kB"), c => c.Text.Contains("33.8 GiB", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_table_cache_of_the_driver_explains_it()
    {
        var answer = Bot.Ask(Paste);
        Assert.Equal(8650926L, answer.Value("slab[nvidia_pte_cache-2782818403].objects"));
        Assert.Equal(34603704L, answer.Value("slab[nvidia_pte_cache-2782818403].backed_kb"));
        Assert.Equal(97.7, (double)answer.Value("slab[nvidia_pte_cache-2782818403].backed_percent")!, 0.05);
        Assert.Equal("driver-kernel-memory", answer.Causes[0].Id);
        Assert.NotEmpty(answer.Saying("34,603,704 kB"));
    }

    [Theory]
    [InlineData("zh", "占用内存的各项计数")]
    [InlineData("pl", "liczników zajmujących RAM")]
    public void Formulas_are_in_the_language_of_the_answer(string lang, string words)
    {
        var answer = Bot.Ask(Paste, lang);
        Assert.Contains(words, answer.Markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("counters that hold RAM", answer.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void The_slab_itself_is_small()
    {
        var answer = Bot.Ask(Paste);
        Assert.Equal(516752L, answer.Value("meminfo.Slab_kb"));
        Assert.DoesNotContain(answer.Causes, c => c.Id == "kernel-slab-growth" && c.Verdict is "confirmed" or "likely");
    }

    [Fact]
    public void Promised_memory_at_167_percent_is_not_the_cause_and_the_mode_is_asked()
    {
        var answer = Bot.Ask(Paste);
        Assert.Equal(1.6747, (double)answer.Value("commit.ratio")!, 0.0005);
        Assert.DoesNotContain(answer.Causes, c => c.Id == "commit-limit" && c.Verdict is "confirmed" or "likely");
        Assert.NotEmpty(answer.Saying("167"));
        Assert.Contains(answer.Causes.SelectMany(c => c.Missing).Concat(answer.Questions), q => q.Id == "overcommit-setting");
    }

    [Fact]
    public void Early_action_and_slower_eviction_are_among_the_actions()
    {
        var answer = Bot.Ask(Paste, role: "cluster-admin");
        Assert.Contains(answer.Actions, a => a.Command.Contains("earlyoom", StringComparison.Ordinal) || a.Command.Contains("oomd", StringComparison.Ordinal));
        Assert.NotEmpty(answer.Sources);
    }

    [Theory]
    [InlineData("GPU node with 62 GB: the pod has limit 40g, the node hangs, no OOM kill happens. Why?", "en")]
    [InlineData("宿主机 62g 内存，Pod 内存 limit 40g，节点卡死，但是没有触发 OOM，为什么？", "zh")]
    public void A_node_that_hangs_without_a_kill_thrashes(string question, string lang)
    {
        var answer = Bot.Ask(question);
        Assert.Equal(lang, answer.Language);
        Assert.Equal("reclaim-thrash", answer.Causes[0].Id);
        Assert.Contains(answer.Causes, c => c.Id == "driver-kernel-memory");
        Assert.Contains(answer.Questions.Concat(answer.Causes.SelectMany(c => c.Missing)), q => q.Id == "pressure");
        Assert.Contains(answer.Actions, a => a.Command.Contains("pressure", StringComparison.Ordinal) || a.Command.Contains("vmstat", StringComparison.Ordinal));
    }
}
