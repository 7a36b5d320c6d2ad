using MemHelpBot.Fuzz;

namespace MemHelpBot.Parsing.Tests.Properties;

/// <summary>A few seconds of what <c>tests/MemHelpBot.Fuzz</c> does by the million.</summary>
public sealed class FuzzTests
{
    private const int Inputs = 15_000;

    [Fact]
    public void Damaged_text_throws_nothing_and_makes_nothing_up()
    {
        var corpus = new Corpus(Path.Combine(AppContext.BaseDirectory, "Fixtures"));
        Assert.True(corpus.Count > 500);
        var mutator = new Mutator(corpus);
        for (var seed = 0L; seed < Inputs; seed++)
        {
            var broken = Invariants.Check(mutator.Make(seed), twice: seed % 64 == 0);
            Assert.True(broken is null, $"seed {seed}: {broken}");
        }
    }

    [Fact]
    public void An_input_is_the_same_whenever_it_is_made()
    {
        var corpus = new Corpus(Path.Combine(AppContext.BaseDirectory, "Fixtures"));
        for (var seed = 0L; seed < 200; seed++)
            Assert.Equal(new Mutator(corpus).Make(seed), new Mutator(corpus).Make(seed));
    }
}
