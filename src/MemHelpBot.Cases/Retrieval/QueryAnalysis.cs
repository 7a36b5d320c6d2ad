using MemHelpBot.Cases.Store;
using MemHelpBot.Cases.Text;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>Makes of a question what stores search for. The same for every store.</summary>
internal sealed class QueryAnalysis(Func<ConceptLexicon> lexicon, Func<ConceptLexicon, IEmbeddingGenerator<string, Embedding<float>>> generator)
{
    /// <summary>How far down each ranking votes.</summary>
    public const int Depth = 100;

    // A concept stands for all the words that another language has for it.
    private const float Concept = 1.5f;

    private readonly Lazy<ConceptLexicon> concepts = new(lexicon);
    private IEmbeddingGenerator<string, Embedding<float>>? embeddings;

    /// <summary>The words for things.</summary>
    public ConceptLexicon Concepts => concepts.Value;

    /// <summary>Makes the vectors.</summary>
    public IEmbeddingGenerator<string, Embedding<float>> Embeddings => embeddings ??= generator(Concepts);

    /// <summary>The name under which its vectors may be compared.</summary>
    public string Model => DenseIndex.NameOf(Embeddings);

    /// <summary>The terms of a text in ordinal order, weighed.</summary>
    public IReadOnlyList<WeightedTerm> Words(string text) => Weigh(text, Concepts);

    /// <summary>The terms of a text in ordinal order, weighed.</summary>
    public static IReadOnlyList<WeightedTerm> Weigh(string text, ConceptLexicon concepts)
    {
        var counts = new TermCounts();
        new TextAnalyzer(concepts).Analyze(text, LanguageDetector.DetectOrEnglish(text), counts);
        var terms = new List<WeightedTerm>();
        foreach (var term in counts.Terms)
        {
            var count = counts.CountOf(term);
            // A word that a long paste repeats a hundred times is not a hundred times as telling.
            var repeated = count <= 1 ? count : 1 + MathF.Log(count);
            terms.Add(new WeightedTerm(term, repeated * (term[0] == ConceptLexicon.Mark ? Concept : 1)));
        }

        return terms;
    }

    /// <summary>The vector of a text.</summary>
    /// <exception cref="CaseStoreUnavailableException">The embedding model did not answer.</exception>
    public async ValueTask<ReadOnlyMemory<float>> VectorAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            var vectors = await Embeddings.GenerateAsync([text], null, cancellationToken).ConfigureAwait(false);
            return DenseIndex.OfLengthOne(vectors[0].Vector);
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or TimeoutException or InvalidOperationException)
        {
            throw new CaseStoreUnavailableException($"The embedding model did not answer: {failed.Message}", failed);
        }
    }
}
