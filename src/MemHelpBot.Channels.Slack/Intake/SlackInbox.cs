using System.Diagnostics.CodeAnalysis;
using MemHelpBot.Channels.Slack.Posting;
using MemHelpBot.Channels.Slack.Web;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Slack.Intake;

/// <summary>
/// Takes in what Slack tells, from Socket Mode and HTTP alike. The task ends when the message is safe with the desk: only then may the
/// envelope be acknowledged, and a repeated delivery joins the work that the first began.
/// </summary>
internal sealed class SlackInbox(
    SlackIdentity identity, SlackEvents events, SlackCommands commands, SlackInteractions interactions, SlackRegrets regrets, ILogger<SlackInbox> log)
{
    private readonly Once once = new(20_000);

    /// <summary>Handles an envelope.</summary>
    /// <exception cref="Exception">
    /// It is not safe yet, and Slack sends it again: do not acknowledge. What Slack sends only once never throws; when it comes to nothing, the person is told.
    /// </exception>
    public Task<SlackAck> HandleAsync(SlackEnvelope envelope, CancellationToken cancellationToken)
    {
        var payload = envelope.Payload;
        var key = envelope.Kind switch
        {
            "events_api" => payload.Text("event_id"),
            "slash_commands" => payload.Text("trigger_id"),
            "interactive" when payload.Text("type") == "view_submission" => payload.Text("view", "id"),
            "interactive" => payload.Text("trigger_id"),
            _ => "",
        };
        return key.Length == 0 ? Task.FromResult(SlackAck.Plain)
            : once.RunAsync($"{envelope.Kind}:{key}", () => envelope.IsRepeated ? TakeAsync(envelope, cancellationToken) : TakeOnceAsync(envelope, cancellationToken));
    }

    [SuppressMessage("Design", "CA1031", Justification = "Nobody else hears of it: the acknowledgement may be out already.")]
    private async Task<SlackAck> TakeOnceAsync(SlackEnvelope envelope, CancellationToken cancellationToken)
    {
        try
        {
            return await TakeAsync(envelope, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            log.LogWarning("What a person asked by a command or a button in Slack could not be taken in, and Slack does not send it again; the person is told to: {Reason}", SlackRegrets.Reason(failure));
            await regrets.TellAsync(envelope.Payload).ConfigureAwait(false);
            return SlackAck.Plain;
        }
    }

    private async Task<SlackAck> TakeAsync(SlackEnvelope envelope, CancellationToken cancellationToken)
    {
        var self = await identity.GetAsync(cancellationToken).ConfigureAwait(false);
        if (!self.Receives(envelope.Payload))
        {
            log.LogWarning("Slack sent something of a workspace that this bot is not installed in; it was left alone.");
            return SlackAck.Plain;
        }

        return envelope.Kind switch
        {
            "events_api" => await events.TakeAsync(envelope.Payload, self, cancellationToken).ConfigureAwait(false),
            "slash_commands" => await commands.TakeAsync(envelope.Payload, self, cancellationToken).ConfigureAwait(false),
            _ => await interactions.TakeAsync(envelope.Payload, self, cancellationToken).ConfigureAwait(false),
        };
    }
}
