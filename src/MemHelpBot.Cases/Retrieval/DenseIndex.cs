using System.Numerics.Tensors;
using MemHelpBot.Cases.Cache;
using MemHelpBot.Cases.Model;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>The vectors of all sections, one after another, with the model that made them.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Dimensions">Length of one vector.</param>
/// <param name="Documents">Document of each vector.</param>
/// <param name="Sections">Section of each vector.</param>
/// <param name="Vectors">The vectors, each of length 1.</param>
internal sealed record DenseIndex(string Model, int Dimensions, int[] Documents, int[] Sections, float[] Vectors)
{
    private const int Batch = 64;

    // The vectorised product is compiled at every start of the program (some 10 ms); below so many vectors a plain loop is done sooner.
    private const int WorthCompiling = 8192;

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

        var vectors = new List<float>();
        var dimensions = 0;
        for (var at = 0; at < texts.Count; at += Batch)
        {
            var batch = await generator.GenerateAsync(texts.GetRange(at, Math.Min(Batch, texts.Count - at)), null, cancellationToken).ConfigureAwait(false);
            foreach (var embedding in batch)
            {
                dimensions = embedding.Vector.Length;
                vectors.AddRange(OfLengthOne(embedding.Vector).Span);
            }
        }

        return new DenseIndex(NameOf(generator), dimensions, [.. owners], [.. sections], [.. vectors]);
    }

    /// <summary>The name under which a generator's vectors may be compared.</summary>
    public static string NameOf(IEmbeddingGenerator<string, Embedding<float>> generator) =>
        generator.GetService(typeof(EmbeddingGeneratorMetadata)) is EmbeddingGeneratorMetadata { DefaultModelId: { } model } ? model : generator.GetType().FullName ?? "";

    /// <summary>The vector scaled to length 1; one of zeros as it is. Models differ in whether they do so.</summary>
    public static ReadOnlyMemory<float> OfLengthOne(ReadOnlyMemory<float> vector)
    {
        var length = MathF.Sqrt(PlainDot(vector.Span, vector.Span));
        if (length == 0 || MathF.Abs(length - 1) < 1e-5f)
            return vector;
        var scaled = vector.ToArray();
        for (var i = 0; i < scaled.Length; i++)
            scaled[i] /= length;
        return scaled;
    }

    /// <summary>The cosine of two vectors of length 1.</summary>
    public static float Similarity(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => PlainDot(a, b);

    /// <summary>One of the vectors.</summary>
    public ReadOnlyMemory<float> Vector(int number) => Vectors.AsMemory(number * Dimensions, Dimensions);

    /// <summary>The similarity of a vector to every section, in the order of <see cref="Documents"/>.</summary>
    public float[] Similarities(ReadOnlySpan<float> query)
    {
        var similarities = new float[Documents.Length];
        if (query.Length != Dimensions)
            return similarities;
        for (var i = 0; i < similarities.Length; i++)
        {
            var vector = Vectors.AsSpan(i * Dimensions, Dimensions);
            similarities[i] = similarities.Length > WorthCompiling ? TensorPrimitives.Dot(query, vector) : PlainDot(query, vector);
        }

        return similarities;
    }

    private static float PlainDot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    public void Write(PackWriter to)
    {
        to.Text(Model);
        to.Int(Dimensions);
        to.Numbers<int>(Documents);
        to.Numbers<int>(Sections);
        to.Numbers<float>(Vectors);
    }

    public static DenseIndex Read(PackReader from)
    {
        var index = new DenseIndex(from.Text(), from.Int(), from.Numbers<int>(), from.Numbers<int>(), from.Numbers<float>());
        if (index.Sections.Length != index.Documents.Length || index.Vectors.LongLength != (long)index.Documents.Length * index.Dimensions)
            throw new InvalidDataException("The vectors do not fit their sections.");
        return index;
    }
}
