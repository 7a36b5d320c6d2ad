using System.Net.WebSockets;
using MemHelpBot.Channels.DirectLine.History;
using MemHelpBot.Channels.DirectLine.Replies;

namespace MemHelpBot.Channels.DirectLine.Streams;

/// <summary>One open WebSocket: sends what its client has not read, whenever there is something, and the sign of typing while an answer is being worked on.</summary>
internal sealed class ConversationStream(WebSocket socket, StreamPlace place, ConversationHistory history, TimeProvider clock)
{
    /// <summary>The client shows the sign for some seconds; it is sent again while there is work.</summary>
    private static readonly TimeSpan BetweenTyping = TimeSpan.FromSeconds(3);

    /// <summary>An answer may be given by another replica, which rings no bell here.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(3);

    /// <summary>A client sends empty messages to keep the line open, and nothing else.</summary>
    private const int MostReceived = 1024;

    /// <summary>Runs until either side closes.</summary>
    /// <param name="language">The language of the client.</param>
    /// <param name="watermark">Where it stopped reading.</param>
    /// <param name="life">How long at most.</param>
    /// <param name="stopping">The host stops.</param>
    public async Task RunAsync(string language, string? watermark, TimeSpan life, CancellationToken stopping)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping, place.Closed);
        ends.CancelAfter(life);
        var receiving = ReceiveAsync(ends);
        try
        {
            await SendAllAsync(language, watermark, ends.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The client went, or the stream has come to its end: it opens another.
        }

        await CloseAsync(receiving).ConfigureAwait(false);
    }

    private async Task SendAllAsync(string language, string? watermark, CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = await history.SinceAsync(place.Conversation, language, watermark, cancellationToken).ConfigureAwait(false);
            if (batch.Activities.Count > 0 || batch.Watermark != watermark)
                await SendAsync(ActivitySet.Bytes(batch.Activities, batch.Watermark), cancellationToken).ConfigureAwait(false);
            watermark = batch.Watermark;
            if (batch.IsWorking)
                await SendAsync(ActivitySet.Bytes([ReplyActivity.Typing(place.Conversation, clock.GetUtcNow())], watermark: null), cancellationToken).ConfigureAwait(false);
            await place.WaitAsync(batch.IsWorking ? BetweenTyping : BetweenLooks, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(byte[] frame, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestSend);
        await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, patience.Token).ConfigureAwait(false);
    }

    /// <summary>Reads what keeps the line open; ends the stream when the client closes it or sends more than that.</summary>
    private async Task ReceiveAsync(CancellationTokenSource ends)
    {
        var buffer = new byte[MostReceived];
        try
        {
            while (true)
            {
                // Not cancelled: that would cut the line before the client was told that it ends.
                var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).ConfigureAwait(false);
                if (received.MessageType == WebSocketMessageType.Close)
                    break;
                if (!received.EndOfMessage)
                    await ends.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The other end is gone.
        }

        await ends.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Tells the client, waits a little for its word, and cuts the line when none comes.</summary>
    private async Task CloseAsync(Task receiving)
    {
        try
        {
            using var patience = new CancellationTokenSource(LongestClose);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token).ConfigureAwait(false);
            await receiving.WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            socket.Abort();
            await receiving.ConfigureAwait(false);
        }
    }
}
