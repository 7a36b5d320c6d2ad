#pragma warning disable OPENAI001 // A client with an authentication policy: the way to Entra ID and to servers without any.
using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Identity;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;

namespace MemHelpBot.Models.OpenAI;

/// <summary>The clients of the <c>OpenAI</c> package for an endpoint. Retries are <see cref="Resilience"/>'s: the package makes none.</summary>
internal static class ModelConnection
{
    public static ChatClient Chat(ModelSettings settings, HttpClient http) => new(settings.Name, Policy(settings), Options(settings, http));

    public static EmbeddingClient Embeddings(ModelSettings settings, HttpClient http) => new(settings.Name, Policy(settings), Options(settings, http));

    /// <summary>A client that follows no redirection (a key goes to the endpoint only) and looks a name up again now and then.</summary>
    public static HttpClient Http()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        return new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static OpenAIClientOptions Options(ModelSettings settings, HttpClient http) => new()
    {
        Endpoint = settings.Endpoint,
        Transport = new HttpClientPipelineTransport(http),
        RetryPolicy = new ClientRetryPolicy(0),
        NetworkTimeout = settings.Timeout,
        UserAgentApplicationId = "MemHelpBot",
    };

    private static AuthenticationPolicy Policy(ModelSettings settings) => settings.Authentication switch
    {
        ModelAuthentication.Key when settings.IsAzure => ApiKeyAuthenticationPolicy.CreateHeaderApiKeyPolicy(new ApiKeyCredential(settings.ApiKey!), "api-key"),
        ModelAuthentication.Key => ApiKeyAuthenticationPolicy.CreateBearerAuthorizationPolicy(new ApiKeyCredential(settings.ApiKey!)),
        ModelAuthentication.Entra => new BearerTokenPolicy(Credential(settings), AzureHosts.Scope(settings.Endpoint)),
        _ => new NoAuthentication(),
    };

    private static Azure.Core.TokenCredential Credential(ModelSettings settings) => settings.ManagedIdentityClientId is { } id
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id))
        : new DefaultAzureCredential();

    private sealed class NoAuthentication : AuthenticationPolicy
    {
        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) => ProcessNext(message, pipeline, currentIndex);

        public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) => ProcessNextAsync(message, pipeline, currentIndex);
    }
}
