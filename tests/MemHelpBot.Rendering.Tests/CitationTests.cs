namespace MemHelpBot.Rendering.Tests;

public sealed class CitationTests
{
    [Theory]
    [InlineData("L12", 0, 12, "L12")]
    [InlineData("M2:L7", 1, 7, "M2-L7")]
    public void A_line_of_a_message_is_taken_apart(string text, int message, int line, string anchor)
    {
        Assert.True(Citation.TryParse(text, out var citation));
        Assert.Equal((message, line, anchor, text), (citation.Message, citation.Line, citation.Anchor, citation.ToString()));
    }

    [Fact]
    public void A_section_of_the_corpus_is_taken_apart()
    {
        Assert.True(Citation.TryParse("C:note-buddy#mechanism", out var citation));
        Assert.Equal(("note-buddy", "mechanism", false), (citation.Document, citation.Section, citation.IsLine));
        Assert.True(Citation.TryParse("C:note-buddy", out var whole));
        Assert.Null(whole.Section);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("L")]
    [InlineData("L0")]
    [InlineData("L-3")]
    [InlineData("L1 ")]
    [InlineData("L99999999999")]
    [InlineData("M2")]
    [InlineData("M0:L3")]
    [InlineData("M2:C:x")]
    [InlineData("C:")]
    [InlineData("C:#a")]
    [InlineData("C:a#")]
    [InlineData("link")]
    public void Anything_else_is_no_citation(string? text) => Assert.False(Citation.TryParse(text, out _));
}
