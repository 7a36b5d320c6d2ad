using MemHelpBot.Cases;

namespace MemHelpBot.Scenarios.Tests;

/// <summary>Known bugs are named with their source where version and pattern match, and only there.</summary>
public sealed class KnownBugTests
{
    private static string Kill(string release) => $"""
        Jan 12 04:11:09 web3 kernel: [8123.100001] mysqld invoked oom-killer: gfp_mask=0x26000c0, order=2, oom_score_adj=0
        Jan 12 04:11:09 web3 kernel: [8123.100002] mysqld cpuset=/ mems_allowed=0
        Jan 12 04:11:09 web3 kernel: [8123.100003] CPU: 1 PID: 991 Comm: mysqld Not tainted {release} #80-Ubuntu
        Jan 12 04:11:09 web3 kernel: [8123.100041] Out of memory: Kill process 991 (mysqld) score 212 or sacrifice child
        Jan 12 04:11:09 web3 kernel: [8123.100042] Killed process 991 (mysqld) total-vm:2000000kB, anon-rss:900000kB, file-rss:0kB
        """;

    [Theory]
    [InlineData("en", "A known bug is possible here: These kernels kill large processes")]
    [InlineData("zh", "这里可能是一个已知缺陷：这些内核")]
    [InlineData("pl", "Możliwy jest tu znany błąd: Te jądra zabijają")]
    public void A_kernel_with_a_known_bug_is_named_with_its_source(string language, string start)
    {
        var answer = Bot.Ask(Kill("4.4.0-59-generic"), language);

        var bugs = Assert.Single(answer.Sections, s => s.Kind == "known-bugs");
        Assert.StartsWith(start, bugs.Claims[0].Text, StringComparison.Ordinal);
        Assert.Contains("C:bug-ubuntu-xenial-premature-oom#mechanism", bugs.Claims[0].Citations);
        Assert.Contains("L3", bugs.Claims[0].Citations);
        Assert.Contains(answer.Sources, s => s.Id == "bug-ubuntu-xenial-premature-oom" && s.Url!.StartsWith("https://", StringComparison.Ordinal));
        Assert.Contains(answer.Actions, a => a.Id == "check-kernel-version");
    }

    [Theory]
    [InlineData("4.4.0-63-generic")]
    [InlineData("5.15.0-91-generic")]
    [InlineData("3.10.0-1160.el7.x86_64")]
    public void Another_kernel_is_not_accused(string release) =>
        Assert.DoesNotContain(Bot.Ask(Kill(release)).Sections, s => s.Kind == "known-bugs");

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    [InlineData("pl")]
    public void An_impossible_pressure_proves_the_counter_wrong(string language)
    {
        var answer = Bot.Ask("Nov 03 10:41:36 box systemd-oomd[641]: Killed /user.slice/user-1000.slice/user@1000.service/app.slice/code.scope due to memory pressure for /user.slice/user-1000.slice/user@1000.service being 27925460729.27% > 50.00% for > 20s with reclaim activity\n", language);

        var bugs = Assert.Single(answer.Sections, s => s.Kind == "known-bugs");
        Assert.Contains("C:bug-oomd-impossible-pressure#mechanism", bugs.Claims[0].Citations);
    }

    [Fact]
    public void A_line_of_the_kernel_is_enough_where_it_is_the_bug_itself()
    {
        var answer = Bot.Ask("[43073.004575] SLUB: Unable to allocate memory on node -1 (gfp=0x8020)\n[43073.022211]   cache: kmalloc-256(7:3f1c), object size: 256, buffer size: 256, default order: 1, min order: 0\nwhy?\n", "en");

        Assert.Contains(answer.Sections, s => s.Kind == "known-bugs" && s.Claims[0].Citations.Contains("L1"));
    }

    [Fact]
    public void The_shipped_table_has_at_least_fifteen_with_addresses()
    {
        var corpus = OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus"), null, null, TestContext.Current.CancellationToken).Corpus;

        Assert.True(corpus.KnownBugs.Count >= 15);
        Assert.All(corpus.KnownBugs, b => Assert.StartsWith("https://", corpus.Documents[b.DocumentId].Source.Url!, StringComparison.Ordinal));
    }
}
