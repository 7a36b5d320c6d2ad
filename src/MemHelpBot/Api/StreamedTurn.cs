using System.Diagnostics.CodeAnalysis;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using MemHelpBot.Assistant;
using MemHelpBot.Assistant.State;
using MemHelpBot.Conversations;

namespace MemHelpBot.Api;

/// <summary>
/// A message that is stored, and its answer. As events: <c>received</c>, <c>progress</c> for each stage when it begins (and again while it lasts, so that
/// proxies see life), <c>answer</c>, perhaps <c>better</c>, <c>done</c>; or <c>error</c> in place of what failed.
/// </summary>
internal sealed class StreamedTurn(HttpContext context, ConversationKey key, string message, Brought brought)
{
    /// <summary>Shorter than proxies wait for a byte.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private readonly IProduct product = context.RequestServices.GetRequiredService<IProduct>();
    private readonly ConversationDesk desk = context.Desk();
    private IAssistant? assistant;

    /// <summary>Answers it.</summary>
    /// <exception cref="RefusedException">It was taken back, or the conversation was forgotten meanwhile.</exception>
    public async Task<Delivery> AnswerAsync(Action<TurnStage>? onStage, CancellationToken cancellationToken)
    {
        assistant = await context.AssistantAsync().ConfigureAwait(false);
        var watched = onStage is null ? assistant : new WatchedAssistant(assistant, onStage);
        if (await desk.AnswerAsync(watched, key, message, cancellationToken).ConfigureAwait(false) is { } delivery)
            return delivery;
        var record = await desk.ReadAsync(key, cancellationToken).ConfigureAwait(false);
        throw new RefusedException(record.IsWithdrawn(message) ? ApiError.WasWithdrawn() : ApiError.NotFound(ConversationAccess.Unknown));
    }

    /// <summary>The answer as JSON.</summary>
    /// <param name="delivery">The answer.</param>
    /// <param name="keep">Whether the client may ask for a better one later, which then is kept for it.</param>
    public string Json(Delivery delivery, bool keep)
    {
        var improves = Improves(delivery);
        if (improves && keep)
            context.RequestServices.GetRequiredService<BetterReplies>().Keep(key.Id, delivery, brought);
        return ReplyJson.Of(product, brought.Parts, brought.WithView, delivery, improves);
    }

    /// <summary>The events, as they happen.</summary>
    public async IAsyncEnumerable<SseItem<string>> EventsAsync(bool known, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Item("received", new ReceivedEvent(message, known), ApiJson.Default.ReceivedEvent);
        if (!context.RequestServices.GetRequiredService<AssistantLoading>().IsReady)
            yield return Progress("opening");
        var stages = Channel.CreateUnbounded<TurnStage>(new() { SingleReader = true });
        var turn = TriedAsync(() => AnswerAsync(s => stages.Writer.TryWrite(s), cancellationToken), stages.Writer);
        await foreach (var stage in BeatsAsync(stages.Reader, cancellationToken).ConfigureAwait(false))
            yield return Progress(stage is { } begun ? JsonNamingPolicy.CamelCase.ConvertName(begun.ToString()) : "waiting");
        var (delivery, error) = await turn.ConfigureAwait(false);
        if (delivery is null)
        {
            yield return Item("error", ErrorBody.Of(error!), ApiJson.Default.ErrorBody);
            yield break;
        }

        yield return new(Json(delivery, keep: false), "answer");
        await desk.SentAsync(key, message, cancellationToken).ConfigureAwait(false);
        if (Improves(delivery))
        {
            var better = Channel.CreateUnbounded<TurnStage>(new() { SingleReader = true });
            var improved = TriedAsync(async () => await assistant!.ImproveAsync(delivery.Reply, cancellationToken).ConfigureAwait(false), better.Writer);
            yield return Progress("improving");
            await foreach (var _ in BeatsAsync(better.Reader, cancellationToken).ConfigureAwait(false))
                yield return Progress("improving");
            // What fails to improve leaves the answer as it is.
            if ((await improved.ConfigureAwait(false)).Done is { } reply)
                yield return new(ReplyJson.Of(product, brought.Parts, brought.WithView, delivery with { Reply = reply }, improves: false), "better");
        }

        yield return new("{}", "done");
    }

    private bool Improves(Delivery delivery) => assistant is { CanImprove: true } && !delivery.Again;

    /// <summary>Runs to an end or to an error that can be told, then says so.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The stream has begun: every failure becomes an event.")]
    private async Task<(T? Done, ApiError? Error)> TriedAsync<T>(Func<Task<T>> work, ChannelWriter<TurnStage> stages)
        where T : class?
    {
        try
        {
            return (await Task.Run(work).ConfigureAwait(false), null);
        }
        catch (Exception failure)
        {
            return (null, ErrorAnswers.Of(context, failure) ?? throw new OperationCanceledException(context.RequestAborted));
        }
        finally
        {
            stages.Complete();
        }
    }

    /// <summary>The stages, the last one again at every beat; null before the first, while other turns are waited for.</summary>
    private async IAsyncEnumerable<TurnStage?> BeatsAsync(ChannelReader<TurnStage> stages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        TurnStage? now = null;
        var more = stages.WaitToReadAsync(cancellationToken).AsTask();
        while (true)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (await Task.WhenAny(more, Task.Delay(Beat, clock, end.Token)).ConfigureAwait(false) == more)
            {
                await end.CancelAsync().ConfigureAwait(false);
                if (!await more.ConfigureAwait(false))
                    yield break;
                while (stages.TryRead(out var next))
                    yield return now = next;
                more = stages.WaitToReadAsync(cancellationToken).AsTask();
            }
            else
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return now;
            }
        }
    }

    private static SseItem<string> Progress(string stage) => Item("progress", new ProgressEvent(stage), ApiJson.Default.ProgressEvent);

    private static SseItem<string> Item<T>(string name, T body, JsonTypeInfo<T> type) => new(JsonSerializer.Serialize(body, type), name);
}
