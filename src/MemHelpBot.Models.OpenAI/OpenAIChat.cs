using System.ClientModel;
using System.Runtime.CompilerServices;
using MemHelpBot.Answers.Models;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using AIMessage = Microsoft.Extensions.AI.ChatMessage;
using AIReason = Microsoft.Extensions.AI.ChatFinishReason;

namespace MemHelpBot.Models.OpenAI;

/// <summary>A chat model behind an OpenAI-compatible API. Thread-safe.</summary>
public sealed class OpenAIChat : IChatClient
{
    /// <summary>Characters that a token is taken for at most: a reply longer than its limit in tokens allows is cut off.</summary>
    private const int CharactersPerToken = 8;

    private readonly HttpClient http;
    private readonly ModelSettings settings;
    private readonly ChatClient client;
    private readonly Resilience resilience;
    private readonly TokenBudget budget;
    private readonly TimeProvider clock;
    private readonly ChatClientMetadata metadata;
    private volatile RequestForm form;

    /// <summary>A model.</summary>
    /// <param name="settings">How it is reached.</param>
    /// <param name="clock">The time; null for the machine's.</param>
    public OpenAIChat(ModelSettings settings, TimeProvider? clock = null) : this(settings, clock, ModelConnection.Http())
    {
    }

    /// <summary>A model behind a transport of a test's own.</summary>
    internal OpenAIChat(ModelSettings settings, TimeProvider? clock, HttpClient transport)
    {
        http = transport;
        this.settings = settings;
        this.clock = clock ?? TimeProvider.System;
        client = ModelConnection.Chat(settings, http);
        resilience = new Resilience(settings, this.clock);
        budget = new TokenBudget(settings.TokensPerHour, this.clock);
        metadata = new ChatClientMetadata("openai", settings.Endpoint, settings.Name);
        form = RequestForm.First(settings);
    }

    /// <summary>What the server has shown to understand.</summary>
    internal RequestForm Form => form;

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<AIMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<AIMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var sent = messages.ToList();
        var most = Math.Min(options?.MaxOutputTokens ?? settings.MaxOutputTokens, settings.MaxOutputTokens);
        var estimate = TokenEstimate.Of(sent.Select(m => m.Text)) + most;
        budget.Take(estimate);
        var counted = 0L;
        using var limit = new CancellationTokenSource(settings.Timeout, clock);
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await using var reply = await OpenAsync(sent, options, most, whole.Token, cancellationToken).ConfigureAwait(false);
            var characters = 0L;
            while (reply.Current is { } update)
            {
                var mapped = Mapped(update);
                characters += mapped.Text.Length;
                counted = mapped.Contents.OfType<UsageContent>().FirstOrDefault()?.Details.TotalTokenCount ?? Math.Max(counted, estimate - most + characters / 4);
                yield return mapped;
                if (characters > (long)most * CharactersPerToken)
                    throw new ModelUnavailableException(ModelFailure.Cut, "The reply did not end.");
                await reply.NextAsync(cancellationToken).ConfigureAwait(false);
            }

            if (!reply.Ended)
                throw new ModelUnavailableException(ModelFailure.Cut, "The reply broke off.");
        }
        finally
        {
            budget.Settle(estimate, counted);
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? metadata
        : serviceType == typeof(ModelSettings) ? settings
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    // What a server does not understand is left out from then on, one thing at a time.
    private async Task<Stream> OpenAsync(List<AIMessage> messages, ChatOptions? options, int most, CancellationToken whole, CancellationToken caller)
    {
        while (true)
        {
            var tried = form;
            try
            {
                var request = tried.Options(options, most);
                var converted = messages.Select(Converted).ToList();
                return await resilience.RunAsync(async token => await Stream.OpenAsync(client.CompleteChatStreamingAsync(converted, request, whole), token).ConfigureAwait(false), whole).ConfigureAwait(false);
            }
            catch (ModelUnavailableException failed) when (tried.Simpler(failed) is { } simpler)
            {
                form = simpler;
            }
            catch (ModelUnavailableException) when (caller.IsCancellationRequested)
            {
                caller.ThrowIfCancellationRequested();
                throw;
            }
        }
    }

    private static global::OpenAI.Chat.ChatMessage Converted(AIMessage message) =>
        message.Role == ChatRole.System ? new SystemChatMessage(message.Text)
        : message.Role == ChatRole.Assistant ? new AssistantChatMessage(message.Text)
        : new UserChatMessage(message.Text);

    private static ChatResponseUpdate Mapped(StreamingChatCompletionUpdate update)
    {
        var mapped = new ChatResponseUpdate(ChatRole.Assistant, string.Concat(update.ContentUpdate.Select(p => p.Text)));
        if (update.RefusalUpdate is { Length: > 0 })
            throw new ModelUnavailableException(ModelFailure.Refused, "The model refused.");
        if (update.Usage is { } usage)
        {
            mapped.Contents.Add(new UsageContent(new UsageDetails
            {
                InputTokenCount = usage.InputTokenCount,
                OutputTokenCount = usage.OutputTokenCount,
                TotalTokenCount = usage.TotalTokenCount,
            }));
        }

        mapped.FinishReason = update.FinishReason switch
        {
            null => null,
            global::OpenAI.Chat.ChatFinishReason.Length => AIReason.Length,
            global::OpenAI.Chat.ChatFinishReason.ContentFilter => AIReason.ContentFilter,
            global::OpenAI.Chat.ChatFinishReason.ToolCalls or global::OpenAI.Chat.ChatFinishReason.FunctionCall => AIReason.ToolCalls,
            _ => AIReason.Stop,
        };
        return mapped;
    }

    /// <summary>An open stream, always one update ahead: its first token is part of the attempt, and what fails later is never repeated.</summary>
    private sealed class Stream : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<StreamingChatCompletionUpdate> updates;

        private Stream(IAsyncEnumerator<StreamingChatCompletionUpdate> updates) => this.updates = updates;

        public StreamingChatCompletionUpdate? Current { get; private set; }

        /// <summary>Whether the server said why it stopped.</summary>
        public bool Ended { get; private set; }

        public static async Task<Stream> OpenAsync(AsyncCollectionResult<StreamingChatCompletionUpdate> result, CancellationToken attempt)
        {
            var stream = new Stream(result.GetAsyncEnumerator(CancellationToken.None));
            try
            {
                await stream.MoveAsync().WaitAsync(attempt).ConfigureAwait(false);
                return stream;
            }
            catch
            {
                // The read that goes on is ended by the limit of the whole request, or here with its connection.
                _ = stream.DisposeQuietlyAsync();
                throw;
            }
        }

        public async Task NextAsync(CancellationToken caller)
        {
            try
            {
                await MoveAsync().ConfigureAwait(false);
            }
            catch (Exception failed) when (Failures.IsOfModel(failed))
            {
                caller.ThrowIfCancellationRequested();
                throw failed is OperationCanceledException ? Failures.Of(failed) : new ModelUnavailableException(ModelFailure.Cut, "The reply broke off.", null, failed);
            }
        }

        public ValueTask DisposeAsync() => updates.DisposeAsync();

        private async Task MoveAsync()
        {
            Current = await updates.MoveNextAsync().ConfigureAwait(false) ? updates.Current : null;
            Ended |= Current?.FinishReason is not null;
        }

        private async Task DisposeQuietlyAsync()
        {
            try
            {
                await updates.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception failed) when (Failures.IsOfModel(failed) || failed is NotSupportedException)
            {
                // It failed already; that it cannot be closed now is no news.
            }
        }
    }
}
