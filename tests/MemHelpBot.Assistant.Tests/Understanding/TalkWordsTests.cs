using MemHelpBot.Answers;
using MemHelpBot.Assistant.State;
using MemHelpBot.Assistant.Understanding;

namespace MemHelpBot.Assistant.Tests.Understanding;

/// <summary>A conversation is forgotten by who says so, and by nobody who says something else with the same words in it.</summary>
public sealed class TalkWordsTests
{
    private static readonly ConversationMemory Fresh = new();

    [Theory]
    [InlineData("forget this conversation")]
    [InlineData("Forget this conversation.")]
    [InlineData("please forget this conversation, thanks!")]
    [InlineData("@memhelp forget this conversation please")]
    [InlineData("ok, delete my data now")]
    [InlineData("请忘记这次对话")]
    [InlineData("麻烦你删除对话，谢谢")]
    [InlineData("Proszę, zapomnij tę rozmowę.")]
    [InlineData("usuń moje dane")]
    public void Who_says_it_and_nothing_else_means_it(string text) => Assert.Equal(FocusKind.Forget, TalkWords.OfForgetting(text, Fresh));

    [Theory]
    [InlineData("can you forget this conversation?")]
    [InlineData("forget this conversation?")]
    [InlineData("what happens if I say forget this conversation?")]
    [InlineData("what happens when I write delete my data")]
    [InlineData("会忘记这次对话吗")]
    [InlineData("能不能删除对话")]
    [InlineData("czy zapomnij tę rozmowę usuwa wszystko")]
    public void Who_asks_is_asked(string text)
    {
        Assert.Equal(FocusKind.AskForget, TalkWords.OfForgetting(text, Fresh));
        Assert.False(FollowUp.StartsOver(text));
    }

    [Theory]
    [InlineData("please do not forget this conversation")]
    [InlineData("don't forget this conversation")]
    [InlineData("please don’t delete my data")]
    [InlineData("never forget everything")]
    [InlineData("请不要忘记这次对话")]
    [InlineData("别删除对话")]
    [InlineData("nie usuń moje dane")]
    [InlineData("she said forget this conversation, so I closed the ticket")]
    [InlineData("do not start over")]
    public void Who_says_the_opposite_or_speaks_of_it_loses_nothing(string text)
    {
        Assert.Null(TalkWords.OfForgetting(text, Fresh));
        Assert.False(FollowUp.StartsOver(text));
    }

    [Theory]
    [InlineData("yes", true, FocusKind.Forget)]
    [InlineData("Tak, proszę.", true, FocusKind.Forget)]
    [InlineData("是的", true, FocusKind.Forget)]
    [InlineData("no", true, FocusKind.NotForgotten)]
    [InlineData("yes", false, null)]
    [InlineData("yes, the swap is full", true, null)]
    public void Yes_counts_only_for_who_was_asked(string text, bool asked, FocusKind? kind) =>
        Assert.Equal(kind, TalkWords.OfForgetting(text, new ConversationMemory { AsksToForget = asked }));

    [Theory]
    [InlineData("start over")]
    [InlineData("no, start over")]
    [InlineData("zacznij od nowa")]
    [InlineData("forget this, a new log follows")]
    public void Who_wants_to_begin_again_still_can(string text) => Assert.True(FollowUp.StartsOver(text));
}
