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

    [Fact]
    public void Ranks_count_from_zero_k_is_that_of_Qdrant_and_equal_sums_go_by_id()
    {
        // What docs/retrieval.md states; a change here changes the order of every store.
        Assert.Equal((2, 1.0, 0.5, 1.0), (RankFusion.K, RankFusion.LexicalWeight, RankFusion.DenseWeight, RankFusion.FactsWeight));
        Assert.Equal(0.5, RankFusion.Share(0));
        Assert.True(RankFusion.Share(1) > RankFusion.Share(2));
        // The first of the vectors stands between the second and the third of the words.
        Assert.Equal(RankFusion.Share(1), RankFusion.Share(0, RankFusion.DenseWeight));
    }
}
