using MemHelpBot.Secrets;
using Microsoft.Extensions.AI;
using OpenAI.Embeddings;
using AIEmbedding = Microsoft.Extensions.AI.Embedding<float>;
using AIOptions = Microsoft.Extensions.AI.EmbeddingGenerationOptions;

namespace MemHelpBot.Models.OpenAI;

/// <summary>
/// An embedding model behind an OpenAI-compatible API. Texts go out in batches, the same text once; what a model cannot hold is cut at its
/// end. Thread-safe.
/// </summary>
public sealed class OpenAIEmbeddings : IEmbeddingGenerator<string, AIEmbedding>
{
    /// <summary>The protocol's limit is 8,192 tokens a text; in the densest script a character is a token.</summary>
    private const int MostCharacters = 8000;

    /// <summary>The protocol's limit is 300,000 tokens a request.</summary>
    private const int MostCharactersOfBatch = 250_000;

    private readonly HttpClient http;
    private readonly ModelSettings settings;
    private readonly MaskOptions? masks;
    private readonly EmbeddingClient client;
    private readonly Resilience resilience;
    private readonly TokenBudget budget;
    private readonly EmbeddingGeneratorMetadata metadata;

    /// <summary>A model.</summary>
    /// <param name="settings">How it is reached.</param>
    /// <param name="masks">What is masked beside secrets before a text is sent.</param>
    /// <param name="clock">The time; null for the machine's.</param>
    public OpenAIEmbeddings(ModelSettings settings, MaskOptions? masks = null, TimeProvider? clock = null) : this(settings, masks, clock, ModelConnection.Http())
    {
    }

    /// <summary>A model behind a transport of a test's own.</summary>
    internal OpenAIEmbeddings(ModelSettings settings, MaskOptions? masks, TimeProvider? clock, HttpClient transport)
    {
        http = transport;
        (this.settings, this.masks) = (settings, masks);
        client = ModelConnection.Embeddings(settings, http);
        resilience = new Resilience(settings with { FirstToken = settings.Timeout }, clock ?? TimeProvider.System);
        budget = new TokenBudget(settings.TokensPerHour, clock ?? TimeProvider.System);
        // Vectors of another length are not comparable: they count as another model's.
        metadata = new EmbeddingGeneratorMetadata("openai", settings.Endpoint, settings.Dimensions is { } length ? $"{settings.Name}/{length}" : settings.Name, settings.Dimensions);
    }

    /// <inheritdoc/>
    public async Task<GeneratedEmbeddings<AIEmbedding>> GenerateAsync(IEnumerable<string> values, AIOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.Select(v => Prepared(Egress.Mask(v, masks))).ToList();
        var vectors = new Dictionary<string, ReadOnlyMemory<float>>(StringComparer.Ordinal);
        var usage = new UsageDetails { InputTokenCount = 0, TotalTokenCount = 0 };
        foreach (var batch in Batches(texts.Distinct(StringComparer.Ordinal)))
        {
            var estimate = Answers.Models.TokenEstimate.Of(batch);
            budget.Take(estimate);
            var (made, used) = await CountedAsync(batch, estimate, options, cancellationToken).ConfigureAwait(false);
            usage.Add(new UsageDetails { InputTokenCount = used?.InputTokenCount ?? estimate, TotalTokenCount = used?.TotalTokenCount ?? estimate });
            for (var i = 0; i < batch.Count; i++)
                vectors.Add(batch[i], made[i]);
        }

        return new GeneratedEmbeddings<AIEmbedding>(texts.Select(t => new AIEmbedding(vectors[t]) { ModelId = settings.Name })) { Usage = usage };
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? metadata
        : serviceType == typeof(ModelSettings) ? settings
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    // The protocol refuses empty texts.
    private static string Prepared(Masked masked)
    {
        var text = masked.Text;
        if (string.IsNullOrWhiteSpace(text))
            return "-";
        if (text.Length <= MostCharacters)
            return text;
        return text[..(char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)];
    }

    private IEnumerable<List<string>> Batches(IEnumerable<string> texts)
    {
        var batch = new List<string>();
        var characters = 0;
        foreach (var text in texts)
        {
            if (batch.Count == settings.BatchSize || characters + text.Length > MostCharactersOfBatch && batch.Count > 0)
            {
                yield return batch;
                (batch, characters) = ([], 0);
            }

            batch.Add(text);
            characters += text.Length;
        }

        if (batch.Count > 0)
            yield return batch;
    }

    /// <summary>Sends a batch; what it really used is what the budget counts, of a batch that failed nothing.</summary>
    private async Task<(IReadOnlyList<ReadOnlyMemory<float>> Vectors, EmbeddingTokenUsage? Usage)> CountedAsync(List<string> batch, long estimate, AIOptions? options, CancellationToken cancellationToken)
    {
        var really = 0L;
        try
        {
            var reply = await resilience.RunAsync(token => SendAsync(batch, options, token), cancellationToken).ConfigureAwait(false);
            really = reply.Usage?.TotalTokenCount ?? estimate;
            return reply;
        }
        finally
        {
            budget.Settle(estimate, really);
        }
    }

    private async Task<(IReadOnlyList<ReadOnlyMemory<float>> Vectors, EmbeddingTokenUsage? Usage)> SendAsync(List<string> batch, AIOptions? options, CancellationToken cancellationToken)
    {
        var sent = new global::OpenAI.Embeddings.EmbeddingGenerationOptions { Dimensions = options?.Dimensions ?? settings.Dimensions };
        var reply = (await client.GenerateEmbeddingsAsync(batch, sent, cancellationToken).ConfigureAwait(false)).Value;
        if (reply.Count != batch.Count)
            throw new FormatException($"{batch.Count} texts were sent and {reply.Count} vectors came back.");
        // A vector belongs to the text that its index names, wherever in the reply it stands.
        var vectors = reply.OrderBy(v => v.Index).Select(v => v.ToFloats()).ToList();
        if (!reply.Select(v => v.Index).Order().SequenceEqual(Enumerable.Range(0, batch.Count)))
            throw new FormatException("The vectors do not say which texts they are of.");
        if (vectors[0].Length == 0 || vectors.Exists(v => v.Length != vectors[0].Length))
            throw new FormatException("The vectors are not all of one length.");
        return (vectors, reply.Usage);
    }
}
