using MemHelpBot.Cases.Lint;

namespace MemHelpBot.Cases.Tests.Lint;

public sealed class PlaceholdersTests
{
    [Theory]
    [InlineData("sysctl -w a={kb}", "kb", true)]
    [InlineData("awk '{{print $1}}' {path}", "path", true)]
    [InlineData("{a:size} {b}", "a:size,b", true)]
    [InlineData("no end {a", "", false)]
    [InlineData("a } b", "", false)]
    [InlineData("{}", "", false)]
    public void Single_braces_hold_names_and_double_ones_are_literal(string text, string names, bool paired)
    {
        var (found, pairs) = Placeholders.In(text);

        Assert.Equal((names, paired), (string.Join(',', found), pairs));
    }
}
