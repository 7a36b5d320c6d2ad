using MemHelpBot.Cases.Retrieval;

namespace MemHelpBot.Cases.Tests.Retrieval;

public sealed class RankFusionTests
{
    [Fact]
    public void The_share_follows_the_definition_of_Qdrant()
    {
        Assert.Equal(1.0 / 2, RankFusion.Share(0, 1, k: 2));
        Assert.Equal(1.0 / 3, RankFusion.Share(1, 1, k: 2));
        // The paper's constant 60: 1 / (60 + rank from 1).
        Assert.Equal(1.0 / 61, RankFusion.Share(0, 1, k: 61));
        Assert.Equal(1.0 / ((2 / 0.5) + 1), RankFusion.Share(1, 0.5, k: 2));
    }
}
