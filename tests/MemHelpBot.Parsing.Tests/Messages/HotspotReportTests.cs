using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

public sealed class HotspotReportTests
{
    private const string Failure = "# There is insufficient memory for the Java Runtime Environment to continue.\n# Native memory allocation (mmap) failed to map 268435456 bytes for committing reserved memory.\n";

    [Fact]
    public void The_machine_is_told_with_what_is_free() => Assert.Equal(
        ["jvm.physical_kb = 6291456 @ 3", "jvm.physical_free_kb = 98304 @ 3", "jvm.swap_kb = 1048576 @ 3", "jvm.swap_free_kb = 0 @ 3"],
        PasteReader.Read(Failure + "Memory: 4k page, physical 6291456k(98304k free), swap 1048576k(0k free)\n").Printed("jvm.").Where(f => f.Contains("_kb", StringComparison.Ordinal)));

    [Fact]
    public void A_blank_may_stand_before_what_is_free() => Assert.Equal(
        ["jvm.physical_kb = 500 @ 1", "jvm.physical_free_kb = 20 @ 1"], PasteReader.Read("Memory: 64k page, physical 500k (20k free)\n").Printed("jvm."));

    [Fact]
    public void The_limits_in_force_are_the_soft_ones() => Assert.Equal(
        [
            "ulimit.virtual_kb = 5000000 @ 3", "ulimit.data_kb = unlimited @ 3", "ulimit.stack_kb = 8192 @ 3", "ulimit.locked_kb = 64 @ 3", "ulimit.processes = 4000 @ 3",
            "ulimit.open_files = 1024 @ 3",
        ],
        PasteReader.Read(Failure + "rlimit (soft/hard): STACK 8192k/infinity , CORE 0k/infinity , NPROC 4000/63455 , NOFILE 1024/1048576 , AS 5000000k/infinity , CPU infinity/infinity , DATA infinity/infinity , FSIZE infinity/infinity , MEMLOCK 64k/64k\n").Printed("ulimit."));

    [Fact]
    public void Older_reports_print_one_limit_each() => Assert.Equal(
        ["ulimit.virtual_kb = unlimited @ 1", "ulimit.stack_kb = 10240 @ 1", "ulimit.processes = 31193 @ 1", "ulimit.open_files = 4096 @ 1"],
        PasteReader.Read("rlimit: STACK 10240k, CORE 0k, NPROC 31193, NOFILE 4096, AS infinity\n").Printed("ulimit."));

    [Theory]
    [InlineData("memory_limit_in_bytes: 3145728 k", "memcg.limit_kb = 3145728 @ 1")]
    [InlineData("memory_limit_in_bytes: 536870912", "memcg.limit_kb = 524288 @ 1")]
    [InlineData("memory_limit_in_bytes: -1", "memcg.limit_kb = unlimited @ 1")]
    [InlineData("memory_limit_in_bytes: unlimited", "memcg.limit_kb = unlimited @ 1")]
    [InlineData("memory_usage_in_bytes: 3145000 k", "memcg.usage_kb = 3145000 @ 1")]
    [InlineData("memory_max_usage_in_bytes: 3145728 k", "memcg.peak_kb = 3145728 @ 1")]
    public void The_container_is_told(string line, string fact) => Assert.Equal([fact], PasteReader.Read(line).Printed());

    [Theory]
    [InlineData("memory_max_usage_in_bytes: not supported")]
    [InlineData("memory_soft_limit_in_bytes: 7 k")]
    [InlineData("Memory: 4k page, physical")]
    [InlineData("rlimit: STACK , AS")]
    public void What_is_no_figure_tells_nothing(string line) => Assert.Empty(PasteReader.Read(line).Printed());
}
