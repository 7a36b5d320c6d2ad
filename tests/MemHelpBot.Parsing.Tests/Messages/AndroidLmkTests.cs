using MemHelpBot.Facts;
using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

public sealed class AndroidLmkTests
{
    [Theory]
    [InlineData("<6>[302600.931727] (4)[10628:kswapd0]lowmemorykiller: Killing 'd.play.games.ui' (2613), adj 900,\\x0a   to free 20784kB on behalf of 'kswapd0' (442) because\\x0a   cache 32112kB is below limit 32384kB for oom_score_adj 800\\x0a   Free memory is 17432kB above reserved")]
    [InlineData("<6>lowmemorykiller: Killing 'd.play.games.ui' (2613) (tgid 2613), adj 900,\n<6>   to free 20784kB on behalf of 'kswapd0' (442) because\n<6>   cache 32112kB is below limit 32384kB for oom_score_adj 800 (906)")]
    [InlineData("[ 77.120001] lowmemorykiller: Killing 'd.play.games.ui' (2613), adj 15, score_adj 900,\n[ 77.120002]    to free 20784kB on behalf of 'main' (1442) because\n[ 77.120003]    cache 32112kB is below limit 32384kB for oom_score_adj 800")]
    [InlineData("[ 77.120001] lowmemorykiller: Killing 'd.play.games.ui' (2613), adj 900, to free 20784kB on behalf of 'main' (1442) because cache 32112kB is below limit 32384kB for oom_score_adj 800.")]
    public void The_kernels_killer_tells_victim_size_and_limit(string text)
    {
        var reading = PasteReader.Read(text);
        Assert.Equal(["android-lmk", "android-lmk-driver"], reading.Signatures.Select(s => s.Id));
        Assert.Equal(IncidentKind.Platform, Assert.Single(reading.Incidents).Kind);
        Assert.Equal("d.play.games.ui", reading.Facts.Text(OomFacts.Victim, 0));
        Assert.Equal([2613, 900, 20784, 32112, 32384], new[] { OomFacts.VictimPid, OomFacts.VictimOomScoreAdj, LmkFacts.Freed, LmkFacts.Cache, LmkFacts.Limit }.Select(k => reading.Facts.Integer(k, 0)));
    }

    [Fact]
    public void The_oldest_form_tells_pages_and_an_old_rank_that_is_not_told()
    {
        var reading = PasteReader.Read("<4>[ 1712.442013] lowmemorykiller: send sigkill to 4081 (com.maps), adj 12, size 5318");
        Assert.Equal(["com.maps"], reading.Values("oom.victim", 0));
        Assert.Equal(["4081"], reading.Values("oom.victim_pid", 0));
        Assert.Equal(["5318"], reading.Values("lmk.size_pages", 0));
        Assert.Empty(reading.Values("oom.victim_oom_score_adj", 0));
    }

    [Theory]
    [InlineData("09-07 01:55:44.794   512   512 I lowmemorykiller: Kill 'com.example.gms' (3946), uid 10144, oom_score_adj 100 to free 266188kB rss, 771kB swap; reason: min watermark is breached even after kill", "266188", "771")]
    [InlineData("07-28 10:46:14.514 I lmkd    : Kill 'com.example.gms' (3946), uid 10144, oom_score_adj 100 to free 266188kB rss, 199016kB anon rss, 771kB swap, 0kB dmabuf_pss; reason: min watermark is breached even after kill", "266188", "771")]
    public void The_daemon_tells_a_reason(string text, string freed, string swap)
    {
        var reading = PasteReader.Read(text);
        Assert.Equal(["com.example.gms"], reading.Values("oom.victim", 0));
        Assert.Equal(["3946"], reading.Values("oom.victim_pid", 0));
        Assert.Equal(["10144"], reading.Values("oom.victim_uid", 0));
        Assert.Equal(["100"], reading.Values("oom.victim_oom_score_adj", 0));
        Assert.Equal([freed], reading.Values("lmk.freed_kb", 0));
        Assert.Equal([swap], reading.Values("lmk.freed_swap_kb", 0));
        Assert.Equal(["min watermark is breached even after kill"], reading.Values("lmk.reason", 0));
    }

    [Fact]
    public void Another_programs_kill_is_none() => Assert.Empty(PasteReader.Read("I ActivityManager: Kill 'com.x' (12) because I said so\ncache 100kB is below limit 200kB").Incidents);
}
