namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class SmallTableTests
{
    [Fact]
    public void Pmap_ends_with_the_totals_of_the_process() => Assert.Equal(
        ["process[4410].virtual_kb = 9123456 @ 3", "process[4410].rss_kb = 3210000 @ 3"],
        PasteReader.Read("4410:   java -jar a.jar\n---------------- ------- ------- -------\ntotal kB         9123456 3210000 3200000\n").Printed());

    [Fact]
    public void Limits_of_csh_have_their_units() => Assert.Equal(
        ["ulimit.data_kb = unlimited @ 2", "ulimit.stack_kb = 8192 @ 3", "ulimit.virtual_kb = unlimited @ 4", "ulimit.locked_kb = 64 @ 5", "ulimit.processes = 4096 @ 6", "ulimit.stack_kb = 8192 @ 7"],
        PasteReader.Read("cputime      unlimited\ndatasize     unlimited\nstacksize    8192 kbytes\nvmemoryuse   unlimited\nmemorylocked 64 kbytes\nmaxproc      4096\nstacksize    8MB\n").Printed());

    [Fact]
    public void Cgtop_tells_the_memory_of_each_group() => Assert.Equal(
        ["cgroup[/].memory_kb = 3250586 @ 2", "cgroup[system.slice/web.service].memory_kb = 1048576 @ 3"],
        PasteReader.Read("Control Group                 Tasks   %CPU   Memory  Input/s Output/s\n/                               312   12.1     3.1G        -        -\nsystem.slice/web.service         12    1.0     1.0G        -        -\nuser.slice                        3      -        -        -        -\n").Printed());

    [Theory]
    [InlineData("              total       utilisé      libre     partagé tamp/cache   disponible\nMem:           16Gi       12Gi       1.0Gi       512Mi       3.0Gi       3.0Gi\nPartition d'échange:      2.0Gi       0B       2.0Gi")]
    [InlineData("              gesamt       benutzt     frei      gemns.  Puffer/Cache verfügbar\nSpeicher:      16Gi        12Gi       1.0Gi       512Mi       3.0Gi       3.0Gi\nAuslager:      2.0Gi          0B       2.0Gi")]
    [InlineData("              total       usada       livre    compart.  buff/cache disponível\nMem.:          16Gi        12Gi       1,0Gi       512Mi       3,0Gi       3,0Gi\nSwap:         2,0Gi          0B       2,0Gi")]
    [InlineData("              total       used        free      shared     buffers       cache   available\nMem:           16Gi        12Gi       1.0Gi       512Mi       1.0Gi       2.0Gi       3.0Gi\nSwap:         2.0Gi          0B       2.0Gi\nTotal:         18Gi        12Gi       3.0Gi")]
    [InlineData("               всего        занято        свободно      общая  буф./врем.   доступно\nПамять:         16Gi        12Gi       1,0Gi       512Mi       3,0Gi       3,0Gi\nПодкачка:      2,0Gi          0B       2,0Gi")]
    [InlineData("              总计         已用        空闲      共享    缓冲/缓存    可用\n内存：          16Gi        12Gi       1.0Gi       512Mi       3.0Gi       3.0Gi\n交换：         2.0Gi          0B       2.0Gi")]
    public void Free_speaks_many_languages(string table) => Assert.Equal(
        ["free.total_kb = 16777216 @ 2", "free.used_kb = 12582912 @ 2", "free.free_kb = 1048576 @ 2", "free.available_kb = 3145728 @ 2", "free.swap_total_kb = 2097152 @ 3", "free.swap_used_kb = 0 @ 3"],
        PasteReader.Read(table).Printed());

    [Fact]
    public void An_indented_memory_stat_is_known_too() =>
        Assert.Equal(["memcg.anon_kb = 1024 @ 1", "memcg.file_kb = 2048 @ 2"], PasteReader.Read("      anon 1048576\n      file 2097152\n").Printed());
}
