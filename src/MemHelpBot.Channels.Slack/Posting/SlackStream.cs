using System.Text.Json.Nodes;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Slack.Blocks;
using MemHelpBot.Channels.Slack.Intake;
using MemHelpBot.Channels.Slack.Web;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Slack.Posting;

/// <summary>
/// An answer that appears piece by piece, for direct messages: the headline at once, the rest as it is sent. What cannot be streamed is
/// posted; what broke off is put right in one piece by the caller.
/// </summary>
internal sealed class SlackStream(SlackWebApi api, ILogger<SlackStream> log)
{
    /// <summary>Characters of JSON that make a piece.</summary>
    private const int Piece = 3000;

    private volatile bool isMissing;

    /// <summary>Streams a reply.</summary>
    /// <param name="address">The thread.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="tail">What stands below it.</param>
    /// <param name="metadata">What marks it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The message, and whether it is whole; null when nothing was begun.</returns>
    public async Task<(string Ts, bool IsWhole)?> TryAsync(SlackAddress address, SlackReply reply, JsonArray tail, JsonObject metadata, CancellationToken cancellationToken)
    {
        if (isMissing || reply.Body.Count < 2 || await StartAsync(address, reply.Body[0], cancellationToken).ConfigureAwait(false) is not { } ts)
            return null;
        try
        {
            foreach (var piece in Pieces(reply.Body.Skip(1)))
                await api.CallAsync("chat.appendStream", new SlackArguments().With("channel", address.Channel).With("ts", ts).With("chunks", Chunks(piece)), cancellationToken).ConfigureAwait(false);
            await api.CallAsync("chat.stopStream", new SlackArguments().With("channel", address.Channel).With("ts", ts).With("blocks", tail).With("metadata", metadata), cancellationToken).ConfigureAwait(false);
            return (ts, true);
        }
        catch (Exception broke) when (broke is SlackApiException or ChannelUnavailableException)
        {
            log.LogWarning("An answer broke off while it was streamed and is put right: {Reason}", broke.Message);
            return (ts, false);
        }
    }

    /// <summary>Ends a stream that another attempt left open; one that has ended is left alone.</summary>
    public async Task CloseAsync(string channel, string ts, CancellationToken cancellationToken)
    {
        try
        {
            await api.CallAsync("chat.stopStream", new SlackArguments().With("channel", channel).With("ts", ts), cancellationToken).ConfigureAwait(false);
        }
        catch (SlackApiException)
        {
            // It was no stream any more.
        }
    }

    private async Task<string?> StartAsync(SlackAddress address, JsonObject first, CancellationToken cancellationToken)
    {
        try
        {
            var arguments = new SlackArguments().With("channel", address.Channel).With("thread_ts", address.Thread)
                .With("recipient_user_id", address.User).With("recipient_team_id", address.Team).With("chunks", Chunks([first]));
            var started = await api.CallAsync("chat.startStream", arguments, cancellationToken).ConfigureAwait(false);
            return started.Text("ts") is { Length: > 0 } ts ? ts : null;
        }
        catch (SlackApiException refused)
        {
            // Not every plan and client has streams.
            isMissing = refused.Error is "unknown_method" or "missing_scope" or "feature_not_enabled" or "method_deprecated" or "invalid_chunks" or "deprecated_endpoint";
            return null;
        }
        catch (ChannelUnavailableException)
        {
            return null;
        }
    }

    private static JsonArray Chunks(IEnumerable<JsonObject> blocks) =>
        new(new JsonObject { ["type"] = "blocks", ["blocks"] = new JsonArray([.. blocks.Select(b => b.DeepClone())]) });

    private static IEnumerable<List<JsonObject>> Pieces(IEnumerable<JsonObject> blocks)
    {
        var piece = new List<JsonObject>();
        var length = 0;
        foreach (var block in blocks)
        {
            piece.Add(block);
            length += block.Compacted().Length;
            if (length < Piece)
                continue;
            yield return piece;
            (piece, length) = ([], 0);
        }

        if (piece.Count > 0)
            yield return piece;
    }
}
