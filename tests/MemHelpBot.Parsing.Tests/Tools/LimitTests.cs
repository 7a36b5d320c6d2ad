namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class LimitTests
{
    [Fact]
    public void Ulimit_of_bash_is_read_and_a_word_for_a_number_is_returned()
    {
        var reading = Fixture.Read("Tools/ulimit.txt");
        Assert.Equal(
            ["ulimit.data_kb = 20971520 @ 2", "ulimit.locked_kb = 8192 @ 3", "ulimit.open_files = 1048576 @ 4", "ulimit.stack_kb = 10240 @ 5", "ulimit.virtual_kb = unlimited @ 7"],
            reading.Printed());
        Assert.Equal([6], reading.Unread.Select(u => u.Span.FirstLine));
    }

    [Fact]
    public void Ulimit_of_zsh_is_read() => Assert.Equal(
        ["ulimit.data_kb = unlimited @ 2", "ulimit.stack_kb = 8192 @ 3", "ulimit.virtual_kb = 4194304 @ 4", "ulimit.processes = 63101 @ 5"],
        Fixture.Read("Tools/ulimit-zsh.txt").Printed());

    [Fact]
    public void Proc_limits_gives_the_soft_limit_in_kib() => Assert.Equal(
        ["ulimit.stack_kb = 8192 @ 2", "ulimit.processes = 4096 @ 3", "ulimit.virtual_kb = unlimited @ 4", "ulimit.locked_kb = 64 @ 5"],
        Fixture.Read("Tools/proc-limits.txt").Printed());

    [Theory]
    [InlineData("I raised the stack (with ulimit -s) 8192 and it helped")]
    [InlineData("-bash: ulimit: max user processes: cannot modify limit: Operation not permitted")]
    public void Prose_about_limits_is_no_limit(string line) => Assert.Empty(PasteReader.Read(line).Facts.All);
}
