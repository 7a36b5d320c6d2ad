using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Text;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>
/// Embeds a text without any model: words, character sequences and concepts are hashed with a sign into 384 dimensions, damped by
/// the square root of their count and scaled to length 1. Deterministic on every machine; a text without words gives zeros.
/// Concepts come from a lexicon and tie texts of different languages. Safe for use by several threads at once.
/// </summary>
public sealed class HashedEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>Number of dimensions.</summary>
    public const int Dimensions = 384;

    /// <summary>Name and version of the method; vectors of another name must not be compared with these.</summary>
    public const string Model = "memhelp-hashed-384-v1";

    private readonly ConceptLexicon concepts;
    private readonly EmbeddingGeneratorMetadata metadata = new("memhelp", null, Model, Dimensions);

    /// <summary>A generator that knows the words of a corpus for things.</summary>
    public HashedEmbeddingGenerator(Corpus corpus) : this(ConceptLexicon.Of(corpus))
    {
    }

    internal HashedEmbeddingGenerator(ConceptLexicon concepts) => this.concepts = concepts;

    /// <inheritdoc/>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var value in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            embeddings.Add(new Embedding<float>(Embed(value)) { ModelId = Model });
        }

        return Task.FromResult(embeddings);
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

    /// <summary>The vector of one text.</summary>
    internal float[] Embed(string text)
    {
        var features = new HashedFeatures();
        new TextAnalyzer(concepts).Analyze(text, LanguageDetector.DetectOrEnglish(text), features);
        features.AddSequences(text);
        var vector = new float[Dimensions];
        features.AddTo(vector);
        // Plain loops: for one vector, compiling the vectorised ones at every start costs more than they save.
        var squares = 0f;
        foreach (var value in vector)
            squares += value * value;
        if (squares == 0)
            return vector;
        var length = MathF.Sqrt(squares);
        for (var i = 0; i < vector.Length; i++)
            vector[i] /= length;
        return vector;
    }
}
