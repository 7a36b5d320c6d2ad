using System.Net;
using MemHelpBot.Models.OpenAI.Tests.Server;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Models.OpenAI.Tests;

/// <summary>Azure OpenAI as it is reached: the v1 address, the deployment's name, a key or a token of the machine's identity.</summary>
public sealed class AzureTests
{
    private static readonly ChatMessage[] Hello = [new(ChatRole.System, "s"), new(ChatRole.User, "u")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://res.openai.azure.com")]
    [InlineData("https://res.openai.azure.com/openai/v1/")]
    [InlineData("https://res.services.ai.azure.com/openai/v1")]
    public async Task A_key_goes_into_its_own_header_and_the_deployment_is_the_model(string endpoint)
    {
        await using var server = await ModelServer.StartAsync();
        using var way = new Way(server);
        server.Play = (c, _) => Sse.TextAsync(c, "{}");
        using var client = new OpenAIChat(Settings($"Model:Endpoint={endpoint}", "Model:Name=our-deployment", "Model:ApiKey=k-123"), null, new HttpClient(way));
        Assert.Equal("{}", (await client.GetResponseAsync(Hello, null, Cancellation)).Text);
        Assert.Equal(new Uri(new Uri(endpoint), "/openai/v1/chat/completions"), Assert.Single(way.Asked));
        var request = Assert.Single(server.Requests);
        Assert.Equal("k-123", request.Headers["api-key"]);
        Assert.False(request.Headers.ContainsKey("Authorization"));
        Assert.Equal("our-deployment", request.Body["model"]!.ToString());
        Assert.NotNull(request.Body["max_completion_tokens"]);
    }

    [Fact]
    public async Task A_managed_identity_brings_a_token_for_the_right_audience()
    {
        await using var server = await ModelServer.StartAsync();
        using var way = new Way(server);
        server.Play = (c, _) => Sse.TextAsync(c, "{}");
        // As App Service and Container Apps give it to a process.
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", new Uri(server.Endpoint, "/msi/token").ToString());
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", "local-secret");
        try
        {
            using var client = new OpenAIChat(Settings("Model:Endpoint=https://res.openai.azure.com", "Model:Name=our-deployment", "Model:Authentication=entra", "Model:ManagedIdentityClientId=11111111-2222-4333-8444-555555555555"), null, new HttpClient(way));
            Assert.Equal("{}", (await client.GetResponseAsync(Hello, null, Cancellation)).Text);
            await client.GetResponseAsync(Hello, null, Cancellation);
        }
        finally
        {
            Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", null);
            Environment.SetEnvironmentVariable("IDENTITY_HEADER", null);
        }

        Assert.All(server.Requests, r => Assert.Equal("Bearer entra-token-1", r.Headers["Authorization"]));
        Assert.All(server.Requests, r => Assert.False(r.Headers.ContainsKey("api-key")));
        // Asked once, and kept until it ends.
        var asked = Assert.Single(server.TokenRequests);
        Assert.Equal("local-secret", asked.Headers["X-IDENTITY-HEADER"]);
        Assert.Contains("resource=https://cognitiveservices.azure.com", Uri.UnescapeDataString(asked.Query), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("client_id=11111111-2222-4333-8444-555555555555", asked.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vectors_go_the_same_way()
    {
        await using var server = await ModelServer.StartAsync();
        using var way = new Way(server);
        var settings = ModelSettingsReader.Read("Embedding", Of("Embedding:Endpoint=https://res.openai.azure.com", "Embedding:Name=our-vectors", "Embedding:ApiKey=k-123", "Embedding:Dimensions=8"))!;
        using var embeddings = new OpenAIEmbeddings(settings, null, null, new HttpClient(way));
        await embeddings.GenerateAsync(["a", "b"], null, Cancellation);
        Assert.Equal("/openai/v1/embeddings", Assert.Single(way.Asked).AbsolutePath);
        Assert.Equal(("our-vectors", "8"), (server.EmbeddingRequests[0]["model"]!.ToString(), server.EmbeddingRequests[0]["dimensions"]!.ToString()));
        Assert.Equal("k-123", way.Keys.Single());
    }

    [Fact]
    public async Task Its_first_chunk_without_choices_and_comments_in_the_stream_are_skipped()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = async (c, _) =>
        {
            Sse.Begin(c);
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(c.Response, ": keep-alive\n\ndata: {\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\",\"prompt_filter_results\":[{\"prompt_index\":0,\"content_filter_results\":{}}]}\n\n");
            await Sse.DeltaAsync(c, "{}");
            await Sse.EndAsync(c, "stop");
        };
        using var client = new OpenAIChat(server.Settings());
        Assert.Equal("{}", (await client.GetResponseAsync(Hello, null, Cancellation)).Text);
    }

    [Theory]
    [InlineData("https://r.openai.azure.com", "https://cognitiveservices.azure.com/.default")]
    [InlineData("https://r.openai.azure.us", "https://cognitiveservices.azure.us/.default")]
    [InlineData("https://r.openai.azure.cn", "https://cognitiveservices.azure.cn/.default")]
    public void Each_cloud_has_its_audience(string endpoint, string scope) => Assert.Equal(scope, AzureHosts.Scope(new Uri(endpoint)));

    private static ModelSettings Settings(params string[] settings) => ModelSettingsReader.Read("Model", Of(settings))!;

    private static Func<string, string?> Of(params string[] settings) => settings.Select(s => s.Split('=', 2)).ToDictionary(s => s[0], s => (string?)s[1], StringComparer.OrdinalIgnoreCase).GetValueOrDefault;

    /// <summary>Takes requests for Azure to the double, whatever its host and path are called.</summary>
    private sealed class Way(ModelServer server) : DelegatingHandler(new HttpClientHandler())
    {
        public List<Uri> Asked { get; } = [];

        public List<string> Keys { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!);
            if (request.Headers.TryGetValues("api-key", out var keys))
                Keys.AddRange(keys);
            request.RequestUri = new Uri(server.Endpoint, request.RequestUri!.AbsolutePath.Replace("/openai/v1/", "/v1/", StringComparison.Ordinal));
            request.Version = HttpVersion.Version11;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
