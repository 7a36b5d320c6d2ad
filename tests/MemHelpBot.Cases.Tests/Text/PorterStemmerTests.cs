using MemHelpBot.Cases.Text;

namespace MemHelpBot.Cases.Tests.Text;

public sealed class PorterStemmerTests
{
    [Theory]
    [InlineData("caresses", "caress")]
    [InlineData("ponies", "poni")]
    [InlineData("cats", "cat")]
    [InlineData("agreed", "agre")]
    [InlineData("plastered", "plaster")]
    [InlineData("motoring", "motor")]
    [InlineData("sing", "sing")]
    [InlineData("conflated", "conflat")]
    [InlineData("sized", "size")]
    [InlineData("hopping", "hop")]
    [InlineData("falling", "fall")]
    [InlineData("filing", "file")]
    [InlineData("happy", "happi")]
    [InlineData("relational", "relat")]
    [InlineData("vietnamization", "vietnam")]
    [InlineData("hopefulness", "hope")]
    [InlineData("electrical", "electr")]
    [InlineData("adjustment", "adjust")]
    [InlineData("adoption", "adopt")]
    [InlineData("probate", "probat")]
    [InlineData("controlling", "control")]
    [InlineData("allocations", "alloc")]
    [InlineData("allocated", "alloc")]
    [InlineData("oom", "oom")]
    public void Words_are_stemmed_as_the_paper_says(string word, string stem)
    {
        var letters = word.ToCharArray().Append(' ').ToArray();

        Assert.Equal(stem, new string(letters, 0, PorterStemmer.Stem(letters.AsSpan(0, word.Length))));
    }
}
