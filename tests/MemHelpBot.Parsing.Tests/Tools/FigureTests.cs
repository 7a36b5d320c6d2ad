namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class FigureTests
{
    [Fact]
    public void Sar_tells_the_extremes_of_each_column_without_the_average() => Assert.Equal(
        ["sar.kbmemfree.min = 90000 @ 5", "sar.kbmemfree.max = 812345 @ 4", "sar.%memused.min = 95.1 @ 4", "sar.%memused.max = 99.4 @ 5"],
        PasteReader.Read("""
            Linux 5.14.0-70.el9.x86_64 (n1) 	11/21/2026 	_x86_64_	(16 CPU)

            12:00:01 AM kbmemfree  %memused
            12:10:01 AM    812345     95.10
            12:20:01 AM     90000     99.40
            Average:       451172     97.25
            """).Printed("sar."));

    [Fact]
    public void Uname_and_the_boot_line_tell_the_kernel()
    {
        Assert.Equal(["kernel.release = 5.15.0-91-generic @ 1"], PasteReader.Read("Linux n1 5.15.0-91-generic #101-Ubuntu SMP Tue Nov 14 13:30:08 UTC 2023 x86_64 x86_64 x86_64 GNU/Linux").Printed());
        Assert.Equal(["kernel.release = 6.1.0-18-amd64 @ 1", "os.name = Debian GNU/Linux 12 (bookworm) @ 2"], PasteReader.Read("BOOT_IMAGE=/boot/vmlinuz-6.1.0-18-amd64 root=/dev/sda1 ro quiet\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"").Printed());
    }

    [Fact]
    public void Databases_and_redis_and_ZFS_tell_what_they_may_hold()
    {
        Assert.Equal(["database[shared_buffers].size_kb = 8388608 @ 1", "database[work_mem].size_kb = 65536 @ 2", "database[max_connections].count = 200 @ 3"], PasteReader.Read("shared_buffers = 8GB\t\t# min 128kB\nwork_mem = '64MB'\nmax_connections = 200\n").Printed());
        Assert.Equal(["database[innodb_buffer_pool_size].size_kb = 12582912 @ 2"], PasteReader.Read("[mysqld]\ninnodb_buffer_pool_size=12G\n").Printed());
        Assert.Equal(["redis.used_memory_kb = 1024 @ 1", "redis.maxmemory_kb = unlimited @ 3", "redis.maxmemory_policy = noeviction @ 4", "redis.mem_fragmentation_ratio = 1.52 @ 5"], PasteReader.Read("used_memory:1048576\nused_memory_human:1.00M\nmaxmemory:0\nmaxmemory_policy:noeviction\nmem_fragmentation_ratio:1.52\n").Printed());
        Assert.Equal(["zfs.arc_size_kb = 8388608 @ 1", "zfs.arc_max_kb = 16777216 @ 2"], PasteReader.Read("size                            4    8589934592\nc_max                           4    17179869184").Printed());
        Assert.Equal(["sockstat.TCP_mem_pages = 90123 @ 1"], PasteReader.Read("TCP: inuse 5 orphan 0 tw 2 alloc 8 mem 90123").Printed());
    }

    [Fact]
    public void Native_memory_of_the_JVM_is_told_by_pool() => Assert.Equal(
        ["jvm.native[Total/reserved]_kb = 5814272 @ 3", "jvm.native[Total/committed]_kb = 1263616 @ 3", "jvm.native[Java Heap/reserved]_kb = 4194304 @ 4", "jvm.native[Java Heap/committed]_kb = 1048576 @ 4"],
        PasteReader.Read("Native Memory Tracking:\n\nTotal: reserved=5678MB, committed=1234MB\n-                 Java Heap (reserved=4194304KB, committed=1048576KB)\n                            (mmap: reserved=4194304KB, committed=1048576KB)\n").Printed());

    [Theory]
    [InlineData("we raised work_mem to 64MB and shared_buffers too")]
    [InlineData("Memory: 16G")]
    [InlineData("Memory: 7832MiB / 15888MiB")]
    [InlineData("Tasks: 12")]
    [InlineData("Node 0 is full")]
    [InlineData("the size  of the heap is 4 GB")]
    [InlineData("Linux kernel SMP machines often show this")]
    public void Sentences_stay_sentences(string text) => Assert.Single(PasteReader.Read(text).Prose);
}
