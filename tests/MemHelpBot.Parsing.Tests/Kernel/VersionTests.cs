using MemHelpBot.Facts;

namespace MemHelpBot.Parsing.Tests.Kernel;

/// <summary>The lines that changed between versions and vendors, each as that kernel prints it; names with odd characters throughout.</summary>
public sealed class VersionTests
{
    [Theory]
    [InlineData("2.6.32", "a b invoked oom-killer: gfp_mask=0x280da, order=0, oom_adj=-3", 0x280da, 0, null, null)]
    [InlineData("el6", "a b invoked oom-killer: gfp_mask=0x280da, order=0, oom_adj=0, oom_score_adj=5", 0x280da, 0, 5, null)]
    [InlineData("el7", "a b invoked oom-killer: gfp_mask=0x3000d0, order=2, oom_score_adj=-998", 0x3000d0, 2, -998, null)]
    [InlineData("4.6", "a b invoked oom-killer: gfp_mask=0x24280ca(GFP_HIGHUSER_MOVABLE|__GFP_ZERO), order=0, oom_score_adj=0", 0x24280ca, 0, 0, null)]
    [InlineData("4.9", "a b invoked oom-killer: gfp_mask=0x24280ca(GFP_HIGHUSER_MOVABLE|__GFP_ZERO), nodemask=0-1,4, order=0, oom_score_adj=0", 0x24280ca, 0, 0, "0-1,4")]
    [InlineData("4.14", "a b invoked oom-killer: gfp_mask=0x14280ca(GFP_HIGHUSER_MOVABLE|__GFP_ZERO), nodemask=(null),  order=0, oom_score_adj=1000", 0x14280ca, 0, 1000, "(null)")]
    [InlineData("el8.1", "a b invoked oom-killer: gfp_mask=0x6200ca(GFP_HIGHUSER_MOVABLE), nodemask=(null), order=0, oom_score_adj=0", 0x6200ca, 0, 0, "(null)")]
    [InlineData("5.0+", "a b invoked oom-killer: gfp_mask=0x100cca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=300", 0x100cca, 0, 300, null)]
    [InlineData("zh", "测试 进程 invoked oom-killer: gfp_mask=0x0(), order=-1, oom_score_adj=0", 0, -1, 0, null)]
    public void A_header(string version, string line, long mask, long order, int? adjust, string? nodes)
    {
        var facts = Read(version, line).Facts;
        Assert.Equal(line[..line.IndexOf(" invoked", StringComparison.Ordinal)], facts.Text(OomFacts.Invoker, 0));
        Assert.Equal(mask, facts.Integer(OomFacts.GfpMask, 0));
        Assert.Equal(order, facts.Integer(OomFacts.Order, 0));
        Assert.Equal(adjust, facts.Integer(OomFacts.InvokerOomScoreAdj, 0));
        Assert.Equal(nodes, facts.Text(OomFacts.Nodemask, 0));
        Assert.Equal(order == -1, facts.Find(OomFacts.Manual, 0) is not null);
    }

    [Theory]
    [InlineData("Pid: 1234, comm: a b Not tainted 2.6.32-642.el6.x86_64 #1", "2.6.32-642.el6.x86_64", null)]
    [InlineData("CPU: 3 PID: 1234 Comm: a b Not tainted 3.10.0-1160.el7.x86_64 #1", "3.10.0-1160.el7.x86_64", 3L)]
    [InlineData("CPU: 3 PID: 1234 Comm: a b Kdump: loaded Tainted: G        W  OE     4.18.0-477.el8.x86_64 #1", "4.18.0-477.el8.x86_64", 3L)]
    [InlineData("CPU: 3 PID: 1234 Comm: a b Not tainted 5.4.17-2136.el8uek.x86_64 #2", "5.4.17-2136.el8uek.x86_64", 3L)]
    [InlineData("CPU: 3 PID: 1234 Comm: a b Tainted: G           OEL    4.12.14-197.40-default #1 SLE15-SP1", "4.12.14-197.40-default", 3L)]
    [InlineData("CPU: 3 PID: 1234 Comm: a b Not tainted 5.15.167.4-microsoft-standard-WSL2 #1", "5.15.167.4-microsoft-standard-WSL2", 3L)]
    [InlineData("CPU: 3 PID: 1234 Comm: a b Tainted: P           O      4.18.0-147.5.1.6.h541.eulerosv2r9.x86_64 #1", "4.18.0-147.5.1.6.h541.eulerosv2r9.x86_64", 3L)]
    [InlineData("CPU: 3 PID: 1234 Comm: a b Tainted: G        W         5.10.43-android12-9-g1a2b3c #1", "5.10.43-android12-9-g1a2b3c", 3L)]
    [InlineData("CPU: 3 UID: 1000 PID: 1234 Comm: a b Not tainted 6.12.19-1-default #1 PREEMPT(lazy)", "6.12.19-1-default", 3L)]
    public void The_line_of_the_processor(string line, string release, long? cpu)
    {
        var facts = Read("", "a b invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=0", line).Facts;
        Assert.Equal(release, facts.Text(OomFacts.Release, 0));
        Assert.Equal(1234, facts.Integer(OomFacts.InvokerPid, 0));
        Assert.Equal(cpu, facts.Integer(OomFacts.Cpu, 0));
    }

    [Theory]
    [InlineData("a b cpuset=/ mems_allowed=0-1,4", "/", "0-1,4")]
    [InlineData("a b cpuset=docker-3f2a1b.scope mems_allowed=0", "docker-3f2a1b.scope", "0")]
    [InlineData("a b cpuset=job (7), step=2 mems_allowed=1,3", "job (7), step=2", "1,3")]
    [InlineData("oom-kill:constraint=CONSTRAINT_CPUSET,nodemask=0,2-3,cpuset=job (7), step=2,mems_allowed=1,3,global_oom,task_memcg=/,task=a,pid=1,uid=0", "job (7), step=2", "1,3")]
    public void The_cpuset(string line, string cpuset, string nodes)
    {
        var facts = Read("", "a b invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=0", line).Facts;
        Assert.Equal(cpuset, facts.Text(OomFacts.Cpuset, 0));
        Assert.Equal(nodes, facts.Text(OomFacts.MemsAllowed, 0));
        if (line.StartsWith("oom-kill", StringComparison.Ordinal))
            Assert.Equal(("0,2-3", "cpuset"), (facts.Text(OomFacts.Nodemask, 0), facts.Text(OomFacts.Scope, 0)));
    }

    [Theory]
    [InlineData("[ pid ]   uid  tgid total_vm      rss cpu oom_adj name", "[ 4711]  1000  4711     9000     5000   1       0 {0}")]
    [InlineData("[ pid ]   uid  tgid total_vm      rss cpu oom_adj oom_score_adj name", "[ 4711]  1000  4711     9000     5000   1     -17         -1000 {0}")]
    [InlineData("[ pid ]   uid  tgid total_vm      rss nr_ptes swapents oom_score_adj name", "[ 4711]  1000  4711     9000     5000      40        7             0 {0}")]
    [InlineData("[ pid ]   uid  tgid total_vm      rss nr_ptes nr_pmds swapents oom_score_adj name", "[ 4711]  1000  4711     9000     5000      40       3        7             0 {0}")]
    [InlineData("[ pid ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name", "[ 4711]  1000  4711     9000     5000   180224        7          -999 {0}")]
    [InlineData("[  pid  ]   uid  tgid total_vm      rss rss_anon rss_file rss_shmem pgtables_bytes swapents oom_score_adj name", "[   4711]  1000  4711     9000     5000     4800      200         0   180224        7             0 {0}")]
    public void The_task_table(string head, string row)
    {
        foreach (var name in (string[])["java", "7z a b", "(sd-pam)", "a/b:c] d", "Web Content", "进程 一", "kworker) x"])
        {
            var facts = Read("", "a invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=0", head, row.Replace("{0}", name, StringComparison.Ordinal), "Out of memory: Kill process 4711 (x) score 9 or sacrifice child").Facts;
            var task = Assert.Single(facts.Find(TaskFacts.Top, 0)!.Value.Value.Tasks!);
            Assert.Equal((name, 4711L, 20_000L), (task.Comm, task.Pid, task.RssKb));
            Assert.Equal(1, facts.Integer(TaskFacts.Count, 0));
        }
    }

    [Theory]
    [InlineData("Out of memory: kill process 4711 ({0}) score 21312 or a child", "Killed process 4711 ({0})", 21312L, "global")]
    [InlineData("Memory cgroup out of memory: kill process 4711 ({0}) score 900 or a child", "Killed process 4711 ({0})", 900L, "memcg")]
    [InlineData("Out of memory: Kill process 4711 ({0}) score 812 or sacrifice child", "Killed process 4711, UID 48, ({0}) total-vm:900kB, anon-rss:800kB, file-rss:5kB", 812L, "global")]
    [InlineData("Out of memory (oom_kill_allocating_task): Kill process 4711 ({0}) score 0 or sacrifice child", "Killed process 4711 ({0}) total-vm:900kB, anon-rss:800kB, file-rss:5kB, shmem-rss:1kB", 0L, "global")]
    [InlineData("Memory cgroup out of memory: Kill process 4711 ({0}) score 1812 or sacrifice child", "Killed process 4711 ({0}), UID 48, total-vm:900kB, anon-rss:800kB, file-rss:5kB, shmem-rss:1kB", 1812L, "memcg")]
    [InlineData("", "Memory cgroup out of memory: Killed process 4711 ({0}) total-vm:900kB, anon-rss:800kB, file-rss:5kB, shmem-rss:1kB, UID:48 pgtables:12kB oom_score_adj:-5", null, "memcg")]
    public void The_kill_lines(string choice, string killed, long? score, string scope)
    {
        foreach (var name in (string[])["java", "a) b (c", "sh/x:1] y", "进程 一", "(sd-pam)"])
        {
            var facts = Read("", choice.Replace("{0}", name, StringComparison.Ordinal), killed.Replace("{0}", name, StringComparison.Ordinal)).Facts;
            Assert.Equal(name, facts.Text(OomFacts.Victim, 0));
            Assert.Equal(4711, facts.Integer(OomFacts.VictimPid, 0));
            Assert.Equal(score, facts.Integer(OomFacts.VictimScore, 0));
            Assert.Equal(scope, facts.Text(OomFacts.Scope, 0));
            if (killed.Contains("total-vm", StringComparison.Ordinal))
                Assert.Equal((900L, 800L, 5L), (facts.Integer(OomFacts.VictimTotalVm, 0), facts.Integer(OomFacts.VictimAnonRss, 0), facts.Integer(OomFacts.VictimFileRss, 0)));
            if (killed.Contains("UID", StringComparison.Ordinal))
                Assert.Equal(48, facts.Integer(OomFacts.VictimUid, 0));
        }
    }

    [Fact]
    public void Tasks_that_share_the_memory_are_killed_too_and_are_no_further_incident()
    {
        var reading = Read("", "Out of memory: Kill process 4711 (java) score 812 or sacrifice child", "Killed process 4711 (java) total-vm:900kB, anon-rss:800kB, file-rss:5kB", "Kill process 4720 (java) sharing same memory");
        Assert.Single(reading.Incidents);
        Assert.Equal([4711L], reading.Facts.Every(OomFacts.VictimPid).Select(f => f.Value.Integer!.Value));
    }

    [Theory]
    [InlineData("Normal free:800kB min:936kB low:1168kB high:1400kB active_anon:4kB inactive_anon:0kB present:889128kB pages_scanned:31 all_unreclaimable? yes", "0/Normal", 800, 936)]
    [InlineData("Node 0 HighMem free:800kB min:512kB low:640kB high:768kB active_anon:4kB unevictable:0kB isolated(anon):0kB present:2187464kB managed:2187464kB all_unreclaimable? yes", "0/HighMem", 800, 512)]
    [InlineData("Node 3 Movable free:800kB boost:0kB min:936kB low:1168kB high:1400kB reserved_highatomic:0KB free_highatomic:0KB active_anon:4kB present:889128kB managed:800000kB all_unreclaimable? yes", "3/Movable", 800, 936)]
    public void The_zone_line(string line, string zone, long free, long min)
    {
        var facts = Read("", "a invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=0", "Mem-Info:", line).Facts;
        Assert.Equal(free, facts.Integer(ZoneFacts.Free, 0, zone));
        Assert.Equal(min, facts.Integer(ZoneFacts.Min, 0, zone));
        Assert.True(facts.Find(ZoneFacts.Present, 0, zone)!.Value.Value.Integer > 0);
        Assert.True(facts.Find(ZoneFacts.AllUnreclaimable, 0, zone)!.Value.Value.Flag);
    }

    [Fact]
    public void The_newest_zone_line_shows_what_is_kept_and_the_rise_of_the_marks()
    {
        var facts = Read("6.18", "a invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0",
            "Node 0 Normal free:60316kB boost:4096kB min:62000kB low:76000kB high:90000kB reserved_highatomic:28672KB free_highatomic:1360KB active_anon:4kB present:15269888kB managed:14930432kB mlocked:0kB").Facts;
        Assert.Equal([4096L, 28672L, 1360L], new[] { ZoneFacts.Boost, ZoneFacts.ReservedHighatomic, ZoneFacts.FreeHighatomic }.Select(k => facts.Integer(k, 0, "0/Normal")!.Value));
    }

    [Fact]
    public void The_letters_of_a_free_list_are_told_by_order() => Assert.Equal(
        ["UMEHCI", "", "R"],
        Read("", "a invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=0", "Node 0 Normal: 3*4kB (UMEHCI) 0*8kB 1*16kB (R) = 28kB").Facts.Find(ZoneFacts.FreeBlockTypes, 0, "0/Normal")!.Value.Value.Texts);

    [Fact]
    public void A_cgroups_report_shows_the_page_size_by_its_victim()
    {
        string[] lines =
        [
            "a invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0", "CPU: 3 PID: 1 Comm: a Not tainted 5.14.0-427.el9.aarch64+64k #1", "memory: usage 81920kB, limit 81920kB, failcnt 3",
            "[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name", "[     10]     0    10      500      100   196608        0             0 a",
        ];
        var facts = Read("", [.. lines, "Memory cgroup out of memory: Killed process 10 (a) total-vm:32000kB, anon-rss:6400kB, file-rss:0kB, shmem-rss:0kB"]).Facts;
        Assert.Equal(64, facts.Integer(MemFacts.PageSize, 0));
        Assert.Equal(6400, facts.Integer(TaskFacts.RssTotal, 0));
        var cut = Read("", lines);
        Assert.Null(cut.Facts.Find(TaskFacts.Top, 0));
        Assert.Single(cut.Unread);
    }

    private static Reading Read(string version, params string[] lines) =>
        PasteReader.Read(string.Join('\n', lines.Where(l => l.Length > 0).Select((l, i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[ 88.{i:D6}] {l}")))) ?? throw new InvalidOperationException(version);
}
