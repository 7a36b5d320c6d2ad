using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Channels.Slack.Intake;
using MemHelpBot.Channels.Slack.Posting;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Slack.SocketMode;

/// <summary>Why a connection is over.</summary>
internal enum SocketEnd
{
    /// <summary>It broke.</summary>
    Broken,

    /// <summary>Slack asks for a fresh one; this one still works for some seconds (warning, refresh_requested).</summary>
    Renew,

    /// <summary>There are more connections than the app may have.</summary>
    TooMany,

    /// <summary>Socket Mode was turned off in the app's settings.</summary>
    TurnedOff,
}

/// <summary>One connection of Socket Mode (docs.slack.dev, "Using Socket Mode").</summary>
internal sealed class SocketModeConnection(ClientWebSocket socket, SlackInbox inbox, SlackSettings settings, ILogger log) : IDisposable
{
    /// <summary>Larger than any event: Slack's own limit of a message is 40,000 characters.</summary>
    private const int MostBytes = 4 << 20;

    /// <summary>Slack greets at once.</summary>
    private static readonly TimeSpan HelloPatience = TimeSpan.FromSeconds(10);

    /// <summary>How long what was begun may still be acknowledged after Slack has asked for a fresh connection.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim sending = new(1, 1);

    /// <summary>Waits for Slack's greeting.</summary>
    /// <returns>False when something else came.</returns>
    public async Task<bool> GreetedAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(HelloPatience);
        return await ReceiveAsync(patience.Token).ConfigureAwait(false) is { } hello && hello.Text("type") == "hello";
    }

    /// <summary>Takes in envelopes until Slack ends the connection or asks for another.</summary>
    public async Task<SocketEnd> RunAsync(CancellationToken cancellationToken)
    {
        while (await ReceiveAsync(cancellationToken).ConfigureAwait(false) is { } frame)
        {
            switch (frame.Text("type"))
            {
                case "disconnect":
                    return frame.Text("reason") switch
                    {
                        "too_many_websockets" => SocketEnd.TooMany,
                        "link_disabled" => SocketEnd.TurnedOff,
                        _ => SocketEnd.Renew,
                    };
                case "events_api" or "interactive" or "slash_commands" when frame.Text("envelope_id").Length > 0:
                    // The next envelope must not wait for this one: files may be slow.
                    _ = TakeAsync(frame, cancellationToken);
                    break;
                default:
                    break;
            }
        }

        return SocketEnd.Broken;
    }

    /// <summary>Goes on taking in what still comes, while another connection is there already; then closes.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Drain);
        try
        {
            while (await RunAsync(patience.Token).ConfigureAwait(false) != SocketEnd.Broken)
            {
                // Slack may say more than once that it is about to close.
            }
        }
        catch (OperationCanceledException)
        {
            // It is closed now.
        }
        finally
        {
            Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        socket.Dispose();
        sending.Dispose();
    }

    private async Task TakeAsync(JsonElement frame, CancellationToken cancellationToken)
    {
        var envelope = new SlackEnvelope(frame.Text("type"), frame.At("payload"));
        try
        {
            var work = inbox.HandleAsync(envelope, cancellationToken);
            // What Slack would not send again is acknowledged before its patience ends; the rest only when it is safe.
            if (!envelope.IsRepeated && await Task.WhenAny(work, Task.Delay(settings.AckPatience, cancellationToken)).ConfigureAwait(false) != work)
                await AcknowledgeAsync(frame, SlackAck.Plain, cancellationToken).ConfigureAwait(false);
            else
                await AcknowledgeAsync(frame, await work.ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            await work.ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            if (cancellationToken.IsCancellationRequested)
                return;
            // Not acknowledged: Slack sends an event again. Of the others the inbox has told; here only their acknowledgement was lost.
            if (envelope.IsRepeated)
                log.LogWarning("Something from Slack could not be taken in and is awaited again: {Reason}", SlackRegrets.Reason(failure));
            else
                log.LogWarning("Slack was not told that a command or a button was taken in, and shows the person an error: {Reason}", SlackRegrets.Reason(failure));
        }
    }

    private async Task AcknowledgeAsync(JsonElement frame, SlackAck ack, CancellationToken cancellationToken)
    {
        var reply = new JsonObject { ["envelope_id"] = frame.Text("envelope_id") };
        if (ack.Payload is not null && frame.Flag("accepts_response_payload"))
            reply["payload"] = ack.Payload.DeepClone();
        await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(reply.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>The next object; null when the connection is over. What is no object is left alone.</summary>
    private async Task<JsonElement?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            ValueWebSocketReceiveResult part;
            try
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception broken) when (broken is WebSocketException or ObjectDisposedException or InvalidOperationException)
            {
                return null;
            }

            if (part.MessageType == WebSocketMessageType.Close || message.Length + part.Count > MostBytes)
                return null;
            message.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage)
                continue;
            if (part.MessageType == WebSocketMessageType.Text && Json.Read(message.GetBuffer().AsSpan(0, (int)message.Length)) is { } json)
                return json;
            message.SetLength(0);
        }
    }
}
