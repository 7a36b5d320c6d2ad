using MemHelpBot.Facts;

namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class ProcMeminfoTests
{
    [Fact]
    public void Fields_are_read_in_any_spacing_and_damaged_ones_are_returned()
    {
        var reading = Fixture.Read("Tools/meminfo-cut.txt");
        Assert.Equal(
        [
            "meminfo.MemTotal_kb = 32781548 @ 2", "meminfo.MemFree_kb = 211004 @ 3", "meminfo.HugePages_Total = 512 @ 5", "meminfo.Hugepagesize_kb = 2048 @ 6",
            "meminfo.FutureField_kb = 1234 @ 7", "meminfo.CommitLimit_kb = 81604920 @ 9", "meminfo.Committed_AS_kb = 2440117 @ 10",
        ], reading.Printed());
        Assert.Equal([8], reading.Unread.Select(u => u.Span.FirstLine));
    }

    [Fact]
    public void A_fact_stands_on_the_digits_of_its_line()
    {
        var paste = Fixture.Text("Tools/meminfo-cut.txt");
        Assert.Equal("32781548", Fixture.Read("Tools/meminfo-cut.txt").Cited(paste, "meminfo.MemTotal_kb"));
    }

    [Theory]
    [InlineData("Cached: 3 times")]
    [InlineData("MemTotal is 12 kB")]
    public void Lines_of_other_files_and_prose_are_left_alone(string line) => Assert.Empty(PasteReader.Read(line).Facts.All);

    [Fact]
    public void A_number_that_does_not_fit_is_returned()
    {
        var reading = PasteReader.Read("MemTotal: 99999999999999999999999 kB");
        Assert.Empty(reading.Facts.All);
        Assert.Single(reading.Unread);
    }

    [Fact]
    public void Two_lines_in_prose_are_enough()
    {
        var reading = PasteReader.Read("Look at this:\nCommitLimit:    7000 kB\nCommitted_AS:   9000 kB\nwhat now?");
        Assert.Equal(["meminfo.CommitLimit_kb = 7000 @ 2", "meminfo.Committed_AS_kb = 9000 @ 3"], reading.Printed());
        Assert.Equal(new SourceSpan(0, 2, 3, 14, 61), Assert.Single(reading.Artefacts).Span);
    }
}
