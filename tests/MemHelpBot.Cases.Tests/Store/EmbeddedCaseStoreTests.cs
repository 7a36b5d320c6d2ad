using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Store;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Cases.Tests.Store;

public sealed class EmbeddedCaseStoreTests : CaseStoreContract
{
    protected override Task<ICaseStore> OpenAsync(Corpus corpus) => Task.FromResult<ICaseStore>(new EmbeddedCaseStore(corpus));

    [Fact]
    public async Task A_model_that_does_not_answer_is_said_and_not_an_empty_list()
    {
        using var files = new TestCorpus();
        using var away = new AwayModel();
        var store = new EmbeddedCaseStore(Cases.Reading.CorpusReader.Read(files.Corpus).Corpus, null, away);

        var thrown = await Assert.ThrowsAsync<CaseStoreUnavailableException>(
            async () => await store.FindAsync(new CaseQuery { Text = "memory" }, TestContext.Current.CancellationToken));

        Assert.Contains("connection refused", thrown.Message, StringComparison.Ordinal);
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
