namespace MemHelpBot.Scanning.Tests;

public sealed class TimeTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("here", TimeSpan.FromHours(1), "here", "here");

    [Theory]
    [InlineData("2026-11-03T04:17:02.123456+01:00", "2026-11-03T04:17:02.123456+01:00")]
    [InlineData("2026-11-03T04:17:02Z", "2026-11-03T04:17:02Z")]
    [InlineData("2026-11-03T04:17:02-0530", "2026-11-03T04:17:02-05:30")]
    [InlineData("2026-11-03 04:17:02,5", "2026-11-03T04:17:02.5")]
    [InlineData("Tue Nov  3 04:17:02 2026", "2026-11-03T04:17:02")]
    [InlineData("Nov  3 04:17:02", "2026-11-03T04:17:02")]
    [InlineData("Dec 24 23:59:59", "2025-12-24T23:59:59")]
    [InlineData("Nov 22 11:00:00", "2026-11-22T11:00:00")]
    [InlineData("Feb 29 01:00:00", "2024-02-29T01:00:00")]
    public void A_date_is_read_as_logs_print_it(string printed, string iso) => Assert.Equal(iso, LogTime.Parse(printed, Making.Now).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("41233.100330")]
    [InlineData("Nov 33 04:17:02")]
    [InlineData("Foo  3 04:17:02")]
    [InlineData("2026-13-03T04:17:02")]
    [InlineData("")]
    public void What_is_no_date_gives_none(string? printed) => Assert.Null(LogTime.Parse(printed, Making.Now));

    [Fact]
    public void Only_an_assumed_year_is_marked_as_such()
    {
        Assert.True(LogTime.Parse("Nov  3 04:17:02", Making.Now)!.Value.YearAssumed);
        Assert.False(LogTime.Parse("Nov  3 04:17:02 2026", Making.Now)!.Value.YearAssumed);
    }

    [Theory]
    [InlineData("2h", "2026-11-21T10:00:00+00:00")]
    [InlineData("3 days ago", "2026-11-18T12:00:00+00:00")]
    [InlineData("90 min", "2026-11-21T10:30:00+00:00")]
    [InlineData("today", "2026-11-21T00:00:00+01:00")]
    [InlineData("yesterday", "2026-11-20T00:00:00+01:00")]
    [InlineData("2026-11-21", "2026-11-21T00:00:00+01:00")]
    [InlineData("2026-11-21 14:00", "2026-11-21T14:00:00+01:00")]
    [InlineData("2026-11-21T14:00:05Z", "2026-11-21T14:00:05+00:00")]
    public void A_moment_is_read_as_people_write_it(string told, string iso) =>
        Assert.Equal(DateTimeOffset.Parse(iso, System.Globalization.CultureInfo.InvariantCulture), TimeWindow.Moment(told, Making.Now, Zone));

    [Theory]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("99999999999h")]
    [InlineData("3 fortnights")]
    [InlineData("2026-02-30")]
    public void What_is_no_moment_gives_none(string told) => Assert.Null(TimeWindow.Moment(told, Making.Now, Zone));

    [Fact]
    public void A_window_keeps_what_lies_in_it_and_what_has_no_date()
    {
        using var making = new Making();
        var kill = "Out of memory: Killed process 77 (a) total-vm:100kB, anon-rss:50kB, file-rss:0kB, shmem-rss:0kB\n";
        var found = making.ScanText($"2026-11-03T04:17:02Z h kernel: {kill}{Making.Noise(60)}2026-11-05T04:17:02Z h kernel: {kill.Replace("77", "78", StringComparison.Ordinal)}");
        var dated = Assert.Single(making.ScanText($"[1.000001] {kill}"));
        var window = new TimeWindow(new DateTimeOffset(2026, 11, 4, 0, 0, 0, TimeSpan.Zero), null, TimeZoneInfo.Utc);
        Assert.True(window.Holds(dated));
        var summary = new ScanSummary(window);
        Assert.True(summary.Add(dated));
        Assert.Equal((1, 1), (summary.Incidents, summary.WithoutDate));
        Assert.NotNull(found);
    }

    [Theory]
    [InlineData("/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod3f2a9c1d_77b2_4e0c_9d31_0a1b2c3d4e5f.slice", "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod*.slice")]
    [InlineData("/slurm/uid_1000/job_4711/step_0", "/slurm/uid_*/job_*/step_0")]
    [InlineData("/user.slice/user-1000.slice", "/user.slice/user-*.slice")]
    [InlineData("/system.slice/cafe.service", "/system.slice/cafe.service")]
    public void A_cgroup_is_grouped_without_what_differs_from_run_to_run(string cgroup, string general) => Assert.Equal(general, GroupKey.Generalised(cgroup));
}
