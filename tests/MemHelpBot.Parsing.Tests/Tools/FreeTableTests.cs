namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class FreeTableTests
{
    [Fact]
    public void The_unit_comes_from_the_command_line_above() => Assert.Equal(
        [
            "free.total_kb = 16264192 @ 3", "free.used_kb = 11296768 @ 3", "free.free_kb = 411648 @ 3", "free.available_kb = 3758080 @ 3",
            "free.swap_total_kb = 2096128 @ 4", "free.swap_used_kb = 2037760 @ 4",
        ], Fixture.Read("Tools/free-m-new.txt").Printed());

    [Fact]
    public void The_old_layout_has_no_available_column() => Assert.Equal(
        [
            "free.total_kb = 16331752 @ 2", "free.used_kb = 15982004 @ 2", "free.free_kb = 349748 @ 2", "free.swap_total_kb = 8388604 @ 4", "free.swap_used_kb = 120480 @ 4",
        ], Fixture.Read("Tools/free-old.txt").Printed());

    [Fact]
    public void A_localised_header_with_units_and_decimal_commas_is_read() => Assert.Equal(
        [
            "free.total_kb = 7969178 @ 2", "free.used_kb = 3250586 @ 2", "free.free_kb = 524288 @ 2", "free.available_kb = 4299162 @ 2",
            "free.swap_total_kb = 2097152 @ 3", "free.swap_used_kb = 0 @ 3",
        ], Fixture.Read("Tools/free-h-pl.txt").Printed());

    [Fact]
    public void A_table_whose_unit_cannot_be_known_gives_no_fact()
    {
        var reading = Fixture.Read("Tools/free-no-unit.txt");
        Assert.Empty(reading.Facts.All);
        Assert.Equal([2], reading.Unread.Select(u => u.Span.FirstLine));
    }

    [Theory]
    [InlineData("me@box:~$ free")]
    [InlineData("# free")]
    [InlineData("[root@n1 ~]# free")]
    public void At_a_prompt_the_command_counts_kibibytes(string prompt) => Assert.Equal(
        ["1030568", "800100"],
        PasteReader.Read(prompt + "\n             total       used       free     shared    buffers     cached\nMem:       1030568     800100     230468          0      11020     305112").Facts.All
            .Where(f => f.Name is "free.total_kb" or "free.used_kb").Select(f => f.Value.ToString()));

    [Theory]
    [InlineData("here is what free shows")]
    [InlineData("The output of free:")]
    public void In_a_sentence_the_command_tells_no_unit(string words) => Assert.Empty(
        PasteReader.Read(words + "\n             total       used       free     shared    buffers     cached\nMem:          7982       7411        571          0        110       3051").Values("free.total_kb"));

    [Fact]
    public void A_fence_closed_too_early_parts_no_table()
    {
        const string Head = "free -m outputs:\n\n```\n         total       used       free     shared    buffers     cached\n```\n\n";
        Assert.Equal(["2046976"], PasteReader.Read(Head + "Mem:          1999        712       1287          0          0        125\n").Values("free.total_kb"));
        Assert.Empty(PasteReader.Read(Head + "and then the rest\nMem:          1999        712       1287          0          0        125\n").Values("free.total_kb"));
    }
}
