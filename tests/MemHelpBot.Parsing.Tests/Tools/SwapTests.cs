namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class SwapTests
{
    [Fact]
    public void Proc_swaps_is_in_KiB() => Assert.Equal(
        ["swap[/dev/dm-1].size_kb = 8388604 @ 2", "swap[/dev/dm-1].used_kb = 8301200 @ 2", "swap[/dev/dm-1].type = partition @ 2", "swap[/dev/dm-1].priority = -2 @ 2", "swap.devices = 1 @ 1"],
        PasteReader.Read("Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n/dev/dm-1                               partition\t8388604\t\t8301200\t\t-2\n").Printed());

    [Fact]
    public void Swapon_show_has_units() => Assert.Equal(
        ["swap[/swapfile].size_kb = 2097152 @ 2", "swap[/swapfile].used_kb = 524800 @ 2", "swap[/swapfile].type = file @ 2", "swap[/swapfile].priority = -2 @ 2", "swap.devices = 1 @ 1"],
        PasteReader.Read("NAME      TYPE SIZE   USED PRIO\n/swapfile file   2G 512.5M   -2").Printed());

    [Fact]
    public void A_header_without_rows_means_that_there_is_no_swap() =>
        Assert.Equal(["swap.devices = 0 @ 2"], PasteReader.Read("# cat /proc/swaps\nFilename                                Type            Size    Used    Priority\n# free").Printed());

    [Fact]
    public void Zramctl_tells_what_is_stored_and_what_it_takes() => Assert.Equal(
        ["zram[zram0].disk_kb = 8178893 @ 2", "zram[zram0].data_kb = 4089446 @ 2", "zram[zram0].compressed_kb = 1153434 @ 2", "zram[zram0].total_kb = 1258291 @ 2"],
        PasteReader.Read("NAME       ALGORITHM DISKSIZE  DATA COMPR TOTAL STREAMS MOUNTPOINT\n/dev/zram0 lzo-rle       7.8G  3.9G  1.1G  1.2G       8 [SWAP]").Printed());

    [Fact]
    public void Vmstat_gives_a_list_for_each_column()
    {
        var reading = PasteReader.Read("""
            $ vmstat 1 3
            procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----
             r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st
             1  0 204800 120344   1200  90000    2    5    90    12  100  200  5  1 93  1  0
             9 14 409600  80344    800  40000 9000 7000 90000    12  100  200  1 40  0 59  0
            """);
        Assert.Equal("204800, 409600", Assert.Single(reading.Values("vmstat.swpd_kb")));
        Assert.Equal("2, 9000", Assert.Single(reading.Values("vmstat.si_kb")));
        Assert.Equal("0, 14", Assert.Single(reading.Values("vmstat.b")));
        Assert.Equal((4, 5), (reading.Facts.All[0].Span.FirstLine, reading.Facts.All[0].Span.LastLine));
    }

    [Fact]
    public void Vmstat_in_MiB_is_converted_when_the_command_says_so()
    {
        const string table = " r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st\n 1  0    200    117      1     87    0    0    90    12  100  200  5  1 93  1  0\n";
        Assert.Equal(["119808"], PasteReader.Read("$ vmstat -S M\n" + table).Values("vmstat.free_kb"));
        Assert.Empty(PasteReader.Read(table).Values("vmstat.free_kb"));
        Assert.Equal(["1"], PasteReader.Read(table).Values("vmstat.wa"));
    }

    [Fact]
    public void Proc_vmstat_is_told_under_the_kernels_names() => Assert.Equal(
        ["proc_vmstat.nr_free_pages = 20344 @ 1", "proc_vmstat.oom_kill = 3 @ 2"], PasteReader.Read("nr_free_pages 20344\noom_kill 3\n").Printed());

    [Fact]
    public void One_counter_below_its_command_is_enough() => Assert.Equal(
        ["proc_vmstat.oom_kill = 3 @ 2"], PasteReader.Read("$ grep oom_kill /proc/vmstat\noom_kill 3\n").Printed());

    [Fact]
    public void Vmstat_s_tells_totals() => Assert.Equal(
        ["free.total_kb = 16266336 @ 1", "free.used_kb = 12000000 @ 2", "free.swap_total_kb = 2097148 @ 4"],
        PasteReader.Read("     16266336 K total memory\n     12000000 K used memory\n      3000000 K active memory\n      2097148 K total swap\n        12345 pages swapped in\n").Printed());
}
