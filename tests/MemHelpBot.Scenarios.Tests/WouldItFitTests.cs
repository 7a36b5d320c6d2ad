namespace MemHelpBot.Scenarios.Tests;

/// <summary>What the change that comes to mind first would do, said in the answer with its lines.</summary>
public sealed class WouldItFitTests
{
    private const string Fragmented = """
        [81234.100001] python invoked oom-killer: gfp_mask=0x3000d0, order=2, oom_score_adj=0
        [81234.100002] python cpuset=/ mems_allowed=0
        [81234.100003] CPU: 3 PID: 4321 Comm: python Not tainted 3.10.0-1160.2.2.el7.x86_64 #1
        [81234.100010] Mem-Info:
        [81234.100020] Node 0 Normal free:124624kB min:4304kB low:5380kB high:6456kB active_anon:100kB inactive_anon:0kB active_file:0kB inactive_file:0kB unevictable:0kB isolated(anon):0kB isolated(file):0kB present:4194304kB managed:4000000kB mlocked:0kB
        [81234.100021] lowmem_reserve[]: 0 0 0 0
        [81234.100030] Node 0 Normal: 22393*4kB (UEM) 4279*8kB (UEM) 44*16kB (UM) 4*32kB (U) 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB = 124636kB
        [81234.100040] Out of memory: Kill process 4321 (python) score 12 or sacrifice child
        [81234.100041] Killed process 4321 (python) total-vm:2000000kB, anon-rss:900000kB, file-rss:0kB, shmem-rss:0kB
        """;

    [Theory]
    [InlineData("en", "Doubling vm.min_free_kbytes alone would not have let this request through in 0/Normal")]
    [InlineData("zh", "仅把 vm.min_free_kbytes 加倍，也不会让这次申请在 0/Normal 通过")]
    [InlineData("pl", "Samo podwojenie vm.min_free_kbytes nie przepuściłoby tego żądania w 0/Normal")]
    public void On_el7_a_larger_reserve_alone_does_not_mend_fragmentation(string language, string start)
    {
        var answer = Bot.Ask(Fragmented, language);

        Assert.Equal("memory-fragmentation", answer.Causes[0].Id);
        var fit = Assert.Single(answer.Sections, s => s.Kind == "fit");
        Assert.StartsWith(start, fit.Claims[0].Text, StringComparison.Ordinal);
        Assert.Contains("L5", fit.Claims[0].Citations);
        Assert.Equal(2 * (long)answer.Value("replay[0/Normal].mark_pages")!, answer.Value("fit[0/Normal].mark_if_min_doubled_pages"));
    }

    [Theory]
    [InlineData("en", "The limit ended it, so the true peak is not known: 50 GiB, 25 % more")]
    [InlineData("pl", "Zakończył to limit, więc prawdziwy szczyt jest nieznany: 50 GiB, o 25 % więcej")]
    public void A_job_that_was_ended_gets_the_least_limit_to_try(string language, string start)
    {
        var answer = Bot.Ask("=>> PBS: job killed: mem 41943040kb exceeded limit 33554432kb\n", language);

        Assert.Equal("scheduler-memory-limit", answer.Causes[0].Id);
        Assert.Contains(answer.Sections.Single(s => s.Kind == "fit").Claims, c => c.Text.Replace('\u00a0', ' ').StartsWith(start, StringComparison.Ordinal));
    }

    [Fact]
    public void A_kill_at_the_limit_gives_the_least_and_no_peak()
    {
        var answer = Bot.Ask(Bot.Fixture("002-memhog.log"));

        Assert.Equal(81_920L * 1024 * 125 / 100, answer.Value("fit.limit_least_bytes"));
        Assert.Null(answer.Value("fit.limit_wanted_bytes"));
    }
}
