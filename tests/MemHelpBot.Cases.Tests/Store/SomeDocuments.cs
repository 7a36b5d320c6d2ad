using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Retrieval;
using MemHelpBot.Cases.Store;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Cases.Tests.Store;

/// <summary>Documents and generations for tests of stores, named by what matters to a test.</summary>
internal static class SomeDocuments
{
    public static Corpus NoCorpus { get; } = new(
        new Dictionary<string, CaseDocument>(), new Dictionary<string, Playbook>(), new Dictionary<string, EvidencePhrase>(),
        new Dictionary<string, Remedy>(), new Dictionary<string, Question>(), [], [], []);

    public static CaseDocument Document(
        string id, string text, DocumentKind kind = DocumentKind.Case, string lang = "en", string[]? causes = null, string trust = "forum") =>
        new(id, kind, "Title", lang, causes ?? [], [], [], new DocumentSource("Source", null, null, trust), [new CaseSection("symptom", "Symptom", text)]);

    public static CaseGeneration Generation(params CaseDocument[] documents) => GenerationOf(new HashedEmbeddingGenerator(NoCorpus), documents);

    public static CaseGeneration GenerationOf(IEmbeddingGenerator<string, Embedding<float>> model, params CaseDocument[] documents) =>
        new EmbeddedCaseStore(NoCorpus, documents, model).Generation;
}

/// <summary>A model of any name and dimension: the vector follows from the letters of the text.</summary>
internal sealed class LetterModel(string name, int dimensions) : IEmbeddingGenerator<string, Embedding<float>>
{
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(v => new Embedding<float>(Vector(v)))));

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("tests", null, name, dimensions) : null;

    public void Dispose()
    {
    }

    private float[] Vector(string text)
    {
        var vector = new float[dimensions];
        foreach (var c in text)
            vector[c % dimensions]++;
        return vector;
    }
}
