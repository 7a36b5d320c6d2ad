using MemHelpBot.Facts;

namespace MemHelpBot.Parsing.Tests.Kernel;

/// <summary>The log lines of the founding documents.</summary>
public sealed class SeedLogTests
{
    private const string Memhog = "warning|kernel[-]|[2919920.414131] memhog invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0 info|kernel[-]|[2919920.414220] memory: usage 81920kB, limit 81920kB, failcnt 30 err|kernel[-]|[2919920.414272] Memory cgroup out of memory: Killed process 2021820 (memhog) total-vm:105048kB, anon-rss:81884kB, file-rss:1544kB, shmem-rss:0kB, UID:0 pgtables:208kB oom_score_adj:0";

    private const string Machine = "kernel: [ 1475.869152] main invoked oom: gfp_mask=0x100dca(GFP_HIGHUSER_MOVABLE|__GFP_ZERO), order=0 kernel: [ 1477.959960] Node 0 DMA32 free:22324kB min:44676kB low:55844kB high:67012kB reserved_highatomic:0KB active_anon:174212kB inactive_anon:1539340kB present:2080636kB managed:1840628kB mlocked:0kB free_cma:0kB kernel: [ 1477.960064] oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/system.slice/sshd.service,task=main,pid=1822,uid=0 kernel: [ 1477.960084] Out of memory: Killed process 1822 (main) total-vm:742748kB, anon-rss:397884kB, file-rss:4kB, shmem-rss:0kB, UID:0 pgtables:1492kB oom_score_adj:1000";

    private const string Node = "kernel: [ 465.863160] main invoked oom: gfp_mask=0x100dca(GFP_HIGHUSER_MOVABLE|__GFP_ZERO), order=0 kernel: [ 465.878286] active_anon:218 inactive_anon:202527 isolated_anon:0#012 active_file:5979 inactive_file:5231 isolated_file:0#012 slab_reclaimable:6164 slab_unreclaimable:9671#012 free:226231 free_pcp:36 free_cma:0 kernel: [ 465.878292] Node 1 DMA32 free:34068kB min:32016kB low:40020kB high:48024kB present:1048444kB managed:866920kB kernel: [ 933.264779] oom-kill:constraint=CONSTRAINT_MEMORY_POLICY,nodemask=1,cpuset=/,mems_allowed=0-1,global_oom,task_memcg=/system.slice/sshd.service,task=main,pid=1733,uid=0 kernel: [ 465.878438] Out of memory: Killed process 1734 (main) total-vm:239028kB, anon-rss:236300kB, file-rss:200kB, shmem-rss:0kB, UID:0 pgtables:504kB oom_score_adj:1000";

    private const string Fragmented = """
        ...
        [Wed Jun 15 06:37:51 2022] python invoked oom-killer: gfp_mask=0x3000d0, order=2, oom_score_adj=0
        [Wed Jun 15 06:37:51 2022] python cpuset=/ mems_allowed=0-1
        [Wed Jun 15 06:37:51 2022] CPU: 9 PID: 24121 Comm: python Tainted: G I ------------ 3.10.0-1160.2.2.el7.x86_64 #1
        ...
         Po kolei co my tu mamy:

        # numactl --hardware
        node 1 free: 4897 MB
        node distances:
        node 0 1
        0: 10 20
        1: 20 10
        ...
        [Wed Jun 15 06:37:51 2022] Node 0 Normal: 622118*4kB (UEM) 287275*8kB (UEM) 161*16kB (UM) 36*32kB (M) 30*64kB (M) 1*128kB (M) 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB = 4792448kB
        [Wed Jun 15 06:37:51 2022] Node 1 DMA32: 22393*4kB (UEM) 4279*8kB (UEM) 44*16kB (UEM) 4*32kB (U) 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB = 124636kB
        [Wed Jun 15 06:37:51 2022] Node 1 Normal: 12930*4kB (U) 0*8kB 0*16kB 0*32kB 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB = 51720kB
        ...
        [Wed Jun 15 06:37:51 2022] Node 1 DMA free:15888kB min:20kB low:24kB high:28kB active_anon:0kB present:15988kB managed:15904kB mlocked:0kB free_cma:0kB writeback_tmp:0kB pages_scanned:0 all_unreclaimable? yes
        [Wed Jun 15 06:37:51 2022] lowmem_reserve[]: 0 3071 31997 31997
        [Wed Jun 15 06:37:51 2022] Node 1 DMA32 free:124624kB min:4304kB low:5380kB high:6456kB active_anon:1441480kB present:3378660kB managed:3145156kB all_unreclaimable? yes
        [Wed Jun 15 06:37:51 2022] lowmem_reserve[]: 0 0 28925 28925
        """;

    [Fact]
    public void The_reserve_is_read_though_the_free_lists_were_quoted_before_the_zones()
    {
        var reading = PasteReader.Read(Fragmented);
        Assert.Equal([0L, 0L, 28925L, 28925L], reading.Facts.Find(ZoneFacts.LowmemReserve, 0, "1/DMA32")!.Value.Value.Integers);
    }

    [Fact]
    public void Three_records_on_one_line_are_one_memcg_incident()
    {
        var reading = PasteReader.Read("Suppose the limit is 80 MB.\n" + Memhog);
        Assert.Equal("L2", Assert.Single(reading.Incidents).Span.ToString());
        Assert.Equal(["kernel-oom-memcg"], reading.Signatures.Select(s => s.Id));
        Assert.Equal("memhog", reading.Facts.Text(OomFacts.Invoker));
        Assert.Equal(81920, reading.Facts.Integer(MemcgFacts.Usage));
        Assert.Equal(81920, reading.Facts.Integer(MemcgFacts.Limit));
        Assert.Equal(30, reading.Facts.Integer(MemcgFacts.Failcnt));
        Assert.Equal(2021820, reading.Facts.Integer(OomFacts.VictimPid));
        Assert.Equal(81884, reading.Facts.Integer(OomFacts.VictimAnonRss));
        Assert.Equal("memcg", reading.Facts.Text(OomFacts.Scope));
    }

    [Fact]
    public void A_global_kill_with_the_shortened_header_is_read_whole()
    {
        var reading = PasteReader.Read(Machine);
        Assert.Single(reading.Incidents);
        Assert.Equal(["kernel-oom-global"], reading.Signatures.Select(s => s.Id));
        Assert.Equal(22324, reading.Facts.Integer(ZoneFacts.Free, 0, "0/DMA32"));
        Assert.Equal(44676, reading.Facts.Integer(ZoneFacts.Min, 0, "0/DMA32"));
        Assert.Equal("/system.slice/sshd.service", reading.Facts.Text(OomFacts.TaskMemcg));
        Assert.Null(reading.Facts.Find(OomFacts.Memcg));
        Assert.Equal("global", reading.Facts.Text(OomFacts.Scope));
        Assert.Equal(["GFP_HIGHUSER_MOVABLE", "__GFP_ZERO"], reading.Facts.Find(OomFacts.GfpFlags)!.Value.Value.Texts!);
    }

    [Fact]
    public void The_victim_is_the_killed_line_even_where_the_constraint_line_names_another()
    {
        var reading = PasteReader.Read(Node);
        Assert.Single(reading.Incidents);
        Assert.Equal("mempolicy", reading.Facts.Text(OomFacts.Scope));
        Assert.Equal("1", reading.Facts.Text(OomFacts.Nodemask));
        Assert.Equal([1734L], reading.Facts.Every(OomFacts.VictimPid).Select(f => f.Value.Integer!.Value));
        Assert.Equal(236300, reading.Facts.Integer(OomFacts.VictimAnonRss));
        Assert.Equal(34068, reading.Facts.Integer(ZoneFacts.Free, 0, "1/DMA32"));
        Assert.Equal(226231, reading.Facts.Integer(MemFacts.FreePages));
        Assert.Equal(5979, reading.Facts.Integer(MemFacts.ActiveFilePages));
    }

    [Fact]
    public void Fragments_between_prose_are_one_incident()
    {
        var reading = PasteReader.Read(Fragmented);
        Assert.Equal(IncidentKind.KernelOom, Assert.Single(reading.Incidents).Kind);
        Assert.Equal("Wed Jun 15 06:37:51 2022", reading.Incidents[0].Time);
        Assert.Equal(0x3000d0, reading.Facts.Integer(OomFacts.GfpMask));
        Assert.Equal(2, reading.Facts.Integer(OomFacts.Order));
        Assert.Equal("3.10.0-1160.2.2.el7.x86_64", reading.Facts.Text(OomFacts.Release));
        Assert.Equal("0-1", reading.Facts.Text(OomFacts.MemsAllowed));
        Assert.Equal(9, reading.Facts.Integer(OomFacts.Cpu));
        Assert.Equal([622118, 287275, 161, 36, 30, 1, 0, 0, 0, 0, 0], reading.Facts.Find(ZoneFacts.FreeBlocks, 0, "0/Normal")!.Value.Value.Integers!);
        Assert.Equal([0, 3071, 31997, 31997], reading.Facts.Find(ZoneFacts.LowmemReserve, 0, "1/DMA")!.Value.Value.Integers!);
        Assert.Equal([0, 0, 28925, 28925], reading.Facts.Find(ZoneFacts.LowmemReserve, 0, "1/DMA32")!.Value.Value.Integers!);
        Assert.Equal(4304, reading.Facts.Integer(ZoneFacts.Min, 0, "1/DMA32"));
        Assert.True(reading.Facts.Find(ZoneFacts.AllUnreclaimable, 0, "1/DMA")!.Value.Value.Flag);
        Assert.Equal(15, reading.Facts.Find(ZoneFacts.FreeBlocks, 0, "0/Normal")!.Value.Span.FirstLine);
        Assert.Empty(reading.Notices);
    }
}
