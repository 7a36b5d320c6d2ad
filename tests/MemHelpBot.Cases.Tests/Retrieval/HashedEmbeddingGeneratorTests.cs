using System.Numerics.Tensors;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Retrieval;
using MemHelpBot.Cases.Text;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Cases.Tests.Retrieval;

public sealed class HashedEmbeddingGeneratorTests
{
    private static readonly ConceptLexicon Lexicon = ConceptLexicon.Of([new Concept("fragmentation", ["fragmentation", "碎片", "fragmentacja"])]);

    [Fact]
    public async Task A_vector_has_384_dimensions_and_length_one_and_is_the_same_every_time()
    {
        using var generator = new HashedEmbeddingGenerator(Lexicon);
        var texts = new[] { "memory fragmentation on node 0", "memory fragmentation on node 0", "" };

        var vectors = await generator.GenerateAsync(texts, null, TestContext.Current.CancellationToken);

        Assert.Equal(384, vectors[0].Vector.Length);
        Assert.Equal(1, TensorPrimitives.Norm(vectors[0].Vector.Span), 5);
        Assert.Equal(vectors[0].Vector.ToArray(), vectors[1].Vector.ToArray());
        Assert.Equal(0, TensorPrimitives.Norm(vectors[2].Vector.Span));
        Assert.Equal(HashedEmbeddingGenerator.Model, ((EmbeddingGeneratorMetadata)generator.GetService(typeof(EmbeddingGeneratorMetadata))!).DefaultModelId);
    }

    [Fact]
    public void The_same_concept_brings_texts_of_two_languages_together()
    {
        using var generator = new HashedEmbeddingGenerator(Lexicon);
        float Cosine(string a, string b) => TensorPrimitives.Dot<float>(generator.Embed(a), generator.Embed(b));

        Assert.True(Cosine("为什么有碎片", "fragmentation of memory") > Cosine("为什么有泄漏", "fragmentation of memory") + 0.1f);
        Assert.True(Cosine("fragmentation", "fragmentatoin") > Cosine("fragmentation", "container") + 0.1f);
    }
}
