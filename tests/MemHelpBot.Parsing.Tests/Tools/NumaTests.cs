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
