namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class ProcessFileTests
{
    [Fact]
    public void Status_is_told_under_the_pid_and_the_kernels_names() => Assert.Equal(
        ["process[4410].name = java @ 1", "process[4410/VmPeak]_kb = 9123456 @ 7", "process[4410/VmRSS]_kb = 3210000 @ 8", "process[4410/RssAnon]_kb = 3200000 @ 9", "process[4410/VmSwap]_kb = 0 @ 10", "process[4410].threads = 92 @ 11"],
        PasteReader.Read("Name:\tjava\nUmask:\t0022\nState:\tS (sleeping)\nTgid:\t4410\nNgid:\t0\nPid:\t4410\nVmPeak:\t 9123456 kB\nVmRSS:\t 3210000 kB\nRssAnon:\t 3200000 kB\nVmSwap:\t       0 kB\nThreads:\t92\nSigQ:\t0/63432\n").Printed());

    [Fact]
    public void The_pid_may_stand_in_the_command() => Assert.Equal(
        ["process[77/VmHWM]_kb = 1200 @ 2", "process[77/VmRSS]_kb = 1000 @ 3", "process[?/VmRSS]_kb = 5 @ 5"],
        PasteReader.Read("$ grep -E 'VmHWM|VmRSS' /proc/77/status\nVmHWM:\t    1200 kB\nVmRSS:\t    1000 kB\nSo far.\nVmRSS:\t  5 kB\n").Printed("process"));

    [Fact]
    public void Smaps_rollup_is_one_mapping() => Assert.Equal(
        ["smaps.Rss_kb = 5000 @ 2", "smaps.Pss_kb = 4000 @ 3", "smaps.Swap_kb = 12 @ 5"],
        PasteReader.Read("55d0a000-7ffc1000 ---p 00000000 00:00 0                          [rollup]\nRss:                5000 kB\nPss:                4000 kB\nAnonHugePages:         0 kB\nSwap:                 12 kB\n").Printed());

    [Fact]
    public void Smaps_is_summed()
    {
        var reading = PasteReader.Read("""
            55d0a000-55d0b000 r-xp 00000000 08:01 77   /usr/bin/x
            Size:                  4 kB
            Rss:                   4 kB
            VmFlags: rd ex mr mw me
            7f000000-7f100000 rw-p 00000000 00:00 0
            Size:               1024 kB
            Rss:                1000 kB
            """);
        Assert.Equal(["smaps.Rss_kb = 1004 @ 7", "smaps.mappings = 2 @ 3"], reading.Printed());
    }
}
