using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Retrieval;

namespace MemHelpBot.Cases.Tests.Retrieval;

public sealed class SentenceIndexTests
{
    private static readonly Concept[] Lexicon = [new("swap", ["swap", "交换分区", "plik wymiany"])];

    private static readonly SentenceIndex Index = new(
        [
            [("how to add swap", "en")],
            [("how to limit the memory of a service", "en")],
            [("memory of the machine and of a service and of swap", "en")],
        ],
        Lexicon);

    [Theory]
    [InlineData("add swap")]
    [InlineData("增加交换分区")]
    [InlineData("dodać plik wymiany")]
    public void A_question_finds_its_sentence_in_any_language(string question) => Assert.Equal(0, Index.Find(question)[0].Sentence);

    [Fact]
    public void The_same_words_hold_all_of_the_question_and_of_the_sentence()
    {
        var hit = Index.Find("How to limit the memory of a service?")[0];
        Assert.Equal((1, 1.0), (hit.Sentence, hit.OfQuestion));
        Assert.InRange(hit.Both, 0.99, 1.0);
    }

    [Fact]
    public void A_sentence_that_speaks_of_more_is_less_alike()
    {
        var hits = Index.Find("swap");
        Assert.Equal([0, 2], hits.Select(h => h.Sentence));
        Assert.True(hits[0].OfSentence > hits[1].OfSentence);
    }

    [Fact]
    public void Words_that_no_sentence_holds_count_against_it()
    {
        Assert.True(Index.Find("add swap to kubernetes")[0].OfQuestion < Index.Find("add swap")[0].OfQuestion);
        Assert.Empty(Index.Find("bake bread"));
        Assert.Empty(Index.Find(""));
    }
}
