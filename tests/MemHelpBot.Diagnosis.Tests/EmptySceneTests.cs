using MemHelpBot.Diagnosis.Causes;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests;

public sealed class EmptySceneTests
{
    /// <summary>Why <see cref="Verdicts"/> may leave the paste as a whole out when all that it tells belongs to incidents.</summary>
    [Fact]
    public void No_rule_says_anything_of_a_paste_that_tells_nothing()
    {
        Assert.True(CauseRules.All.Count > 20);
        Assert.All(CauseRules.All, rule => Assert.Null(rule.Judge(new Scene(null, FactSet.Empty, []))));
    }
}
