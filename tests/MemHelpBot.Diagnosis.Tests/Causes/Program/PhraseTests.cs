using MemHelpBot.Diagnosis.Causes.Programs;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

public sealed class PhraseTests
{
    public static TheoryData<string> Causes { get; } = [.. ProgramCauses.All.Select(r => r.Cause)];

    [Theory]
    [MemberData(nameof(Causes))]
    public void All_languages_fill_the_same_placeholders(string cause)
    {
        var sentences = Phrases.Of(cause);
        Assert.NotEmpty(sentences);
        foreach (var (_, texts) in sentences)
        {
            Assert.Equal(Phrases.Languages.Order(StringComparer.Ordinal), texts.Keys.Order(StringComparer.Ordinal));
            foreach (var language in Phrases.Languages)
                Assert.Equal(Phrases.Placeholders(texts["en"]).Order(StringComparer.Ordinal), Phrases.Placeholders(texts[language]).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void No_sentence_holds_a_number_of_its_own(string cause) =>
        Assert.All(Phrases.Of(cause).Values.SelectMany(texts => texts.Values), text => Assert.DoesNotContain(text, char.IsAsciiDigit));

    [Fact]
    public void Every_cause_is_judged_by_one_rule() =>
        Assert.Equal(20, ProgramCauses.All.Select(r => r.Cause).Distinct(StringComparer.Ordinal).Intersect(CauseIds.All, StringComparer.Ordinal).Count());
}
