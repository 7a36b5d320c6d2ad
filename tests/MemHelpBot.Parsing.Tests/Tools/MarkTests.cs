using MemHelpBot.Parsing.Tools;

namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class MarkTests
{
    [Fact]
    public void Marks_stay_few_and_long_enough_for_two_vector_searches()
    {
        var marks = ToolFormats.Marked().SelectMany(r => r.Marks).Distinct(StringComparer.Ordinal).ToList();

        Assert.InRange(marks.Count, 1, 128);
        Assert.All(marks, m => Assert.InRange(m.Length, 3, 40));
        Assert.All(marks, m => Assert.True(m.All(char.IsAscii), m));
    }
}
