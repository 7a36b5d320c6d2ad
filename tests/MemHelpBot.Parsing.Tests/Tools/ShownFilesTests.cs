namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class ShownFilesTests
{
    [Fact]
    public void Cat_of_one_file_gives_the_value_below() => Assert.Equal(
        ["memcg.path = /system.slice/x.service @ 1", "memcg.limit_kb = 524288 @ 2", "memcg.usage_kb = 523776 @ 4"],
        PasteReader.Read("""
            [root@n1 ~]# cat /sys/fs/cgroup/system.slice/x.service/memory.max
            536870912
            [root@n1 ~]# cat /sys/fs/cgroup/system.slice/x.service/memory.current
            536346624
            """).Printed().Distinct());

    [Fact]
    public void Cat_of_several_files_gives_their_values_in_order() => Assert.Equal(
        ["memcg.usage_kb = 1024 @ 2", "memcg.limit_kb = unlimited @ 3", "memcg.swap_limit_kb = 0 @ 4"],
        PasteReader.Read("$ cat memory.current memory.max memory.swap.max\n1048576\nmax\n0\n").Printed());

    [Fact]
    public void Version_1_has_a_number_for_no_limit() => Assert.Equal(
        ["memcg.limit_kb = unlimited @ 2", "memcg.failcnt = 12 @ 3", "memcg.memsw_limit_kb = 2097152 @ 4", "memcg.peak_kb = 1048575 @ 5"],
        PasteReader.Read("""
            $ grep . memory.*
            memory.limit_in_bytes:9223372036854771712
            memory.failcnt:12
            memory.memsw.limit_in_bytes:2147483648
            memory.max_usage_in_bytes:1073740800
            """).Printed());

    [Fact]
    public void Head_announces_each_file() => Assert.Equal(
        ["memcg.path = /a/b @ 1", "memcg.events.low = 0 @ 2", "memcg.events.oom_kill = 3 @ 3", "memcg.high_kb = unlimited @ 6", "pids.max = 100 @ 9", "pids.events_max = 7 @ 12"],
        PasteReader.Read("""
            ==> /sys/fs/cgroup/a/b/memory.events <==
            low 0
            oom_kill 3

            ==> /sys/fs/cgroup/a/b/memory.high <==
            max

            ==> /sys/fs/cgroup/a/b/pids.max <==
            100

            ==> /sys/fs/cgroup/a/b/pids.events <==
            max 7
            """).Printed());

    [Fact]
    public void Blocks_without_a_name_are_known_by_their_first_two_lines()
    {
        Assert.Equal(["memcg.anon_kb = 1024 @ 1", "memcg.file_kb = 2048 @ 2", "memcg.stat.slab_unreclaimable_kb = 1 @ 3"], PasteReader.Read("anon 1048576\nfile 2097152\nslab_unreclaimable 1024\npgfault 12345\n").Printed());
        Assert.Equal(["memcg.events.low = 0 @ 1", "memcg.events.high = 9 @ 2", "memcg.events.oom_kill = 1 @ 3"], PasteReader.Read("low 0\nhigh 9\noom_kill 1\n").Printed());
        Assert.Equal(["memcg.oom_control.oom_kill_disable = 0 @ 1", "memcg.oom_control.under_oom = 1 @ 2"], PasteReader.Read("oom_kill_disable 0\nunder_oom 1\n").Printed());
    }

    [Theory]
    [InlineData("low 3\nand then some words")]
    [InlineData("We saw that memory.max is 4G on that machine")]
    [InlineData("please cat /sys/fs/cgroup/memory.max and tell us")]
    [InlineData("memory.max: 4G in our deployment")]
    public void Sentences_stay_sentences(string text)
    {
        var reading = PasteReader.Read(text);
        Assert.DoesNotContain(reading.Facts.All, f => f.Name.StartsWith("memcg.", StringComparison.Ordinal));
        Assert.Equal(text.Split('\n').Length, reading.Prose.Count);
    }

    [Fact]
    public void A_file_that_is_not_there_takes_no_value() => Assert.Equal(
        ["memcg.limit_kb = 1024 @ 3"],
        PasteReader.Read("$ cat memory.high memory.max\ncat: memory.high: No such file or directory\n1048576\n").Printed());

    [Fact]
    public void Settings_of_the_kernel_and_scores_of_a_process_are_read() => Assert.Equal(
        ["kernel.pid_max = 32768 @ 1", "kernel.threads-max = 254832 @ 3", "process[811].oom_score_adj = -998 @ 5", "zram[zram0].data_kb = 4096 @ 7", "zram[zram0].compressed_kb = 1024 @ 7", "zram[zram0].total_kb = 1200 @ 7", "zram[zram0].limit_kb = 0 @ 7"],
        PasteReader.Read("""
            kernel.pid_max = 32768
            $ cat /proc/sys/kernel/threads-max
            254832
            $ cat /proc/811/oom_score_adj
            -998
            $ cat /sys/block/zram0/mm_stat
             4194304  1048576  1228800        0  1228800        0        0        0        0
            """).Printed());
}
