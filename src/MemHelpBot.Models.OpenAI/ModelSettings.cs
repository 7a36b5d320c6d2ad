namespace MemHelpBot.Models.OpenAI;

/// <summary>How a model is reached: the section <c>Model</c> (chat) or <c>Embedding</c> of the settings.</summary>
public sealed record ModelSettings
{
    /// <summary>Section of the chat model.</summary>
    public const string Chat = "Model";

    /// <summary>Section of the embedding model.</summary>
    public const string Embeddings = "Embedding";

    /// <summary>The section: <see cref="Chat"/> or <see cref="Embeddings"/>.</summary>
    public required string Section { get; init; }

    /// <summary>Base address of an OpenAI-compatible API, with its <c>/v1</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Name of the model; with Azure OpenAI the name of the deployment.</summary>
    public required string Name { get; init; }

    /// <summary>The key; null where none is needed.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How the calls prove who they are.</summary>
    public ModelAuthentication Authentication { get; init; }

    /// <summary>Client id of a user-assigned managed identity; null for the usual chain of Azure.Identity.</summary>
    public string? ManagedIdentityClientId { get; init; }

    /// <summary>How long one request may take, with its retries.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long an attempt may take until the first token.</summary>
    public TimeSpan FirstToken { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a failed attempt is repeated.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>What the model holds, prompt and reply together, in tokens.</summary>
    public int ContextTokens { get; init; } = 8192;

    /// <summary>What a reply may be long, in tokens.</summary>
    public int MaxOutputTokens { get; init; } = 1500;

    /// <summary>Tokens that may be used in an hour; 0 for no limit.</summary>
    public long TokensPerHour { get; init; }

    /// <summary>Temperature; null sends none.</summary>
    public float? Temperature { get; init; } = 0;

    /// <summary>What the server is asked for: a schema, any JSON object, or only told in words.</summary>
    public StructuredOutput StructuredOutput { get; init; }

    /// <summary>Length of the vectors to ask for; null for the model's own.</summary>
    public int? Dimensions { get; init; }

    /// <summary>Texts in one request for vectors.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Price of a million tokens sent, in any currency; null when not told.</summary>
    public decimal? InputPrice { get; init; }

    /// <summary>Price of a million tokens received.</summary>
    public decimal? OutputPrice { get; init; }

    /// <summary>Whether the endpoint is OpenAI itself.</summary>
    public bool IsOpenAI => Endpoint.Host.Equals("api.openai.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the endpoint is Azure OpenAI.</summary>
    public bool IsAzure => AzureHosts.Holds(Endpoint);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} at {Endpoint} ({Authentication.ToString().ToLowerInvariant()})";
}

/// <summary>How calls prove who they are.</summary>
public enum ModelAuthentication
{
    /// <summary>Not at all: a local server.</summary>
    None,

    /// <summary>With a key.</summary>
    Key,

    /// <summary>With a token of Entra ID: managed identity, workload identity, environment or developer sign-in.</summary>
    Entra,
}

/// <summary>How much of a reply's form the server is asked to hold. What it refuses is not asked again.</summary>
public enum StructuredOutput
{
    /// <summary>A JSON schema.</summary>
    Schema,

    /// <summary>Any JSON object.</summary>
    Object,

    /// <summary>Nothing: the prompt says it.</summary>
    None,
}
