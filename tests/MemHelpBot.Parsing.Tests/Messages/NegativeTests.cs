using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

public sealed class NegativeTests
{
    public static TheoryData<string> Prose => [.. Fixture.Text("Messages/negatives.txt").Split('\n').Take(7)];

    public static TheoryData<string> Damaged => [.. Fixture.Text("Messages/negatives.txt").Split('\n').Skip(7).Take(5)];

    [Theory]
    [MemberData(nameof(Prose))]
    public void A_line_that_speaks_of_a_message_is_not_the_message(string line)
    {
        var reading = PasteReader.Read(line);
        Assert.Empty(reading.Signatures);
        Assert.Empty(reading.Incidents);
    }

    [Theory]
    [MemberData(nameof(Damaged))]
    public void A_message_with_values_of_the_wrong_shape_is_returned_and_gives_no_number(string line)
    {
        var reading = PasteReader.Read(line);
        Assert.Single(reading.Unread);
        Assert.DoesNotContain(reading.Facts.All, f => f.Key == Facts.ProgramFacts.FailedBytes || f.Key == Facts.JobFacts.Peak || f.Key == Facts.SlurmFacts.JobId);
    }
}
