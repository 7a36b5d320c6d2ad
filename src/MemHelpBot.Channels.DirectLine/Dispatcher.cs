using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.DirectLine.History;
using MemHelpBot.Channels.DirectLine.Replies;
using MemHelpBot.Channels.DirectLine.Security;
using MemHelpBot.Channels.DirectLine.Streams;
using MemHelpBot.Channels.DirectLine.Wire;
using MemHelpBot.Rendering.Cards;

namespace MemHelpBot.Channels.DirectLine;

/// <summary>What each type of activity does.</summary>
internal sealed class Dispatcher(IChannelDesk desk, ShownActivities shown, OpenStreams streams, TimeProvider clock)
{
    private const string ReservedPrefix = "dl_";
    private const string Anybody = "user";
    private const int MostIdCharacters = 256;
    private const int MostReasonCharacters = 4000;

    /// <summary>Does it.</summary>
    /// <param name="claims">The conversation, and the person whom its token names.</param>
    /// <param name="activity">What came.</param>
    /// <param name="files">Files that came with it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The id that the activity has from now on.</returns>
    /// <exception cref="DirectLineException">It cannot be taken.</exception>
    public async ValueTask<string> TakeAsync(TokenClaims claims, IncomingActivity activity, IReadOnlyList<ChannelFile> files, CancellationToken cancellationToken)
    {
        var local = ConversationIds.MessageId(activity.ClientId);
        var from = FromOf(claims, activity);
        switch (activity.Type)
        {
            case "message":
                await MessageAsync(claims.Conversation, local, from, activity, files, cancellationToken).ConfigureAwait(false);
                break;
            case "endOfConversation":
                // Who ends a conversation does not come back to it: nothing of it is kept but that it has ended, which closes its tokens in every replica.
                await desk.EndAsync(ConversationIds.KeyOf(claims.Conversation), cancellationToken).ConfigureAwait(false);
                shown.Forget(claims.Conversation);
                streams.Close(claims.Conversation);
                break;
            case "event" or "invoke":
                if (FeedbackReading.Of(activity) is { } opinion)
                    await FeedbackAsync(claims, from, opinion, cancellationToken).ConfigureAwait(false);
                break;
            case null or "":
                throw DirectLineException.Missing("type");
            default:
                // Typing and who came or went need no answer; unknown types are those of a newer protocol.
                break;
        }

        return ConversationIds.Activity(claims.Conversation, local);
    }

    private async ValueTask MessageAsync(
        string conversation, string local, string from, IncomingActivity activity, IReadOnlyList<ChannelFile> files, CancellationToken cancellationToken)
    {
        var text = activity.Asked;
        if (string.IsNullOrWhiteSpace(text) && files.Count == 0)
        {
            throw activity.Attachments is { Count: > 0 }
                ? DirectLineException.Bad("Attachments come as parts of an upload; addresses in them are not followed.")
                : DirectLineException.Missing("text");
        }

        var isPostBack = activity.ChannelData is { ValueKind: System.Text.Json.JsonValueKind.Object } data
            && data.TryGetProperty("postBack", out var post) && post.ValueKind == System.Text.Json.JsonValueKind.True;
        var clientId = activity.ClientId is { Length: <= MostIdCharacters } id ? id : null;
        var trace = new MessageTrace(clientId, from, files.Count > 0 ? [.. files.Select(f => f.Name)] : null, text.Length == 0 ? 0 : text.Split('\n').Length, isPostBack);
        // A message that comes again keeps the time of the first.
        var known = shown.Find(conversation, local) is not null;
        if (!known)
            shown.Keep(conversation, local, UserActivity.Of(conversation, local, clock.GetUtcNow(), activity, trace));
        var message = new ChannelMessage
        {
            Conversation = ConversationIds.KeyOf(conversation),
            Id = local,
            User = from,
            Text = text,
            Files = files,
            Address = trace.Write(),
        };
        try
        {
            await desk.AcceptAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            if (!known)
                shown.Drop(conversation, local);
            throw;
        }

        streams.Ring(conversation);
    }

    private async ValueTask FeedbackAsync(TokenClaims claims, string from, (string AnswerId, bool Helpful, string Reason) opinion, CancellationToken cancellationToken)
    {
        var reason = opinion.Reason.Length <= MostReasonCharacters ? opinion.Reason : opinion.Reason[..MostReasonCharacters];
        var feedback = new Feedback(ConversationIds.KeyOf(claims.Conversation), opinion.AnswerId, from, opinion.Helpful, reason);
        if (await desk.AcceptAsync(feedback, cancellationToken).ConfigureAwait(false))
            return;
        shown.Remark(claims.Conversation, ReplyActivity.Remark(claims.Conversation, ConversationIds.MessageId(null), clock.GetUtcNow(), CardWords.AnswerGone.In(claims.Language)));
        streams.Ring(claims.Conversation);
    }

    /// <summary>Who wrote: the person of the token whatever the activity says, else as it says.</summary>
    private static string FromOf(TokenClaims claims, IncomingActivity activity)
    {
        if (claims.User is { } user)
            return user;
        if (activity.From?.Id is not { Length: > 0 and <= MostIdCharacters } id)
            return Anybody;
        return id.StartsWith(ReservedPrefix, StringComparison.Ordinal)
            ? throw DirectLineException.Bad("A user id that begins with dl_ is only good inside a token.")
            : id;
    }
}
