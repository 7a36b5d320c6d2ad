using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Assistant.State;
using MemHelpBot.Channels.Teams.Activities;
using MemHelpBot.Channels.Teams.Connector;
using MemHelpBot.Rendering.Cards;

namespace MemHelpBot.Channels.Teams.Replies;

/// <summary>
/// Shows that an answer is being worked on, when it takes long enough to be noticed: in a personal chat of Teams the first step of a streamed
/// message, which the answer then completes; elsewhere the sign of typing. Nothing depends on it: it is a courtesy, and its failure is no error.
/// </summary>
/// <remarks>Source: learn.microsoft.com, "Stream bot messages": one-to-one chats only, two minutes in all, one request a second.</remarks>
internal sealed class WorkingSign(ConnectorClient connector, TeamsSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan LeastBetween = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestStream = TimeSpan.FromSeconds(115);

    private readonly ConcurrentDictionary<(ConversationKey Conversation, string Id), Sign> signs = new();

    /// <summary>Begins to wait for the answer to a message.</summary>
    public void Begin(ChannelMessage message, ReplyAddress to)
    {
        var sign = new Sign();
        if (signs.TryAdd((message.Conversation, message.Id), sign))
            sign.Shown = ShowAsync(sign, (message.Conversation, message.Id), to);
    }

    /// <summary>The answer is there. Waits until the stream may be written to again.</summary>
    /// <returns>The stream to complete; null when there is none, or none any more.</returns>
    public async ValueTask<string?> EndAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        if (!signs.TryRemove((message.Conversation, message.Id), out var sign))
            return null;
        await sign.Answered.CancelAsync().ConfigureAwait(false);
        await sign.Shown.WaitAsync(cancellationToken).ConfigureAwait(false);
        sign.Answered.Dispose();
        if (sign.Stream is null || clock.GetUtcNow() - sign.Began > LongestStream)
            return null;
        var wait = sign.Began + LeastBetween - clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
        return sign.Stream;
    }

    /// <summary>The last step of a stream: the message itself.</summary>
    public static Activity Completed(Activity message, string stream) => Streamed(message, stream, "final", sequence: null);

    [SuppressMessage("Design", "CA1031", Justification = "A sign that cannot be shown is not shown.")]
    private async Task ShowAsync(Sign sign, (ConversationKey, string) key, ReplyAddress to)
    {
        try
        {
            await Task.Delay(settings.WorkingAfter, clock, sign.Answered.Token).ConfigureAwait(false);
            var typing = new Activity { Type = "typing" };
            if (to is { IsPersonal: true, ChannelId: "msteams" })
                typing = Streamed(typing with { Text = Words.Working.In(CardWords.LanguageOf(to.Locale)), TextFormat = "markdown" }, stream: null, "informative", sequence: 1);
            sign.Began = clock.GetUtcNow();
            // Not cancelled any more: an answer that comes now completes this stream.
            var id = await connector.SendAsync(to, typing, CancellationToken.None).ConfigureAwait(false);
            sign.Stream = typing.Text is null ? null : id;
            await Task.Delay(LongestStream, clock, sign.Answered.Token).ConfigureAwait(false);
            signs.TryRemove(key, out _);
        }
        catch (Exception)
        {
            // The answer came first, or the sign cannot be shown.
        }
    }

    private static Activity Streamed(Activity activity, string? stream, string type, int? sequence)
    {
        var info = new JsonObject { ["streamType"] = type };
        if (stream is not null)
            info["streamId"] = stream;
        if (sequence is { } number)
            info["streamSequence"] = number;
        var entity = info.DeepClone().AsObject();
        entity["type"] = "streaminfo";
        var data = activity.ChannelData is { ValueKind: JsonValueKind.Object } had ? JsonObject.Create(had)! : [];
        foreach (var (name, value) in info)
            data[name] = value?.DeepClone();
        return activity with
        {
            Entities = [.. activity.Entities ?? [], JsonSerializer.SerializeToElement(entity, ActivityJson.Default.JsonObject)],
            ChannelData = JsonSerializer.SerializeToElement(data, ActivityJson.Default.JsonObject),
        };
    }

    private sealed class Sign
    {
        public CancellationTokenSource Answered { get; } = new();

        public Task Shown { get; set; } = Task.CompletedTask;

        public string? Stream { get; set; }

        public DateTimeOffset Began { get; set; }
    }
}
