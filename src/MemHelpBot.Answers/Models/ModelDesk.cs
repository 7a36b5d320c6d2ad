using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Secrets;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Answers.Models;

/// <summary>
/// The one place where a model is asked. Data goes out masked and fenced, replies come back as JSON of the prompt's schema or not at all,
/// within the limits. Thread-safe.
/// </summary>
/// <param name="client">The model.</param>
/// <param name="prompts">The prompts.</param>
/// <param name="limits">What a question may cost.</param>
/// <param name="masks">What is masked beside secrets; null for nothing else. Data leaves this class as <see cref="Masked"/> only.</param>
/// <param name="told">Told of every question, without content; null for nobody.</param>
/// <param name="clock">The time; null for the machine's.</param>
public sealed class ModelDesk(
    IChatClient client, PromptBook prompts, ModelLimits limits, MaskOptions? masks = null, Action<ModelOutcome>? told = null, TimeProvider? clock = null)
{
    /// <summary>Characters that a token is at most: a reply beyond is one that does not end.</summary>
    private const int CharactersPerToken = 8;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };
    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <summary>A point in time, to be given back with the questions of one reply: together they take no longer than one may.</summary>
    public long Now => clock.GetTimestamp();

    /// <summary>Whether a text holds nothing that is masked: only then can it be shown as the model gives it back.</summary>
    public bool IsClean(string text) => Egress.Mask(text, masks).Text == text;

    /// <summary>Tokens that are left for data in a question.</summary>
    public int Room(string prompt) => Room(prompts[prompt]);

    /// <summary>The reply; null when there is none that can be used, for whatever reason.</summary>
    /// <param name="prompt">Id of the prompt.</param>
    /// <param name="lang">en, zh or pl.</param>
    /// <param name="data">What the question is about.</param>
    /// <param name="since">When the reply that this question is for began to be improved (<see cref="Now"/>).</param>
    /// <param name="cancellationToken">The person went away.</param>
    /// <exception cref="OperationCanceledException">The person went away.</exception>
    public async ValueTask<JsonElement?> AskAsync(string prompt, string lang, JsonObject data, long since, CancellationToken cancellationToken)
    {
        var asked = prompts[prompt];
        var started = clock.GetTimestamp();
        var left = limits.Time - clock.GetElapsedTime(since, started);
        var usage = new UsageDetails();
        var (outcome, reason, reply) = ("ok", "", (JsonElement?)null);
        try
        {
            reply = await OnceAsync(asked, lang, data, usage, left, cancellationToken).ConfigureAwait(false);
        }
        catch (ModelUnavailableException failed)
        {
            (outcome, reason) = (Name(failed.Failure), failed.Message);
        }

        Tell(new ModelOutcome(asked.Id, asked.Version, outcome, reason, clock.GetElapsedTime(started), usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0));
        return reply;
    }

    /// <summary>Tells the operator that sentences of a reply were refused, and by which rules; the metrics have them one by one.</summary>
    internal void Refused(string prompt, int accepted, IReadOnlyList<string> rules) => told?.Invoke(new ModelOutcome(
        prompt, prompts[prompt].Version, ModelOutcome.SentencesRefused,
        string.Create(CultureInfo.InvariantCulture, $"{rules.Count} of {accepted + rules.Count} sentences did not say what their claims say ({string.Join(", ", rules.GroupBy(r => r).Select(g => $"{g.Key} {g.Count()}"))})."),
        TimeSpan.Zero, 0, 0));

    private void Tell(ModelOutcome outcome)
    {
        ModelMetrics.Count(outcome);
        told?.Invoke(outcome);
    }

    /// <summary>The name of a failure in metrics and logs.</summary>
    public static string Name(ModelFailure failure)
    {
        var name = new StringBuilder();
        foreach (var c in failure.ToString())
            name.Append(char.IsUpper(c) && name.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(c));
        return name.ToString();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Any connector may throw anything: the deterministic answer stands all the same, and the operator is told the kind.")]
    private async Task<JsonElement> OnceAsync(Prompt asked, string lang, JsonObject data, UsageDetails usage, TimeSpan left, CancellationToken cancellationToken)
    {
        var messages = Messages(asked, lang, data);
        var estimate = TokenEstimate.Of(messages.Select(m => m.Text));
        if (estimate + asked.MaxOutputTokens > limits.ContextTokens)
            throw new ModelUnavailableException(ModelFailure.TooLong, "The question is longer than the model holds.");
        if (left <= TimeSpan.Zero)
            throw new ModelUnavailableException(ModelFailure.TooSlow, "No time was left for this question.");
        using var limit = new CancellationTokenSource(left, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            usage.InputTokenCount = estimate;
            return await ReceiveAsync(asked, messages, usage, either.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
        catch (ModelUnavailableException)
        {
            throw;
        }
        catch (Exception failed) when (limit.IsCancellationRequested)
        {
            throw new ModelUnavailableException(ModelFailure.TooSlow, "The model did not answer in time.", null, failed);
        }
        catch (Exception failed)
        {
            throw new ModelUnavailableException(ModelFailure.Unreachable, $"The model's connector failed ({failed.GetType().Name}).", null, failed);
        }
    }

    private async Task<JsonElement> ReceiveAsync(Prompt asked, List<ChatMessage> messages, UsageDetails usage, CancellationToken cancellationToken)
    {
        var options = new ChatOptions
        {
            MaxOutputTokens = asked.MaxOutputTokens,
            Temperature = 0,
            ResponseFormat = ChatResponseFormat.ForJsonSchema(asked.Schema, asked.Id.Replace('-', '_')),
        };
        var reply = new StringBuilder();
        ChatFinishReason? finish = null;
        var stream = client.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (stream.ConfigureAwait(false))
        {
            // A connector that does not heed its token must not hold the answer up: the wait itself is bounded.
            while (await stream.MoveNextAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                var update = stream.Current;
                reply.Append(update.Text);
                finish = update.FinishReason ?? finish;
                foreach (var counted in update.Contents.OfType<UsageContent>())
                    (usage.InputTokenCount, usage.OutputTokenCount) = (counted.Details.InputTokenCount ?? usage.InputTokenCount, counted.Details.OutputTokenCount);
                if (reply.Length > asked.MaxOutputTokens * CharactersPerToken)
                    throw new ModelUnavailableException(ModelFailure.Cut, "The reply did not end.");
            }
        }

        var text = reply.ToString();
        usage.OutputTokenCount ??= TokenEstimate.Of(text);
        if (finish == ChatFinishReason.ContentFilter)
            throw new ModelUnavailableException(ModelFailure.Refused, "The server's content filter cut the reply.");
        if (finish == ChatFinishReason.Length)
            throw new ModelUnavailableException(ModelFailure.Cut, "The reply is longer than it may be.");
        return ReplySchema.Read(text, asked.Schema) ?? throw new ModelUnavailableException(ModelFailure.BadReply, "The reply is not of the form that was asked for.");
    }

    private int Room(Prompt asked) =>
        limits.ContextTokens - asked.MaxOutputTokens - (int)TokenEstimate.Of([asked.Text, asked.Schema.GetRawText(), FenceHead(new string('0', 16)), FenceHead(new string('0', 16))]);

    // Text in JSON cannot leave its string, and the mark of the fence is a hash over all of it: no text can hold its own.
    private List<ChatMessage> Messages(Prompt asked, string lang, JsonObject data)
    {
        var json = WithMasked(data)!.ToJsonString(Plain);
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..16];
        return
        [
            new ChatMessage(ChatRole.System, asked.In(lang)),
            new ChatMessage(ChatRole.User, $"{FenceHead(mark)}\n{json}\n</data-{mark}>"),
        ];
    }

    private static JsonValue Sent(Masked text) => JsonValue.Create(text.Text);

    private static string FenceHead(string mark) => $"<data-{mark}>";

    private JsonNode? WithMasked(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, WithMasked(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(WithMasked)]),
        JsonValue value when value.TryGetValue<string>(out var text) => Sent(Egress.Mask(text, masks)),
        _ => node?.DeepClone(),
    };
}
