using MemHelpBot.Answers.Composing;

namespace MemHelpBot.Answers.Tests.Composing;

public sealed class AnswerMarkdownTests
{
    [Theory]
    [InlineData("btrfs_free_space_bitmap", "btrfs_free_space_bitmap")]
    [InlineData("_a_", "\\_a\\_")]
    [InlineData("<img src=x>", "\\<img src=x\\>")]
    [InlineData("[x](javascript:1)", "\\[x\\](javascript:1)")]
    [InlineData("**bold** `code`", "\\*\\*bold\\*\\* \\`code\\`")]
    [InlineData("# head\n- item", "\\# head - item")]
    public void Text_of_a_paste_never_becomes_markup(string text, string expected) => Assert.Equal(expected, AnswerMarkdown.Escape(text));

    [Fact]
    public void The_same_request_gives_the_same_answer() =>
        Assert.Equal(new AnswerComposer(Some.Corpus).Compose(Some.Request()).Markdown, new AnswerComposer(Some.Corpus).Compose(Some.Request()).Markdown);

    [Fact]
    public void A_user_is_told_which_commands_are_for_the_administrators()
    {
        var actions = new AnswerComposer(Some.Corpus).Compose(Some.Request()).Actions;
        Assert.Equal([("read-limit", false), ("raise-limit", true), ("see-limit", false), ("lower-limit", true)], actions.Select(a => (a.Id, a.ForAdministrator)));
        Assert.All(new AnswerComposer(Some.Corpus).Compose(Some.Request() with { Role = "root" }).Actions, a => Assert.False(a.ForAdministrator));
    }

    [Fact]
    public void A_wrong_claim_of_the_person_is_corrected_with_their_line()
    {
        var request = Some.Request() with { Said = [new SaidLine("so total-vm is what it used?", new(0, 2, 2, 0, 1))] };
        var claim = new AnswerComposer(Some.Corpus).Compose(request).Sections.Single(s => s.Kind == "corrections").Claims.Single();
        Assert.Equal(("“total-vm is the memory used” is wrong – it is address space.", "L2"), (claim.Text, claim.Citations[0]));
    }

    [Fact]
    public void A_follow_up_on_more_ram_builds_on_the_evidence()
    {
        var answer = new AnswerComposer(Some.Corpus).Compose(Some.Request(), new Focus(FocusKind.WhyNotMoreRam, []));
        var section = answer.Sections[0];
        Assert.Equal("more-ram", section.Kind);
        Assert.Equal(["The limit is not the machine.", "Usage 90,112 kB stands at the limit 90,112 kB."], section.Claims.Select(c => c.Text));
    }
}
