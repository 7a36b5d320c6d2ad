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

    /// <summary>Announces that a sign may come for a message; null when one is announced already.</summary>
    public Sign? Announce(ChannelMessage message)
    {
        var sign = new Sign(this, (message.Conversation, message.Id));
        return signs.TryAdd(sign.Key, sign) ? sign : null;
    }

    /// <summary>The answer is there. Waits until the stream may be written to again.</summary>
    /// <returns>The stream to complete; null when there is none, or none any more.</returns>
    public async ValueTask<string?> EndAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        if (!signs.TryRemove((message.Conversation, message.Id), out var sign))
            return null;
        await sign.EndAsync(cancellationToken).ConfigureAwait(false);
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
    private async Task ShowAsync(Sign sign, ReplyAddress to)
    {
        try
        {
            await Task.Delay(settings.WorkingAfter, clock, sign.Answered).ConfigureAwait(false);
            var typing = new Activity { Type = "typing" };
            if (to is { IsPersonal: true, ChannelId: "msteams" })
                typing = Streamed(typing with { Text = Words.Working.In(CardWords.LanguageOf(to.Locale)), TextFormat = "markdown" }, stream: null, "informative", sequence: 1);
            sign.Began = clock.GetUtcNow();
            // Not cancelled any more: an answer that comes now completes this stream.
            var id = await connector.SendAsync(to, typing, CancellationToken.None).ConfigureAwait(false);
            sign.Stream = typing.Text is null ? null : id;
            await Task.Delay(LongestStream, clock, sign.Answered).ConfigureAwait(false);
            signs.TryRemove(new(sign.Key, sign));
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

    /// <summary>The sign for one message.</summary>
    [SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing to dispose of.")]
    internal sealed class Sign(WorkingSign owner, (ConversationKey Conversation, string Id) key)
    {
        private readonly Lock gate = new();
        private readonly CancellationTokenSource answered = new();
        private Task shown = Task.CompletedTask;

        /// <summary>The message.</summary>
        public (ConversationKey Conversation, string Id) Key => key;

        /// <summary>Ends when the answer is there.</summary>
        public CancellationToken Answered => answered.Token;

        /// <summary>The stream that it began; null for none.</summary>
        public string? Stream { get; set; }

        /// <summary>When.</summary>
        public DateTimeOffset Began { get; set; }

        /// <summary>The message was taken: begins to wait for its answer, unless that is there.</summary>
        public void Show(ReplyAddress to)
        {
            lock (gate)
            {
                if (!answered.IsCancellationRequested)
                    shown = Task.Run(() => owner.ShowAsync(this, to));
            }
        }

        /// <summary>The message was not taken.</summary>
        public void GiveUp() => owner.signs.TryRemove(new(key, this));

        /// <summary>The answer is there: what is being shown is waited for, and nothing more is shown.</summary>
        public async Task EndAsync(CancellationToken cancellationToken)
        {
            Task last;
            lock (gate)
            {
                answered.Cancel();
                last = shown;
            }

            await last.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
