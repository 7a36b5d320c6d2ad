using MemHelpBot.Diagnosis.Tests.Causes.Program;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes;

/// <summary>What files and tools show beside or without a kernel report, and which cause it speaks for.</summary>
public sealed class ToolFactTests
{
    [Fact]
    public void Local_events_of_a_cgroup_prove_its_own_limit()
    {
        var judgement = Judge(CauseIds.CgroupLimit, new Told().Say(MemcgFacts.EventLocal, 4, "oom").Say(MemcgFacts.EventLocal, 2, "oom_kill"));

        Assert.Equal((Verdict.Confirmed, "events-oom"), (judgement.Verdict, judgement.For[0].Id));
        Assert.Equal((2, 4), (judgement.For[0].Number("kills"), judgement.For[0].Number("oom")));
    }

    [Fact]
    public void Hierarchical_events_are_strong_only() =>
        Assert.Equal(Verdict.Likely, Judge(CauseIds.CgroupLimit, new Told().Say(MemcgFacts.Event, 4, "oom").Say(MemcgFacts.Event, 2, "oom_kill")).Verdict);

    [Fact]
    public void Kills_without_a_failure_at_the_limit_came_from_above()
    {
        var judgement = Judge(CauseIds.CgroupLimit, new Told().Say(MemcgFacts.Event, 0, "oom").Say(MemcgFacts.Event, 2, "oom_kill"));

        Assert.Equal((Verdict.RuledOut, "killed-from-above"), (judgement.Verdict, Assert.Single(judgement.Against).Id));
    }

    [Fact]
    public void Values_of_several_cgroups_are_not_mixed() =>
        Assert.DoesNotContain(new Told().Say(MemcgFacts.Limit, 1000).Say(MemcgFacts.Limit, 9000).Say(MemcgFacts.Usage, 1000).Diagnose().Causes, c => c.Cause == CauseIds.CgroupLimit);

    [Theory]
    [InlineData(950, "anonymous-fills-limit", Verdict.Likely)]
    [InlineData(100, "files-at-limit", Verdict.Possible)]
    public void A_full_cgroup_counts_more_when_it_is_full_of_anonymous_memory(long anon, string id, Verdict verdict)
    {
        var judgement = Judge(CauseIds.CgroupLimit, new Told().Say(MemcgFacts.Limit, 1000).Say(MemcgFacts.Usage, 999).Say(MemcgFacts.Anon, anon));

        Assert.Equal((verdict, id), (judgement.Verdict, judgement.For[0].Id));
    }

    [Fact]
    public void The_old_control_file_and_a_peak_are_read_too()
    {
        Assert.Equal("control-kills-and-failures", Judge(CauseIds.CgroupLimit, new Told().Say(MemcgFacts.OomControl, 1, "oom_kill").Say(MemcgFacts.Failcnt, 7)).For[0].Id);
        Assert.Equal("events-kills", Judge(CauseIds.CgroupLimit, new Told().Say(MemcgFacts.OomControl, 1, "oom_kill")).For[0].Id);
        Assert.Equal("peak-at-limit", Judge(CauseIds.CgroupLimit, new Told().Say(MemcgFacts.Limit, 1000).Say(MemcgFacts.Usage, 10).Say(MemcgFacts.Peak, 1000)).For[0].Id);
    }

    [Fact]
    public void A_unit_that_peaked_at_its_limit_and_was_killed_is_likely_limited()
    {
        var killed = new Told().Say(UnitFacts.Peak, 2_097_000).Say(UnitFacts.Max, 2_097_152).Incident(IncidentKind.Platform).Signature("systemd-oom-result");

        Assert.Contains(Judge(CauseIds.CgroupLimit, killed).For, e => e is { Id: "unit-peak-at-max", Strength: Strength.Strong });
    }

    [Fact]
    public void A_runtime_that_saw_no_kill_speaks_weakly_against_it()
    {
        var exited = new Told().Say(ContainerFacts.OomKilled, false).Incident(IncidentKind.Program).Signature("exit-137");

        Assert.Contains(Judge(CauseIds.CgroupLimit, exited).Against, e => e is { Id: "runtime-saw-no-kill", Strength: Strength.Weak });
    }

    [Fact]
    public void Refused_forks_of_a_cgroup_prove_its_limit_of_tasks()
    {
        var refused = new Told().Say(PidsFacts.EventsMax, 12).Incident(IncidentKind.Program).Signature("eagain-fork");

        Assert.Equal(Verdict.Confirmed, Judge(CauseIds.ThreadOrPidLimit, refused).Verdict);
        Assert.Equal("tasks-at-limit", Judge(CauseIds.ThreadOrPidLimit, new Told().Say(PidsFacts.Current, 100).Say(PidsFacts.Max, 100)).For[0].Id);
    }

    [Fact]
    public void A_full_tmpfs_is_named_with_its_size()
    {
        var judgement = Judge(CauseIds.ShmemOrTmpfs, new Told().Say(TmpfsFacts.Size, 65_536, "/dev/shm").Say(TmpfsFacts.Used, 65_536, "/dev/shm").Say(TmpfsFacts.UsedPercent, 100, "/dev/shm"));

        Assert.Equal(("tmpfs-full", "/dev/shm"), (judgement.For[0].Id, judgement.For[0].Word("mount")));
    }

    [Fact]
    public void Steady_swapping_with_waiting_processors_is_thrash_and_one_burst_since_boot_is_not()
    {
        Assert.Equal("swap-traffic", Judge(CauseIds.ReclaimThrash, Vmstat([5, 9000, 8000], [3, 59, 60])).For[0].Id);
        Assert.DoesNotContain(Vmstat([9000, 0, 0], [50, 0, 0]).Diagnose().Causes, c => c.Cause == CauseIds.ReclaimThrash);
    }

    [Fact]
    public void Missing_swap_and_a_count_of_kills_speak_of_the_machine()
    {
        var full = new Told().Meminfo("MemTotal: 16000000 kB\nMemAvailable: 90000 kB\nSwapFree: 0 kB").Say(SwapFacts.Devices, 0).Say(VmstatFacts.Counter, 3, "oom_kill");

        Assert.Equal(["nothing-available", "no-swap-area", "kills-since-boot"], Judge(CauseIds.HostRamExhausted, full).For.Select(e => e.Id));
    }

    [Fact]
    public void The_largest_process_of_a_list_is_named_when_it_holds_half_of_the_machine()
    {
        var half = new Told().Say(FreeFacts.Total, 16_000_000).Say(ProcessFacts.Rss, 9_000_000, "77").Say(ProcessFacts.Name, "java", "77").Say(ProcessFacts.Rss, 100_000, "78");

        Assert.Equal(("largest-process", 9_000_000), (Judge(CauseIds.ProcessMemoryLeak, half).For[0].Id, Judge(CauseIds.ProcessMemoryLeak, half).For[0].Number("rss")));
    }

    [Fact]
    public void A_large_ZFS_cache_explains_memory_that_no_counter_shows() =>
        Assert.Equal(Verdict.Likely, Judge(CauseIds.DriverKernelMemory, new Told().Say(FreeFacts.Total, 16_000_000).Say(SettingFacts.ArcSize, 8_000_000)).Verdict);

    [Fact]
    public void A_full_device_beside_the_refusal_is_strong()
    {
        var refused = new Told().Say(GpuFacts.Used, 39_500, "0").Say(GpuFacts.Total, 40_960, "0").Incident(IncidentKind.Program).Signature("cuda-oom");

        Assert.Contains(Judge(CauseIds.GpuDeviceMemory, refused).For, e => e is { Id: "device-full", Strength: Strength.Strong });
    }

    [Theory]
    [InlineData("innodb_buffer_pool_size", 15_000_000, "pool-near-machine")]
    [InlineData("shared_buffers", 9_000_000, "buffers-above-half")]
    public void Settings_are_held_against_the_machine(string setting, long kib, string id) =>
        Assert.Equal(id, Judge(CauseIds.DatabaseMemoryConfig, new Told().Say(FreeFacts.Total, 16_000_000).Say(SettingFacts.Database, kib, setting)).For[0].Id);

    [Fact]
    public void Work_memory_counts_for_each_connection_and_redis_needs_a_limit()
    {
        Assert.Equal("work-memory-times-connections", Judge(CauseIds.DatabaseMemoryConfig, new Told().Say(FreeFacts.Total, 16_000_000).Say(SettingFacts.Database, 262_144, "work_mem").Say(SettingFacts.DatabaseCount, 200, "max_connections")).For[0].Id);
        Assert.Equal("redis-without-maxmemory", Judge(CauseIds.DatabaseMemoryConfig, new Told().Say(SettingFacts.Redis, "unlimited", "maxmemory")).For[0].Id);
    }

    private static Told Vmstat(IReadOnlyList<long> swapped, IReadOnlyList<long> waited) =>
        new Told().Say(VmstatFacts.SwapIn, swapped).Say(VmstatFacts.SwapOut, swapped).Say(VmstatFacts.Wait, waited);

    /// <summary>The newest judgement of a cause; its sentences are checked on the way.</summary>
    private static Judgement Judge(string cause, Told told)
    {
        var judgement = told.Diagnose().Causes.Last(c => c.Cause == cause);
        Phrases.Fit(judgement);
        return judgement;
    }
}
