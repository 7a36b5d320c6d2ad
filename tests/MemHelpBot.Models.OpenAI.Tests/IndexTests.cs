using MemHelpBot.Assistant;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Store;
using MemHelpBot.Models.OpenAI.Tests.Server;

namespace MemHelpBot.Models.OpenAI.Tests;

/// <summary>Vectors of a model are made once, kept by text and model, and used only where they do not keep a person waiting.</summary>
public sealed class IndexTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Unchanged_texts_are_not_sent_again_and_another_model_is_indexed_beside()
    {
        await using var server = await ModelServer.StartAsync();
        var cache = Directory.CreateTempSubdirectory("memhelp-index-");
        try
        {
            var first = await IndexAsync(server, cache.FullName, "model-a");
            Assert.Equal(("model-a", 8), (first.Model, first.Dimensions));
            var sent = server.Calls;
            Assert.True(sent > 1);

            await IndexAsync(server, cache.FullName, "model-a");
            Assert.Equal(sent, server.Calls);

            // The index is gone, the texts' vectors are not: it is made anew without a question to the server.
            foreach (var file in Directory.GetFiles(cache.FullName, "*.vectors-*").Where(f => !f.EndsWith(".texts", StringComparison.Ordinal)))
                File.Delete(file);
            await IndexAsync(server, cache.FullName, "model-a");
            Assert.Equal(sent, server.Calls);

            var other = await IndexAsync(server, cache.FullName, "model-b");
            Assert.Equal("model-b", other.Model);
            Assert.NotEqual(first.Stamp, other.Stamp);
            Assert.Equal(2 * sent, server.Calls);
            await IndexAsync(server, cache.FullName, "model-a");
            Assert.Equal(2 * sent, server.Calls);
        }
        finally
        {
            cache.Delete(true);
        }
    }

    [Fact]
    public async Task A_damaged_tail_of_the_kept_vectors_is_made_again()
    {
        await using var server = await ModelServer.StartAsync();
        var cache = Directory.CreateTempSubdirectory("memhelp-index-");
        try
        {
            await IndexAsync(server, cache.FullName, "model-a");
            var sent = server.EmbeddingRequests.Sum(r => r["input"]!.AsArray().Count);
            foreach (var file in Directory.GetFiles(cache.FullName, "*.vectors-*"))
            {
                if (!file.EndsWith(".texts", StringComparison.Ordinal))
                {
                    File.Delete(file);
                    continue;
                }

                using var kept = new FileStream(file, FileMode.Open);
                kept.SetLength(kept.Length - 10);
            }

            await IndexAsync(server, cache.FullName, "model-a");
            Assert.Equal(sent + 1, server.EmbeddingRequests.Sum(r => r["input"]!.AsArray().Count));
        }
        finally
        {
            cache.Delete(true);
        }
    }

    [Fact]
    public async Task The_first_reply_asks_no_embedding_model_and_one_that_is_away_changes_nothing()
    {
        await using var server = await ModelServer.StartAsync();
        server.PlayEmbeddings = (c, _) => Sse.ErrorAsync(c, 500, "server_error", "away");
        var open = OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus"), cancellationToken: Cancellation);
        using var embeddings = new OpenAIEmbeddings(server.Settings(s => s with { Section = ModelSettings.Embeddings, Retries = 0 }));
        var slower = new StandInCaseStore(open.With(embeddings).Store, open.Store, _ => Task.CompletedTask, TimeProvider.System);
        var assistant = new MemHelpAssistant(open.Corpus, open.Store, null, null, slower);
        var reply = await assistant.ReplyAsync(new Conversation(), new Turn(Bench.Log("002-memhog.log")), Cancellation);
        Assert.Equal(0, server.Calls);
        Assert.True(assistant.CanImprove);
        Assert.Null(await assistant.ImproveAsync(reply, Cancellation));
        Assert.True(server.Calls > 0);
    }

    [Fact]
    public async Task With_an_embedding_model_and_no_language_model_better_documents_may_be_found()
    {
        await using var server = await ModelServer.StartAsync();
        var open = OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus"), cancellationToken: Cancellation);
        using var embeddings = new OpenAIEmbeddings(server.Settings(s => s with { Section = ModelSettings.Embeddings }));
        var assistant = new MemHelpAssistant(open.Corpus, open.Store, null, null, open.With(embeddings).Store);
        var reply = await assistant.ReplyAsync(new Conversation(), new Turn(Bench.Log("002-memhog.log")), Cancellation);
        if (await assistant.ImproveAsync(reply, Cancellation) is { } better)
        {
            Assert.Equal(reply.Answer.Causes.Select(c => (c.Id, c.Verdict)), better.Answer.Causes.Select(c => (c.Id, c.Verdict)));
            Assert.Equal(reply.Answer.Actions.Select(a => a.Command), better.Answer.Actions.Select(a => a.Command));
            Assert.Null(better.Answer.Wording);
        }
    }

    [Fact]
    public async Task While_the_vectors_of_another_model_are_made_the_store_of_before_answers_then_they_switch()
    {
        await using var server = await ModelServer.StartAsync();
        var gate = new TaskCompletionSource();
        server.PlayEmbeddings = async (c, b) =>
        {
            await gate.Task;
            await Vectors.AnswerAsync(c, b);
        };
        var open = OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus"), cancellationToken: Cancellation);
        using var embeddings = new OpenAIEmbeddings(server.Settings(s => s with { Section = ModelSettings.Embeddings, Timeout = TimeSpan.FromMinutes(5), FirstToken = TimeSpan.FromMinutes(5) }));
        var other = open.With(embeddings);
        var slower = new StandInCaseStore(other.Store, open.Store, async c => await other.Generation.IdentityAsync(c), TimeProvider.System);
        var making = slower.StartWithCopyAsync("The vectors are being made.");
        var query = new CaseQuery { Text = "node hangs without an OOM kill", Limit = 5 };

        var meanwhile = await slower.FindAsync(query, Cancellation);
        Assert.NotNull(slower.Trouble);
        Assert.Equal((await open.Store.FindAsync(query, Cancellation)).Select(h => h.Document.Id), meanwhile.Select(h => h.Document.Id));

        gate.SetResult();
        await making;
        Assert.Null(slower.Trouble);
        Assert.Equal((await other.Store.FindAsync(query, Cancellation)).Select(h => h.Document.Id), (await slower.FindAsync(query, Cancellation)).Select(h => h.Document.Id));
        Assert.NotEqual((await open.Generation.IdentityAsync(Cancellation)).Model, (await other.Generation.IdentityAsync(Cancellation)).Model);
    }

    private static async Task<IndexIdentity> IndexAsync(ModelServer server, string cache, string model)
    {
        var open = OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus"), null, cache, Cancellation);
        using var embeddings = new OpenAIEmbeddings(server.Settings(s => s with { Section = ModelSettings.Embeddings, Name = model }));
        return await open.With(embeddings).Generation.IdentityAsync(Cancellation);
    }
}
