using MemHelpBot.Answers.Composing;
using MemHelpBot.Answers.Verifying;

namespace MemHelpBot.Answers.Tests.Composing;

public sealed class AdminLetterTests
{
    [Theory]
    [InlineData("en", "Hello.", "Usage 90,112 kB stands at the limit 90,112 kB. [L2]", "x 1.25")]
    [InlineData("pl", "Hello.", "Zużycie 90\u00a0112 kB osiągnęło limit 90\u00a0112 kB. [L2]", "x 1,25")]
    [InlineData("zh", "Hello.", "已用 90,112 kB，达到上限 90,112 kB。 [L2]", "x 1.25")]
    public void A_user_gets_a_text_with_figures_change_verification_and_undo(string lang, string opening, string reason, string factor)
    {
        var request = Some.Request(lang);
        var answer = new AnswerComposer(Some.Corpus).ComposeVerified(request, Paste(), null, out var broken);
        Assert.Empty(broken);
        var letter = answer.Letter!;
        Assert.Equal(["raise-limit", "see-limit", "lower-limit"], letter.Actions.Select(a => a.Id));
        Assert.StartsWith(opening, letter.Text, StringComparison.Ordinal);
        Assert.Contains(reason, letter.Text, StringComparison.Ordinal);
        Assert.Contains(factor, letter.Text, StringComparison.Ordinal);
        Assert.Contains("\n    echo 112640K > memory.max\n", letter.Text, StringComparison.Ordinal);
        Assert.Contains("\n    echo 90112K > memory.max\n", letter.Text, StringComparison.Ordinal);
        Assert.EndsWith("\nThanks.", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Open.", letter.Text, StringComparison.Ordinal);
        Assert.All(letter.Claims, c => Assert.NotEmpty(c.Citations));
    }

    [Fact]
    public void Somebody_with_the_rights_gets_none() => Assert.Null(new AnswerComposer(Some.Corpus).Compose(Some.Request() with { Role = "root" }).Letter);

    [Fact]
    public void The_whole_answer_offers_it_and_the_follow_up_shows_it()
    {
        var composer = new AnswerComposer(Some.Corpus);
        Assert.Contains("letter-offer", composer.Compose(Some.Request()).Markdown, StringComparison.Ordinal);
        var reply = composer.ComposeVerified(Some.Request(), Paste(), new Focus(FocusKind.Letter, []), out var broken);
        Assert.Empty(broken);
        Assert.Equal("letter", Assert.Single(reply.Sections).Kind);
        Assert.Contains("```text\nHello.", reply.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_with_a_sentence_that_breaks_a_rule_is_not_sent()
    {
        var request = Some.Request();
        var answer = new AnswerComposer(Some.Corpus).Compose(request);
        var letter = answer.Letter! with { Claims = [.. answer.Letter!.Claims, new("It was 4242 times.", ["L1"])] };
        var broken = new AnswerVerifier(Some.Corpus, request, Paste()).Check(answer with { Letter = letter });
        Assert.Contains(broken, v => v.Rule == 3);
        Assert.Null(Redaction.Without(answer with { Letter = letter }, broken, id => id).Letter);
    }

    private static PasteLines Paste() => new([Some.Paste]);
}
