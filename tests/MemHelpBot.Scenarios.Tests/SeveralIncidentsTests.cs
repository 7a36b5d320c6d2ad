using System.Globalization;
using System.Text;

namespace MemHelpBot.Scenarios.Tests;

/// <summary>Pastes with several incidents, through the whole product: no sentence breaks a rule in any language.</summary>
public sealed class SeveralIncidentsTests
{
    private static string Loop(int kills, Func<int, int> anon, Func<int, string> time)
    {
        var log = new StringBuilder();
        for (var i = 0; i < kills; i++)
        {
            log.Append(CultureInfo.InvariantCulture, $"""
                {time(i)} kx7 kernel: billing invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0
                {time(i)} kx7 kernel: memory: usage 524288kB, limit 524288kB, failcnt {40 + i}
                {time(i)} kx7 kernel: oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/system.slice/billing.service,task_memcg=/system.slice/billing.service,task=billing,pid={3100 + (i * 17)},uid=988
                {time(i)} kx7 kernel: Memory cgroup out of memory: Killed process {3100 + (i * 17)} (billing) total-vm:1934200kB, anon-rss:{anon(i)}kB, file-rss:4096kB, shmem-rss:0kB, UID:988 pgtables:1480kB oom_score_adj:0

                """);
        }

        return log.ToString();
    }

    private static string Clock(int minutes) => $"Nov 22 {14 + (minutes / 60):00}:{minutes % 60:00}:10";

    [Theory]
    [InlineData("en", "It is a loop: in /system.slice/billing.service something was killed 9 times within 16 min, every 2 min on average.")]
    [InlineData("zh", "这是一个循环：/system.slice/billing.service 中在 16 分钟内被杀 9 次，平均每 2 分钟一次。")]
    [InlineData("pl", "To pętla: w /system.slice/billing.service coś zabito 9 razy w ciągu 16 min, średnio co 2 min.")]
    public void Nine_kills_of_one_cgroup_are_a_loop_at_the_limit(string language, string sentence)
    {
        var answer = Bot.Ask(Loop(9, i => 519_000 + (i % 3 * 16), i => Clock(i * 2)), language);

        Assert.Equal("cgroup-limit", answer.Causes[0].Id);
        Assert.Equal(9, answer.Incidents.Count);
        var together = Assert.Single(answer.Sections, s => s.Kind == "together");
        Assert.StartsWith(sentence, together.Claims[0].Text.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.All(together.Claims[0].Citations, c => Assert.StartsWith("L", c, StringComparison.Ordinal));
        Assert.Equal(9L, answer.Value("repeat[/system.slice/billing.service].kills"));
        Assert.Equal(2, together.Claims.Count);
    }

    [Fact]
    public void Victims_that_grow_from_kill_to_kill_make_a_leak_likely()
    {
        var answer = Bot.Ask(Loop(4, i => 300_000 + (i * 70_000), i => Clock(i * 15)), "en");

        Assert.Contains(answer.Saying("was larger at each kill"), c => c.Text.Contains("300,000 kB", StringComparison.Ordinal));
        Assert.Equal("likely", answer.Verdict("process-memory-leak"));
    }

    [Fact]
    public void Two_kills_a_month_apart_stay_two_incidents()
    {
        var answer = Bot.Ask(Loop(2, _ => 519_000, i => i == 0 ? "Oct 22 14:00:00" : "Nov 22 14:00:00"), "en");

        Assert.Equal(2, answer.Incidents.Count);
        Assert.DoesNotContain(answer.Sections, s => s.Kind == "together");
    }

    [Fact]
    public void A_follow_up_keeps_what_was_said_together()
    {
        var bot = new Bot();
        bot.Say(Loop(3, _ => 519_000, i => Clock(i * 2)), "en");
        var answer = bot.Say(Loop(3, _ => 519_000, i => Clock(20 + (i * 2))), "en");

        Assert.Equal(6L, answer.Value("repeat[/system.slice/billing.service].kills"));
    }
}
