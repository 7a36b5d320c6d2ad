using MemHelpBot.Facts;

namespace MemHelpBot.Parsing.Tests.Kernel;

public sealed class KillLineTests
{
    [Theory]
    [InlineData("Killed process 912 (httpd)", "httpd", 912L, null, null)]
    [InlineData("Killed process 912, UID 48, (httpd) total-vm:70kB, anon-rss:60kB, file-rss:5kB", "httpd", 912L, 48L, 60L)]
    [InlineData("Killed process 912 (httpd) total-vm:70kB, anon-rss:60kB, file-rss:5kB", "httpd", 912L, null, 60L)]
    [InlineData("Killed process 912 (httpd), UID 48, total-vm:70kB, anon-rss:60kB, file-rss:5kB, shmem-rss:0kB", "httpd", 912L, 48L, 60L)]
    [InlineData("Out of memory: Killed process 912 (a/b:c) d) total-vm:70kB, anon-rss:60kB, file-rss:5kB, shmem-rss:0kB, UID:48 pgtables:12kB oom_score_adj:-5", "a/b:c) d", 912L, 48L, 60L)]
    [InlineData("Out of memory (oom_kill_allocating_task): Killed process 912 (httpd) total-vm:70kB, anon-rss:60kB, file-rss:5kB, shmem-rss:0kB, UID:48", "httpd", 912L, 48L, 60L)]
    public void A_kill_line_of_any_version_names_the_victim(string text, string victim, long pid, long? uid, long? anon)
    {
        var reading = PasteReader.Read("[ 77.000001] " + text);
        Assert.Equal(IncidentKind.KernelKillLine, Assert.Single(reading.Incidents).Kind);
        Assert.Equal("kernel-oom-killed-line", reading.Signatures[0].Id);
        Assert.Equal(victim, reading.Facts.Text(OomFacts.Victim));
        Assert.Equal(pid, reading.Facts.Integer(OomFacts.VictimPid));
        Assert.Equal(uid, reading.Facts.Integer(OomFacts.VictimUid));
        Assert.Equal(anon, reading.Facts.Integer(OomFacts.VictimAnonRss));
    }

    [Fact]
    public void A_two_line_kernel_may_choose_one_task_and_kill_another()
    {
        var reading = PasteReader.Read("""
            May  5 16:22:36 db1 kernel: Memory cgroup out of memory: Kill process 5810 (parent) score 968 or sacrifice child
            May  5 16:22:36 db1 kernel: Killed process 5903 (child), UID 26, total-vm:700kB, anon-rss:600kB, file-rss:0kB, shmem-rss:0kB
            """);
        Assert.Single(reading.Incidents);
        Assert.Equal(["child"], reading.Facts.Every(OomFacts.Victim).Select(f => f.Value.Text));
        Assert.Equal(968, reading.Facts.Integer(OomFacts.VictimScore));
        Assert.Equal("memcg", reading.Facts.Text(OomFacts.Scope));
        Assert.Contains("kernel-oom-memcg", reading.Signatures.Select(s => s.Id));
        Assert.Equal("db1", reading.Incidents[0].Host);
    }

    [Fact]
    public void The_choice_counts_as_victim_only_when_it_stands_alone()
    {
        Assert.Equal("python", PasteReader.Read("Warning OOMKilling 58m kernel-monitor Memory cgroup out of memory: Kill process 7426 (python) score 1576 or sacrific").Facts.Text(OomFacts.Victim));
        var report = Fixture.Of("el7").Log;
        var cut = report[..report.IndexOf("Killed process", StringComparison.Ordinal)];
        Assert.Null(PasteReader.Read(cut).Facts.Text(OomFacts.Victim));
        Assert.Equal(244, PasteReader.Read(cut).Facts.Integer(OomFacts.VictimScore));
    }

    [Fact]
    public void Kill_lines_alone_are_an_incident_each()
    {
        var reading = PasteReader.Read(string.Join('\n', Enumerable.Range(1, 5).Select(i => $"> Nov 22 14:39:5{i} n1 kernel: Killed process {i} (node), UID 1000, total-vm:6kB, anon-rss:{i}kB, file-rss:1kB, shmem-rss:0kB")));
        Assert.Equal([0, 1, 2, 3, 4], reading.Incidents.Select(i => i.Index));
        Assert.Equal(3, reading.Facts.Integer(OomFacts.VictimPid, 2));
        Assert.Equal("Nov 22 14:39:53", reading.Incidents[2].Time);
    }

    [Fact]
    public void A_kill_line_far_behind_a_finished_report_is_its_own()
    {
        var reading = PasteReader.Read(Fixture.Of("el8").Log + "[ 99999.000001] Out of memory: Killed process 3 (late) total-vm:1kB, anon-rss:1kB, file-rss:0kB, shmem-rss:0kB\n");
        Assert.Equal([IncidentKind.KernelOom, IncidentKind.KernelKillLine], reading.Incidents.Select(i => i.Kind));
        Assert.Equal("cp2k.psmp", reading.Facts.Text(OomFacts.Victim, 0));
        Assert.Equal("late", reading.Facts.Text(OomFacts.Victim, 1));
    }

    [Fact]
    public void Lines_of_one_event_that_stand_newest_first_are_one_report()
    {
        var reading = PasteReader.Read("""
            Jun  9 14:35:52 ha kernel: Out of memory: Killed process 596 (python3) total-vm:36kB, anon-rss:12kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:5kB oom_score_adj:-300
            Jun  9 14:35:52 ha kernel: oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/system.slice/x.scope,task=python3,pid=596,uid=0
            """);
        Assert.Equal(IncidentKind.KernelOom, Assert.Single(reading.Incidents).Kind);
        Assert.Equal(["kernel-oom-global"], reading.Signatures.Select(s => s.Id));
        Assert.Equal("CONSTRAINT_NONE", reading.Facts.Text(OomFacts.Constraint));
    }

    [Fact]
    public void A_group_kill_has_several_victims_in_one_incident()
    {
        var reading = PasteReader.Read("""
            [ 10.000001] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/pod,task_memcg=/pod/a,task=a,pid=11,uid=0
            [ 10.000002] Memory cgroup out of memory: Killed process 11 (a) total-vm:5kB, anon-rss:4kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:1kB oom_score_adj:0
            [ 10.000003] Tasks in /pod are going to be killed due to memory.oom.group set
            [ 10.000004] Memory cgroup out of memory: Killed process 11 (a) total-vm:5kB, anon-rss:4kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:1kB oom_score_adj:0
            [ 10.000005] Memory cgroup out of memory: Killed process 12 (b) total-vm:6kB, anon-rss:5kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:1kB oom_score_adj:0
            """);
        Assert.Single(reading.Incidents);
        Assert.Equal(["a", "b"], reading.Facts.Every(OomFacts.Victim).Select(f => f.Value.Text));
        Assert.Equal("/pod", reading.Facts.Text(OomFacts.Memcg));
        Assert.Equal("/pod/a", reading.Facts.Text(OomFacts.TaskMemcg));
    }

    [Fact]
    public void Nothing_to_kill_is_told()
    {
        var reading = PasteReader.Read("[ 5.000001] nfsd invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0\n[ 5.000002] Out of memory and no killable processes...\n[ 5.000003] Kernel panic - not syncing: System is deadlocked on memory");
        Assert.True(reading.Facts.Find(OomFacts.NoKillable)!.Value.Value.Flag);
        Assert.Equal(["kernel-oom-panic", "kernel-oom-global", "kernel-oom-no-killable"], reading.Signatures.Select(s => s.Id));
        Assert.Null(reading.Facts.Text(OomFacts.Victim));
    }

    [Theory]
    [InlineData("[ 5.000001] sysrq: Manual OOM execution\n[ 5.000002] kworker/0:1 invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=-1, oom_score_adj=0")]
    [InlineData("[ 5.000001] SysRq : Manual OOM execution\n[ 5.000002] kworker/0:1 invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=0")]
    [InlineData("[ 5.000002] kworker/0:1 invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=0\n[ 5.000003]  [<ffffffff81>] moom_callback+0x28/0x30")]
    public void A_kill_by_sysrq_is_manual(string text)
    {
        var reading = PasteReader.Read(text);
        Assert.True(reading.Facts.Find(OomFacts.Manual)!.Value.Value.Flag);
        Assert.Equal("kworker/0:1", reading.Facts.Text(OomFacts.Invoker));
    }

    [Fact]
    public void A_kill_line_of_unknown_shape_is_returned_with_its_line()
    {
        var unread = Assert.Single(PasteReader.Read("hello\n[ 1.000001] Killed process 17 [java] with 4 GB").Unread);
        Assert.Equal(2, unread.Span.FirstLine);
    }

    [Fact]
    public void A_free_list_whose_sum_is_not_its_total_was_altered()
    {
        var reading = PasteReader.Read("[ 1.000001] Node 0 DMA: 1*4kB (U) 1*8kB (U) 0*16kB = 16kB");
        Assert.Equal(["altered-log"], reading.Notices.Select(n => n.Id));
        Assert.Equal(1, reading.Notices[0].Span!.Value.FirstLine);
    }

    [Fact]
    public void A_free_list_that_is_cut_gives_no_counts() =>
        Assert.Null(PasteReader.Read("[ 1.000001] Node 0 DMA: 1*4kB (U) 1*8kB (U) 0*16kB 3>").Facts.Find(ZoneFacts.FreeBlocks));

    [Fact]
    public void Large_pages_show_in_the_free_list()
    {
        var reading = PasteReader.Read("""
            [ 1.000001] a invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0
            [ 1.000002] Node 0 DMA: 3*64kB (U) 1*128kB (U) 0*256kB = 320kB
            [ 1.000003] [  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name
            [ 1.000004] [     10]     0    10      500      100   196608        2             0 a
            [ 1.000005] Out of memory: Killed process 10 (a) total-vm:32000kB, anon-rss:6400kB, file-rss:0kB, shmem-rss:0kB
            """);
        Assert.Equal(6400, reading.Facts.Integer(TaskFacts.RssTotal));
        Assert.Equal(128, reading.Facts.Integer(TaskFacts.SwapTotal));
    }
}
