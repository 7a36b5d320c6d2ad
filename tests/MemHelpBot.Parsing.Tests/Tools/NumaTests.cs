namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class NumaTests
{
    [Fact]
    public void Numactl_gives_sizes_and_processors_of_each_node() => Assert.Equal(
        ["numa[0].cpus = 0, 1, 2, 3 @ 2", "numa[0].size_mb = 64311 @ 3", "numa[0].free_mb = 120 @ 4", "numa[1].cpus =  @ 5", "numa[1].size_mb = 64509 @ 6"],
        Fixture.Read("Tools/numa.txt").Printed("numa["));

    [Fact]
    public void Both_tables_of_numastat_are_kept_in_their_order() => Assert.Equal(
        [
            "numastat[4411/0].mb = 1024 @ 15", "numastat[4411/1].mb = 20480 @ 15", "numastat[4411/Total].mb = 21504 @ 15",
            "numastat[Total/0].mb = 1024 @ 18", "numastat[Total/1].mb = 20480 @ 18", "numastat[Total/Total].mb = 21504 @ 18",
            "numastat[4411/0].mb = 10.25 @ 23", "numastat[4411/1].mb = 21493.75 @ 23", "numastat[4411/Total].mb = 21504 @ 23",
        ], Fixture.Read("Tools/numa.txt").Printed("numastat["));

    [Fact]
    public void The_table_of_one_process_is_that_process_and_not_the_machine()
    {
        var reading = PasteReader.Read(
            """
            $ numastat -p 90210

            Per-node process memory usage (in MBs) for PID 90210 (postmaster)
                                       Node 0          Node 1           Total
                              --------------- --------------- ---------------
            Huge                         0.00            0.00            0.00
            Heap                        14.25            2.50           16.75
            Stack                        0.03            0.00            0.03
            Private                  41200.50          310.25        41510.75
            ----------------  --------------- --------------- ---------------
            Total                    41214.78          312.75        41527.53
            """);

        Assert.Equal(["numastat[90210/0].mb = 41214.78 @ 11", "numastat[90210/1].mb = 312.75 @ 11", "numastat[90210/Total].mb = 41527.53 @ 11"], reading.Printed("numa"));
        Assert.Empty(reading.Unread);
        Assert.Contains(reading.Artefacts, a => a.Kind == "numastat" && a.Span is { FirstLine: 3, LastLine: 11 });
    }

    [Fact]
    public void The_compact_table_of_one_process_is_read_and_the_next_table_is_its_own()
    {
        var reading = PasteReader.Read(
            """
            Per-node process memory usage (in MBs) for PID 77 (qemu-kvm)
                    Node 0 Node 1 Total
                    ------ ------ -----
            Huge         0   2048  2048
            Heap        12      0    12
            Total       12   2048  2060

            Per-node system memory usage (in MBs):
                                      Node 0          Node 1           Total
                             --------------- --------------- ---------------
            MemTotal                 1024.00         2048.00         3072.00
            """);

        Assert.Equal(["numastat[77/0].mb = 12 @ 6", "numastat[77/1].mb = 2048 @ 6", "numastat[77/Total].mb = 2060 @ 6"], reading.Printed("numastat["));
        Assert.Equal(["numa_meminfo[0/MemTotal].kb = 1048576 @ 11", "numa_meminfo[1/MemTotal].kb = 2097152 @ 11"], reading.Printed("numa_meminfo["));
    }

    [Fact]
    public void A_process_whose_title_is_cut_off_is_not_told_as_the_machine() => Assert.Empty(PasteReader.Read(
        """
                                   Node 0          Node 1           Total
                          --------------- --------------- ---------------
        Huge                         0.00            0.00            0.00
        Heap                        14.25            2.50           16.75
        Private                  41200.50          310.25        41510.75
        Total                    41214.75          312.75        41527.50
        """).Facts.All);

    [Fact]
    public void A_size_without_a_number_and_a_short_row_are_returned() =>
        Assert.Equal([7, 16], Fixture.Read("Tools/numa.txt").Unread.Select(u => u.Span.FirstLine));

    [Fact]
    public void Buddyinfo_gives_the_free_blocks_by_order()
    {
        var reading = Fixture.Read("Tools/buddyinfo.txt");
        Assert.Equal(
            ["buddy[0/DMA].free_blocks = 1, 0, 1, 0, 2, 1, 1, 0, 1, 1, 3 @ 1", "buddy[1/Normal].free_blocks = 20011, 8400, 161, 0, 0, 0, 0, 0, 0, 0, 0 @ 2"],
            reading.Printed());
        Assert.Equal([3], reading.Unread.Select(u => u.Span.FirstLine));
    }
}
