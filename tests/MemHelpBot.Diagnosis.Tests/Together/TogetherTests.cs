using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Together;

public sealed class TogetherTests
{
    private const string Web = "/system.slice/web.service";

    private static Told InGroup(Told told, string? time, long anon, long limit = 512_000, string group = Web, string? host = "n1") => told
        .Incident(IncidentKind.KernelOom, time, host).Say(OomFacts.Scope, "memcg").Say(OomFacts.Memcg, group).Say(MemcgFacts.Limit, limit)
        .Say(OomFacts.Victim, "node").Say(OomFacts.VictimPid, 4_000 + anon % 997).Say(OomFacts.VictimAnonRss, anon);

    private static Told OfMachine(Told told, string? time, string victim, long anon, params TaskGroup[] tasks)
    {
        told.Incident(IncidentKind.KernelOom, time, "n1").Say(OomFacts.Scope, "global").Say(OomFacts.Victim, victim).Say(OomFacts.VictimAnonRss, anon);
        return tasks.Length == 0 ? told : told.Say(TaskFacts.Top, tasks);
    }

    private static IEnumerable<string> Says(Told told) => told.Diagnose().Patterns.Select(p => p.Id);

    [Fact]
    public void The_same_cgroup_killed_again_and_again_is_a_loop_at_its_limit()
    {
        var told = new Told();
        for (var i = 0; i < 9; i++)
            InGroup(told, $"Nov 22 14:{10 + (i * 2)}:00", 500_000 + (i % 3));

        var findings = told.Diagnose();

        Assert.Equal(["loop-group", "sizes-equal"], findings.Patterns.Select(p => p.Id));
        Assert.Equal(9, findings.Facts.Integer(TogetherFacts.Kills, null, Web));
        Assert.Equal(960, findings.Facts.Integer(TogetherFacts.Seconds, null, Web));
        Assert.Equal(120, findings.Facts.Integer(TogetherFacts.Interval, null, Web));
        Assert.DoesNotContain(findings.Causes, c => c.Cause == CauseIds.ProcessMemoryLeak && c.Verdict == Verdict.Likely);
    }

    [Fact]
    public void Victims_that_are_larger_each_time_speak_for_growth()
    {
        var told = new Told();
        for (var i = 0; i < 4; i++)
            OfMachine(told, $"Nov 2{i} 14:00:00", "java", 1_000_000 + (i * 300_000));

        var findings = told.Diagnose();

        Assert.Contains("sizes-grow", findings.Patterns.Select(p => p.Id));
        var leak = Assert.Single(findings.Causes, c => c.Cause == CauseIds.ProcessMemoryLeak && c.Verdict == Verdict.Likely);
        Assert.Equal("grows-across-kills", Assert.Single(leak.For).Id);
        Assert.Equal(1_000_000, findings.Facts.Integer(TogetherFacts.Smallest, null, "java"));
        Assert.Equal(1_900_000, findings.Facts.Integer(TogetherFacts.Largest, null, "java"));
    }

    [Fact]
    public void A_raised_limit_that_was_reached_again_is_told()
    {
        var told = InGroup(new Told(), "Nov 22 14:00:00", 490_000);
        InGroup(told, "Nov 22 15:00:00", 980_000, 1_024_000);
        InGroup(told, "Nov 22 16:00:00", 2_000_000, 2_048_000);

        Assert.Contains("limit-raised-in-vain", Says(told));
    }

    [Fact]
    public void Two_kills_a_month_apart_are_no_loop()
    {
        var told = InGroup(new Told(), "Oct 22 14:00:00", 490_000);
        InGroup(told, "Nov 22 14:00:00", 491_000);

        Assert.Empty(Says(told));
    }

    [Fact]
    public void Three_kills_weeks_apart_are_no_loop_either()
    {
        var told = InGroup(new Told(), "Sep 22 14:00:00", 490_000);
        InGroup(told, "Oct 22 14:00:00", 491_000);
        InGroup(told, "Nov 22 14:00:00", 492_000);

        Assert.Empty(Says(told));
    }

    [Fact]
    public void Without_times_only_the_order_is_told()
    {
        var told = new Told();
        for (var i = 0; i < 3; i++)
            InGroup(told, null, 500_000);

        Assert.Equal(["repeated-group", "sizes-equal"], Says(told));
    }

    [Fact]
    public void Kills_within_seconds_are_one_event()
    {
        var told = new Told();
        for (var i = 0; i < 8; i++)
            told.Incident(IncidentKind.KernelKillLine, $"Nov 22 14:39:5{i}", "n1").Say(OomFacts.Victim, "node").Say(OomFacts.VictimAnonRss, 70_000 + (i % 2 * 30_000));

        Assert.Equal(["burst"], Says(told));
    }

    [Fact]
    public void A_restarted_container_of_a_pod_is_the_same_pod()
    {
        var told = new Told();
        foreach (var id in "abc")
            InGroup(told, $"Nov 22 14:0{id - 'a'}:00", 500_000, group: $"/kubepods/burstable/pod7c1e/{new string(id, 64)}");

        Assert.Contains("loop-group", Says(told));
        Assert.Equal(3, told.Diagnose().Facts.Integer(TogetherFacts.Kills, null, "/kubepods/burstable/pod7c1e"));
    }

    [Fact]
    public void The_same_name_on_different_hosts_is_not_one_loop()
    {
        var told = new Told();
        foreach (var host in new[] { "n1", "n2", "n3" })
            InGroup(told, "Nov 22 14:00:00", 500_000, host: host);

        var findings = told.Diagnose();
        Assert.Equal(["several-hosts"], findings.Patterns.Select(p => p.Id));
        Assert.Equal(3, findings.Facts.Integer(TogetherFacts.Hosts));
    }

    [Fact]
    public void Many_victims_in_minutes_are_a_cascade_and_the_one_that_grows_is_named()
    {
        var told = OfMachine(new Told(), "100.5", "sshd", 5_000, new TaskGroup("solver", 77, 9_000_000, 1), new TaskGroup("sshd", 5, 6_000, 1));
        OfMachine(told, "160.5", "crond", 4_000, new TaskGroup("solver", 77, 10_500_000, 1), new TaskGroup("crond", 6, 5_000, 1));
        OfMachine(told, "220.5", "rsyslogd", 3_000, new TaskGroup("solver", 77, 12_000_000, 1));

        var findings = told.Diagnose();

        Assert.Equal(["cascade", "survivor-grows"], findings.Patterns.Select(p => p.Id));
        Assert.Equal("solver", findings.Facts.Text(TogetherFacts.Survivor, null, "n1"));
        Assert.Equal(120, findings.Facts.Integer(TogetherFacts.CascadeSeconds, null, "n1"));
    }

    [Fact]
    public void Different_victims_hours_apart_are_no_cascade()
    {
        var told = OfMachine(new Told(), "100.5", "sshd", 5_000);
        OfMachine(told, "9000.5", "crond", 4_000);
        OfMachine(told, "19000.5", "rsyslogd", 3_000);

        Assert.Empty(Says(told));
    }

    [Fact]
    public void A_victim_beside_sixty_larger_ones_of_one_name_was_a_bystander()
    {
        var told = OfMachine(new Told(), null, "mysqld", 400_000, new TaskGroup("httpd", 8, 7_800_000, 60), new TaskGroup("mysqld", 9, 420_000, 1));

        var findings = told.Diagnose();

        Assert.Equal(["bystander"], findings.Patterns.Select(p => p.Id));
        Assert.Equal(60, findings.Facts.Integer(TogetherFacts.LargestGroupCount, 0));
        Assert.Equal(7_800_000, findings.Facts.Integer(TogetherFacts.LargestGroupRss, 0));
    }

    [Fact]
    public void The_largest_group_itself_is_no_bystander() =>
        Assert.Empty(Says(OfMachine(new Told(), null, "httpd", 400_000, new TaskGroup("httpd", 8, 7_800_000, 60))));

    [Fact]
    public void A_daemon_and_the_kernel_within_a_minute_are_one_event()
    {
        var told = new Told().Incident(IncidentKind.Platform, "Nov 22 14:00:00", "n1").Say(OomFacts.Victim, "chrome").Say(OomFacts.VictimPid, 99);
        OfMachine(told, "Nov 22 14:00:20", "code", 900_000);

        Assert.Equal(["daemon-and-kernel"], Says(told));
    }

    [Fact]
    public void A_daemon_an_hour_before_is_another_event()
    {
        var told = new Told().Incident(IncidentKind.Platform, "Nov 22 13:00:00", "n1").Say(OomFacts.Victim, "chrome").Say(OomFacts.VictimPid, 99);
        OfMachine(told, "Nov 22 14:00:20", "code", 900_000);

        Assert.Empty(Says(told));
    }

    [Fact]
    public void Failed_allocations_before_a_kill_belong_to_it()
    {
        var told = new Told();
        for (var i = 0; i < 4; i++)
            told.Incident(IncidentKind.AllocationFailure, $"10{i}.25", "n1").Say(AllocFailureFacts.Comm, "swapper/0").Say(AllocFailureFacts.Order, 0);
        OfMachine(told, "130.5", "java", 900_000);

        var findings = told.Diagnose();
        Assert.Equal(["failures-first"], findings.Patterns.Select(p => p.Id));
        Assert.Equal(4, findings.Facts.Integer(TogetherFacts.Failures));
    }

    [Fact]
    public void A_single_kill_says_nothing_together() => Assert.Empty(Says(Scenes.CgroupKill()));

    [Fact]
    public void Every_fact_of_it_leads_to_lines()
    {
        var told = new Told();
        for (var i = 0; i < 5; i++)
            InGroup(told, $"Nov 22 14:1{i}:00", 500_000);

        Assert.All(told.Diagnose().Patterns, p => Assert.Contains(p.Arguments, a => a.Fact is not null || a.Span is not null));
    }
}
