using MemHelpBot.Assistant.Understanding;

namespace MemHelpBot.Assistant.Tests.Understanding;

public sealed class LanguageGuessTests
{
    [Theory]
    [InlineData("Why was my job killed?", "en")]
    [InlineData("为什么我的作业被杀死了？", "zh")]
    [InlineData("作业报错 forrtl: severe (41): insufficient virtual memory，怎么处理？", "zh")]
    [InlineData("Dlaczego proces został zabity?", "pl")]
    [InlineData("dlaczego serwer zabija proces", "pl")]
    [InlineData("czemu nie więcej RAM", "pl")]
    public void A_sentence_tells_its_language(string sentence, string lang) => Assert.Equal(lang, LanguageGuess.Of([sentence]));

    [Theory]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("0x3000d0")]
    public void What_is_no_sentence_tells_none(string text) => Assert.Null(LanguageGuess.Of([text]));

    [Fact]
    public void A_few_foreign_words_do_not_decide() =>
        Assert.Equal("en", LanguageGuess.Of(["The host 节点 is what I mean, and the job was killed when it ran"]));
}
