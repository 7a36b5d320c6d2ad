using MemHelpBot.Cases.Store;
using Microsoft.Extensions.AI;
using static MemHelpBot.Cases.Tests.Store.SomeDocuments;

namespace MemHelpBot.Cases.Tests.Store;

public sealed class EmbeddedIndexTests : CaseIndexContract
{
    internal override Task<ICaseIndex> ServingAsync(CaseGeneration generation) => Task.FromResult<ICaseIndex>(new EmbeddedIndex(generation));

    internal override Task<(ICaseIndex Index, CaseGeneration Generation, string Says)> AwayAsync()
    {
        var generation = GenerationOf(new AwayModel(), Document("a", "memory"));
        return Task.FromResult<(ICaseIndex, CaseGeneration, string)>((new EmbeddedIndex(generation), generation, "connection refused"));
    }

    private sealed class AwayModel : IEmbeddingGenerator<string, Embedding<float>>
    {
        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new HttpRequestException("connection refused");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
