using MemHelpBot.Cases.Store;
using MemHelpBot.Cases.Text;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>
/// Embeds a text by the company that its words keep in the collection itself: no download, no network, and the same on every machine.
/// The name of the model holds the fingerprint of the collection, because vectors of two trainings cannot be compared.
/// Safe for use by several threads at once.
/// </summary>
internal sealed class LatentEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly ConceptLexicon concepts;
    private readonly LexicalIndex index;
    private readonly LatentBasis basis;
    private readonly EmbeddingGeneratorMetadata metadata;

    /// <summary>A generator over an index and its basis.</summary>
    /// <exception cref="ArgumentException">The basis is another index's.</exception>
    public LatentEmbeddingGenerator(ConceptLexicon concepts, LexicalIndex index, LatentBasis basis)
    {
        if (basis.Stamp != index.Stamp())
            throw new ArgumentException("The basis was made of another index.", nameof(basis));
        (this.concepts, this.index, this.basis) = (concepts, index, basis);
        Model = $"memhelp-latent-{basis.Dimensions}-v1-{basis.Stamp:x16}";
        metadata = new EmbeddingGeneratorMetadata("memhelp", null, Model, basis.Dimensions);
    }

    /// <summary>Name and version of the method, number of dimensions, fingerprint of the training.</summary>
    public string Model { get; }

    /// <inheritdoc/>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var value in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            embeddings.Add(new Embedding<float>(Embed(QueryAnalysis.Weigh(value, concepts))) { ModelId = Model });
        }

        return Task.FromResult(embeddings);
    }

    /// <summary>The vector of some terms, of length 1; zeros when none of them is known.</summary>
    public float[] Embed(IReadOnlyList<WeightedTerm> terms)
    {
        var vector = new float[basis.Dimensions];
        foreach (var (term, weight) in terms)
        {
            var number = index.Find(term);
            if (number < 0)
                continue;
            var by = weight * LexicalRanking.Rarity(index, number);
            var row = basis.Row(number);
            for (var i = 0; i < row.Length; i++)
                vector[i] += row[i] * by;
        }

        return DenseIndex.OfLengthOne(vector).ToArray();
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? metadata
        : serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held.
    }
}
