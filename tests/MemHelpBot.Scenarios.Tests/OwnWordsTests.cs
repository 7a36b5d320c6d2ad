namespace MemHelpBot.Scenarios.Tests;

/// <summary>What a program printed is repeated with its line, so that its names and figures stand in the answer.</summary>
public sealed class OwnWordsTests
{
    private const string Refused = "[1690000000.100000] [n12:77:0]   sys.c:619  UCX  ERROR shmget(size=2097152 flags=0x7b0) for mm_recv_desc failed: No space left on device";

    [Theory]
    [InlineData("en", "The paste says: “")]
    [InlineData("zh", "原文：“")]
    [InlineData("pl", "W tekście stoi: „")]
    public void The_failing_line_is_repeated_with_its_citation(string language, string start)
    {
        var answer = new Bot().Say(Refused, language);
        var claim = answer.Sections.SelectMany(s => s.Claims).First(c => c.Text.StartsWith(start, StringComparison.Ordinal));
        Assert.Contains("shmget(size=2097152", claim.Text, StringComparison.Ordinal);
        Assert.Equal(["L1"], claim.Citations);
        Assert.Equal("interconnect-memory", answer.Causes[0].Id);
    }
}
