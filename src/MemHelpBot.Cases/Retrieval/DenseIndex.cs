using MemHelpBot.Cases.Dense;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Store;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>The vectors of all sections, one after another, with the model that made them.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Dimensions">Length of one vector.</param>
/// <param name="Documents">Document of each vector, ascending.</param>
/// <param name="Sections">Section of each vector.</param>
/// <param name="Vectors">The vectors, each of length 1.</param>
/// <param name="Quantised">Codes of the vectors when there are very many; null when all are compared.</param>
internal sealed record DenseIndex(
    string Model, int Dimensions, int[] Documents, int[] Sections, ReadOnlyMemory<float> Vectors, QuantisedVectors? Quantised)
{
    private const int Batch = 64;

    // Up to here comparing with all of them takes some milliseconds.
    private const int ExactUpTo = 250_000;

    // So many sections hold as many documents as a ranking has, unless a filter lets few of them pass.
    private const int SectionsOfDepth = 8;

    /// <summary>Embeds every section, each with its document's title before it.</summary>
    public static async Task<DenseIndex> BuildAsync(
        IReadOnlyList<CaseDocument> documents, IEmbeddingGenerator<string, Embedding<float>> generator, CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        var owners = new List<int>();
        var sections = new List<int>();
        for (var i = 0; i < documents.Count; i++)
        {
            for (var j = 0; j < documents[i].Sections.Count; j++)
            {
                texts.Add($"{documents[i].Title}\n{documents[i].Sections[j].Text}");
                owners.Add(i);
                sections.Add(j);
            }
        }

        var vectors = Array.Empty<float>();
        var dimensions = 0;
        for (var at = 0; at < texts.Count; at += Batch)
        {
            var batch = await generator.GenerateAsync(texts.GetRange(at, Math.Min(Batch, texts.Count - at)), null, cancellationToken).ConfigureAwait(false);
            if (dimensions == 0)
                (dimensions, vectors) = (batch[0].Vector.Length, new float[texts.Count * batch[0].Vector.Length]);
            for (var i = 0; i < batch.Count; i++)
                OfLengthOne(batch[i].Vector).CopyTo(vectors.AsMemory((at + i) * dimensions, dimensions));
        }

        var quantised = texts.Count > ExactUpTo ? QuantisedVectors.Of(vectors, dimensions) : null;
        return new DenseIndex(NameOf(generator), dimensions, [.. owners], [.. sections], vectors, quantised);
    }

    /// <summary>The name under which a generator's vectors may be compared.</summary>
    public static string NameOf(IEmbeddingGenerator<string, Embedding<float>> generator) =>
        generator.GetService(typeof(EmbeddingGeneratorMetadata)) is EmbeddingGeneratorMetadata { DefaultModelId: { } model } ? model : generator.GetType().FullName ?? "";

    /// <summary>The vector scaled to length 1; one of zeros as it is. Models differ in whether they do so.</summary>
    public static ReadOnlyMemory<float> OfLengthOne(ReadOnlyMemory<float> vector)
    {
        var length = MathF.Sqrt(ExactScan.Dot(vector.Span, vector.Span));
        if (length == 0 || MathF.Abs(length - 1) < 1e-5f)
            return vector;
        var scaled = vector.ToArray();
        for (var i = 0; i < scaled.Length; i++)
            scaled[i] /= length;
        return scaled;
    }

    /// <summary>One of the vectors.</summary>
    public ReadOnlyMemory<float> Vector(int number) => Vectors.Slice(number * Dimensions, Dimensions);

    /// <summary>The documents whose best section is nearest, where that is more than chance.</summary>
    public TopRanks Best(ReadOnlyMemory<float> query, int depth, Func<int, bool> passes)
    {
        if (Quantised?.Nearest(query, depth * SectionsOfDepth) is { } nearest)
        {
            var top = Best(nearest, depth, passes);
            if (top.Count == depth || nearest.Least <= CandidateQuery.LeastSimilarity)
                return top;
        }

        var similarities = new float[Documents.Length];
        ExactScan.Similarities(Vectors, query, similarities);
        GC.KeepAlive(this);
        return Best(similarities, depth, passes);
    }

    /// <summary>Adds the similarity of each section of a document to its weight.</summary>
    public void AddTo(float[] weights, int document, ReadOnlySpan<float> query)
    {
        var at = Array.BinarySearch(Documents, document);
        while (at > 0 && Documents[at - 1] == document)
            at--;
        for (; at >= 0 && at < Documents.Length && Documents[at] == document; at++)
            weights[Sections[at]] += ExactScan.Dot(query, Vector(at).Span);
        GC.KeepAlive(this);
    }

    private TopRanks Best(float[] similarities, int depth, Func<int, bool> passes)
    {
        var top = new TopRanks(depth);
        for (var i = 0; i < similarities.Length;)
        {
            var document = Documents[i];
            var best = 0f;
            for (; i < similarities.Length && Documents[i] == document; i++)
                best = Math.Max(best, similarities[i]);
            if (best > CandidateQuery.LeastSimilarity)
                top.Offer(document, best, passes);
        }

        return top;
    }

    private TopRanks Best(VectorTop nearest, int depth, Func<int, bool> passes)
    {
        var best = new SortedDictionary<int, float>();
        for (var i = 0; i < nearest.Count && nearest.Similarities[i] > CandidateQuery.LeastSimilarity; i++)
            best.TryAdd(Documents[nearest.Numbers[i]], nearest.Similarities[i]);
        var top = new TopRanks(depth);
        foreach (var (document, similarity) in best)
            top.Offer(document, similarity, passes);
        return top;
    }
}
