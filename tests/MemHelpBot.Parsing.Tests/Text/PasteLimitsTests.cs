using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tests.Text;

public sealed class PasteLimitsTests
{
    private const string Kill = "Out of memory: Killed process 7 (eater) total-vm:9kB, anon-rss:8kB, file-rss:0kB, shmem-rss:0kB";

    [Fact]
    public void A_line_beyond_the_limit_is_read_up_to_there_and_the_next_one_as_usual()
    {
        var reading = PasteReader.Read(new string('x', PasteLimits.MaxLineCharacters + 10) + "\n" + Kill);
        Assert.Equal(["line-cut"], reading.Notices.Select(n => n.Id));
        Assert.Equal(2, reading.Facts.Find(OomFacts.VictimPid)!.Value.Span.FirstLine);
    }

    [Fact]
    public void A_message_beyond_the_limit_is_cut_at_a_line_end_and_says_so()
    {
        var line = new string('y', 1023) + "\n";
        var text = string.Concat(Enumerable.Repeat(line, (PasteLimits.MaxCharacters / 1024) - 1)) + "zzz\n" + Kill + new string('w', 3000);
        var reading = PasteReader.Read(text);
        Assert.Equal(["cut-at-limit"], reading.Notices.Select(n => n.Id));
        Assert.Empty(reading.Facts.All);
        Assert.Equal("zzz", reading.Prose[^1].Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\n")]
    public void An_empty_message_is_named(string text) => Assert.Equal(["empty"], PasteReader.Read(text).Notices.Select(n => n.Id));
}
