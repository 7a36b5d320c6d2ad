namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class ZoneFileTests
{
    [Fact]
    public void Zoneinfo_stays_in_pages() => Assert.Equal(
        ["zoneinfo[0/Normal/free]_pages = 13935 @ 5", "zoneinfo[0/Normal/min]_pages = 11268 @ 6", "zoneinfo[0/Normal/managed]_pages = 3905000 @ 7", "zoneinfo[0/Normal].protection_pages = 0, 0, 7722 @ 8"],
        PasteReader.Read("""
            Node 0, zone   Normal
              per-node stats
                  nr_inactive_anon 12345
                  nr_zspages   0
              pages free     13935
                    min      11268
                    managed  3905000
                    protection: (0, 0, 7722)
                pagesets
                  cpu: 0
                          high:  378
            """).Printed());

    [Fact]
    public void Pagetypeinfo_tells_each_type() => Assert.Equal(
        ["pagetype[0/Normal/Unmovable].free_blocks = 12, 3, 0 @ 5", "pagetype[0/Normal/Movable].free_blocks = >100000, 5, 1 @ 6"],
        PasteReader.Read("""
            Page block order: 9
            Pages per block:  512

            Free pages count per migrate type at order       0      1      2
            Node    0, zone   Normal, type    Unmovable     12      3      0
            Node    0, zone   Normal, type      Movable >100000      5      1

            Number of blocks type     Unmovable      Movable
            Node 0, zone   Normal          100         2000
            """).Printed());

    [Fact]
    public void Buddyinfo_of_64K_pages_has_more_columns() => Assert.Equal(
        ["buddy[0/Normal].free_blocks = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 @ 1"],
        PasteReader.Read("Node 0, zone   Normal  1 2 3 4 5 6 7 8 9 10 11 12 13 14").Printed());

    [Fact]
    public void Numastat_m_and_a_nodes_own_meminfo_are_told_in_KiB()
    {
        Assert.Equal(
            ["numa_meminfo[0/MemFree].kb = 123136 @ 4", "numa_meminfo[1/MemFree].kb = 5014528 @ 4"],
            PasteReader.Read("Per-node system memory usage (in MBs):\n                          Node 0          Node 1           Total\n                 --------------- --------------- ---------------\nMemFree                   120.25         4897.00         5017.25\n").Printed());
        Assert.Equal(["numa_meminfo[1/MemTotal].kb = 33000000 @ 1"], PasteReader.Read("Node 1 MemTotal:       33000000 kB\nNode 1 HugePages_Total:     0\n").Printed());
        Assert.Equal(
            ["numa[0].miss = 12 @ 3", "numa[1].miss = 34 @ 3"],
            PasteReader.Read("                           node0           node1\nlocal_node    1 2\nnuma_miss                     12              34\n").Printed());
    }

    [Fact]
    public void Policy_and_processors_of_a_node_are_read()
    {
        Assert.Equal(["numa.policy = bind @ 1", "numa.membind = 0 1 @ 3"], PasteReader.Read("policy: bind\npreferred node: 0\nmembind: 0 1\n").Printed());
        Assert.Equal(["numa[1].cpus = 2, 3, 8 @ 2"], PasteReader.Read("NUMA node(s):          2\nNUMA node1 CPU(s):     2-3,8\n").Printed());
    }
}
