using MemHelpBot.Answers.Composing;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Answers.Tests.Composing;

public sealed class ClaimSearchTests
{
    private static readonly LocalText NoText = new("", "", "");
    private static readonly Correction RootBonus = new("root-bonus", NoText, NoText, "", [["root", "3%", "OOM"], ["root", "ulg"]], []);

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public void A_claim_is_found_in_few_lines_and_in_many(int others)
    {
        List<SaidLine> said = [.. Enumerable.Repeat(new SaidLine("root has an oom somewhere", default), others)];
        Assert.Null(new ClaimSearch([RootBonus], said).FirstOf(RootBonus));
        said.Add(new SaidLine("Root gets 3% off in the oom score", default));
        said.Add(new SaidLine("root ma ulgę", default));
        Assert.Equal("Root gets 3% off in the oom score", new ClaimSearch([RootBonus], said).FirstOf(RootBonus)?.Text);
    }
}
