using MemHelpBot.Answers.Models;
using MemHelpBot.Models.OpenAI.Tests.Server;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Models.OpenAI.Tests;

/// <summary>How a model is asked: retries, circuit, budget, and what servers understand.</summary>
public sealed class ConnectionTests
{
    private static readonly ChatMessage[] Hello = [new(ChatRole.System, "s"), new(ChatRole.User, "u")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_busy_server_is_asked_again_when_it_said()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, _) => server.Calls == 1 ? Sse.ErrorAsync(c, 429, "rate_limit_exceeded", "busy", "0") : Sse.TextAsync(c, "{}");
        using var client = new OpenAIChat(server.Settings(s => s with { Retries = 2 }));
        var reply = await client.GetResponseAsync(Hello, null, Cancellation);
        Assert.Equal("{}", reply.Text);
        Assert.Equal(2, server.Calls);
        Assert.Equal(1150, reply.Usage!.TotalTokenCount);
    }

    [Fact]
    public async Task A_reply_that_has_begun_is_never_asked_for_again()
    {
        await using var server = await ModelServer.StartAsync();
        using var client = new OpenAIChat(server.Settings(s => s with { Retries = 3 }));
        server.Play = async (c, _) =>
        {
            Sse.Begin(c);
            await Sse.DeltaAsync(c, "begun");
            await Task.Delay(300);
            c.Abort();
        };
        var failed = await Assert.ThrowsAsync<ModelUnavailableException>(() => client.GetResponseAsync(Hello, null, Cancellation));
        Assert.Equal(ModelFailure.Cut, failed.Failure);
        Assert.Equal(1, server.Calls);
    }

    [Theory]
    [InlineData(401, "invalid_api_key")]
    [InlineData(404, "model_not_found")]
    [InlineData(429, "insufficient_quota")]
    public async Task What_cannot_get_better_is_not_repeated(int status, string code)
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, _) => Sse.ErrorAsync(c, status, code, code);
        using var client = new OpenAIChat(server.Settings(s => s with { Retries = 3 }));
        await Assert.ThrowsAsync<ModelUnavailableException>(() => client.GetResponseAsync(Hello, null, Cancellation));
        Assert.Equal(1, server.Calls);
    }

    [Fact]
    public async Task A_server_that_keeps_failing_is_left_alone()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = Adversaries.All["500"];
        using var client = new OpenAIChat(server.Settings(s => s with { Retries = 0 }));
        for (var i = 0; i < 6; i++)
            await Assert.ThrowsAsync<ModelUnavailableException>(() => client.GetResponseAsync(Hello, null, Cancellation));
        var calls = server.Calls;
        var failed = await Assert.ThrowsAsync<ModelUnavailableException>(() => client.GetResponseAsync(Hello, null, Cancellation));
        Assert.Equal(ModelFailure.CircuitOpen, failed.Failure);
        Assert.Equal(calls, server.Calls);
    }

    [Fact]
    public async Task The_tokens_of_an_hour_are_not_exceeded()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, _) => Sse.TextAsync(c, "{}");
        using var client = new OpenAIChat(server.Settings(s => s with { TokensPerHour = 3000 }));
        await client.GetResponseAsync(Hello, null, Cancellation);
        var failed = await Assert.ThrowsAsync<ModelUnavailableException>(async () =>
        {
            for (var i = 0; i < 3; i++)
                await client.GetResponseAsync(Hello, null, Cancellation);
        });
        Assert.Equal(ModelFailure.OverBudget, failed.Failure);
        Assert.InRange(server.Calls, 1, 2);
    }

    [Fact]
    public async Task What_a_server_does_not_understand_is_left_out_from_then_on()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, r) =>
            r.Body["response_format"]?["type"]?.ToString() == "json_schema" ? Sse.ErrorAsync(c, 400, "bad", "response_format: json_schema is not supported")
            : r.Body["temperature"] is not null ? Sse.ErrorAsync(c, 400, "bad", "Unsupported value: 'temperature'")
            : r.Body["max_tokens"] is not null ? Sse.ErrorAsync(c, 400, "bad", "Use 'max_completion_tokens' instead")
            : Sse.TextAsync(c, "{}");
        using var client = new OpenAIChat(server.Settings());
        var options = new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(Bench.Prompts["word-answer"].Schema, "word_answer") };
        Assert.Equal("{}", (await client.GetResponseAsync(Hello, options, Cancellation)).Text);
        var calls = server.Calls;
        Assert.Equal("{}", (await client.GetResponseAsync(Hello, options, Cancellation)).Text);
        Assert.Equal(calls + 1, server.Calls);
        var last = server.Requests[^1].Body;
        Assert.Equal("json_object", last["response_format"]!["type"]!.ToString());
        Assert.Null(last["temperature"]);
        Assert.NotNull(last["max_completion_tokens"]);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_said_so()
    {
        using var client = new OpenAIChat(new ModelSettings { Section = ModelSettings.Chat, Endpoint = new("http://127.0.0.1:1/v1/"), Name = "x", Retries = 0 });
        var failed = await Assert.ThrowsAsync<ModelUnavailableException>(() => client.GetResponseAsync(Hello, null, Cancellation));
        Assert.Equal(ModelFailure.Unreachable, failed.Failure);
    }

    [Fact]
    public async Task A_person_who_goes_away_ends_the_request()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = Adversaries.Slow["a slow first token"];
        using var client = new OpenAIChat(server.Settings());
        using var away = new CancellationTokenSource();
        var asking = client.GetResponseAsync(Hello, null, away.Token);
        while (server.Calls == 0)
            await Task.Delay(10, Cancellation);
        await away.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task Vectors_come_in_batches_each_text_once()
    {
        await using var server = await ModelServer.StartAsync();
        using var embeddings = new OpenAIEmbeddings(server.Settings(s => s with { Section = ModelSettings.Embeddings, BatchSize = 3 }));
        string[] texts = ["a", "bb", "a", "", "ccc", "dddd", new string('x', 20_000)];
        var vectors = await embeddings.GenerateAsync(texts, null, Cancellation);
        Assert.Equal(texts.Length, vectors.Count);
        Assert.Equal(vectors[0].Vector.ToArray(), vectors[2].Vector.ToArray());
        Assert.NotEqual(vectors[0].Vector.ToArray(), vectors[1].Vector.ToArray());
        Assert.Equal([3, 3], server.EmbeddingRequests.Select(r => r["input"]!.AsArray().Count));
        Assert.All(server.EmbeddingRequests.SelectMany(r => r["input"]!.AsArray()), t => Assert.InRange(t!.ToString().Length, 1, 8000));
    }

    [Fact]
    public async Task Each_vector_belongs_to_the_text_that_its_index_names()
    {
        await using var server = await ModelServer.StartAsync();
        using var embeddings = new OpenAIEmbeddings(server.Settings(s => s with { Section = ModelSettings.Embeddings }));
        string[] texts = ["a", "bb", "ccc"];
        var inOrder = await embeddings.GenerateAsync(texts, null, Cancellation);
        server.PlayEmbeddings = (c, b) => Vectors.AnswerAsync(c, b, 8, turned: true);
        var turned = await embeddings.GenerateAsync(texts, null, Cancellation);
        Assert.Equal(inOrder.Select(v => v.Vector.ToArray()), turned.Select(v => v.Vector.ToArray()));
    }

    [Theory]
    [InlineData("password=hunter2!x in the log")]
    [InlineData("write to ada@example.org")]
    public async Task Secrets_are_masked_before_a_text_is_embedded(string text)
    {
        await using var server = await ModelServer.StartAsync();
        using var embeddings = new OpenAIEmbeddings(server.Settings(s => s with { Section = ModelSettings.Embeddings }));
        await embeddings.GenerateAsync([text], null, Cancellation);
        var sent = server.EmbeddingRequests[0]["input"]!.ToJsonString();
        Assert.Contains("masked-", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_that_failed_uses_up_no_tokens()
    {
        await using var server = await ModelServer.StartAsync();
        server.PlayEmbeddings = (c, b) => server.Calls <= 2 ? Sse.ErrorAsync(c, 500, "server_error", "x") : Vectors.AnswerAsync(c, b);
        using var embeddings = new OpenAIEmbeddings(server.Settings(s => s with { Section = ModelSettings.Embeddings, Retries = 0, TokensPerHour = 20 }));
        for (var i = 0; i < 2; i++)
            await Assert.ThrowsAsync<ModelUnavailableException>(() => embeddings.GenerateAsync(["some words"], null, Cancellation));
        Assert.Single(await embeddings.GenerateAsync(["some words"], null, Cancellation));
    }

    [Fact]
    public async Task Too_few_vectors_are_no_reply()
    {
        await using var server = await ModelServer.StartAsync();
        server.PlayEmbeddings = (c, _) => Vectors.AnswerAsync(c, System.Text.Json.Nodes.JsonNode.Parse("""{"input":["one"]}""")!);
        using var embeddings = new OpenAIEmbeddings(server.Settings(s => s with { Section = ModelSettings.Embeddings }));
        var failed = await Assert.ThrowsAsync<ModelUnavailableException>(() => embeddings.GenerateAsync(["a", "b"], null, Cancellation));
        Assert.Equal(ModelFailure.BadReply, failed.Failure);
    }
}
