using System.Globalization;
using System.Text.Json;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Teams.Activities;
using MemHelpBot.Channels.Teams.Files;
using MemHelpBot.Channels.Teams.Replies;
using MemHelpBot.Rendering.Cards;
using MemHelpBot.Rendering.Chat;

namespace MemHelpBot.Channels.Teams;

/// <summary>What each type of activity does.</summary>
internal sealed class TeamsDispatcher(
    IChannelDesk desk, FileFetcher files, AwaitedReplies awaited, WorkingSign working, ShownAnswers shown, Courtesies courtesies, TimeProvider clock)
{
    /// <summary>How long a request may wait for its reply: the channel gives up after some fifteen seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    /// <summary>Does it, and says what the HTTP response is.</summary>
    public async Task<Outcome> DispatchAsync(Activity activity, CancellationToken cancellationToken)
    {
        switch (activity.Type)
        {
            case "message":
                return await MessageAsync(activity, cancellationToken).ConfigureAwait(false);
            case "conversationUpdate" when (activity.MembersAdded ?? []).Any(m => m?.Id is { } id && id == activity.Recipient?.Id):
            case "installationUpdate" when activity.Action is "add":
                courtesies.Welcome(ActivityReading.KeyOf(activity), ReplyAddress.Of(activity));
                return Outcome.Done;
            case "installationUpdate" when activity.Action is "remove":
                // Who takes the bot out of a chat wants nothing kept of it. In a team each thread is a conversation of its own, which the removal does not name:
                // those go when they are old (State:RetentionDays), or when somebody says so in them.
                await desk.ForgetAsync(ActivityReading.KeyOf(activity), cancellationToken).ConfigureAwait(false);
                return Outcome.Done;
            case "invoke":
                return await InvokeAsync(activity, cancellationToken).ConfigureAwait(false);
            default:
                // Typing, reactions, edits and events need no answer; unknown types are those of a newer protocol.
                return Outcome.Done;
        }
    }

    private async Task<Outcome> MessageAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (ActivityReading.IsOwn(activity) || !IsForUs(activity))
            return Outcome.Done;
        if (string.IsNullOrEmpty(activity.Id) || ActivityReading.UserOf(activity).Length == 0)
            return Outcome.Malformed;
        var to = ReplyAddress.Of(activity);
        var fetched = await files.FetchAsync(activity, cancellationToken).ConfigureAwait(false);
        var text = MessageText.Of(activity);
        if (fetched.Missing.Count > 0)
            courtesies.Send(to, Missing(fetched.Missing, to));
        if (text.Length == 0 && fetched.Files.Count == 0)
        {
            if (fetched.Missing.Count == 0)
                courtesies.Send(to, WelcomeMessage.Of(to));
            return Outcome.Done;
        }

        var message = new ChannelMessage
        {
            Conversation = ActivityReading.KeyOf(activity),
            Id = activity.Id,
            User = ActivityReading.UserOf(activity),
            Text = text,
            Files = fetched.Files,
            Address = to.Write(),
        };
        if (activity.DeliveryMode == "expectReplies")
            return await AwaitAsync(message, cancellationToken).ConfigureAwait(false);
        // The answer may be there before the sign that it is being worked on: the sign is announced first, so that the answer calls it off.
        var sign = working.Announce(message);
        var isNew = false;
        try
        {
            isNew = await desk.AcceptAsync(message, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (isNew)
                sign?.Show(to);
            else
                sign?.GiveUp();
        }

        return Outcome.Accepted;
    }

    private async Task<Outcome> AwaitAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        var request = awaited.Begin(message);
        try
        {
            // A repeated request has nothing to wait for, and never speaks for the one that waits.
            if (await desk.AcceptAsync(message, cancellationToken).ConfigureAwait(false) && request is not null)
                return new Outcome(200, Replies: new ExpectedReplies(await request.ReplyAsync(Patience, clock, cancellationToken).ConfigureAwait(false) ?? []), Request: request);
            request?.Dispose();
            return new Outcome(200, Replies: new ExpectedReplies([]));
        }
        catch
        {
            request?.Dispose();
            throw;
        }
    }

    /// <summary>In a group the bot reads what mentions it, also where the app may see every message; a pressed button is meant for it.</summary>
    private static bool IsForUs(Activity activity) =>
        activity.Conversation?.ConversationType is not ("groupChat" or "channel")
        || MessageText.Mentions(activity, activity.Recipient?.Id) || MessageText.Asked(activity).Length > 0;

    private async Task<Outcome> InvokeAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (activity.Name != "message/submitAction" || activity.Value.TextAt("actionName") != "feedback")
            return Outcome.NotImplemented;
        if (activity.Value.TextAt("actionValue", "reaction") is not ("like" or "dislike") || ActivityReading.UserOf(activity).Length == 0)
            return Outcome.Malformed;
        var conversation = ActivityReading.KeyOf(activity);
        var helpful = activity.Value.TextAt("actionValue", "reaction") == "like";
        var answer = shown.Find(conversation, activity.ReplyToId);
        var reason = ReasonOf(activity.Value.TextAt("actionValue", "feedback"));
        await desk.AcceptAsync(new Feedback(conversation, answer, ActivityReading.UserOf(activity), helpful, reason), cancellationToken).ConfigureAwait(false);
        return Outcome.Empty;
    }

    /// <summary>The reason is JSON inside a string, <c>{"feedbackText":"…"}</c>; anything else is taken as it is.</summary>
    private static string ReasonOf(string? feedback)
    {
        if (string.IsNullOrWhiteSpace(feedback))
            return "";
        try
        {
            using var json = JsonDocument.Parse(feedback);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.TextAt("feedbackText") ?? "" : feedback;
        }
        catch (JsonException)
        {
            return feedback;
        }
    }

    private static Activity Missing(IReadOnlyList<MissingFile> missing, ReplyAddress to) => new()
    {
        Type = "message",
        TextFormat = "markdown",
        Text = string.Join("\n\n", missing.Take(10).Select(m => string.Format(
            CultureInfo.InvariantCulture, Words.Of(m.Problem).In(CardWords.LanguageOf(to.Locale)), ChatMarkdown.Common.Escape(m.Name)))),
    };
}

/// <summary>The HTTP response to an activity.</summary>
/// <param name="Status">Its status.</param>
/// <param name="IsEmptyObject">Whether the body is <c>{}</c>.</param>
/// <param name="Replies">The replies to write; null for none.</param>
/// <param name="Request">The request that waited for them, to be told once they were written.</param>
internal sealed record Outcome(int Status, bool IsEmptyObject = false, ExpectedReplies? Replies = null, Awaited? Request = null)
{
    /// <summary>Nothing more to say.</summary>
    public static readonly Outcome Done = new(200);

    /// <summary>Kept; the reply follows.</summary>
    public static readonly Outcome Accepted = new(202);

    /// <summary>An invoke was done.</summary>
    public static readonly Outcome Empty = new(200, IsEmptyObject: true);

    /// <summary>An invoke that this bot does not know.</summary>
    public static readonly Outcome NotImplemented = new(501);

    /// <summary>A needed field is missing.</summary>
    public static readonly Outcome Malformed = new(400);
}
