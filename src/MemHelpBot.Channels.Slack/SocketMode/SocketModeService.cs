using System.Net.WebSockets;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Slack.Intake;
using MemHelpBot.Channels.Slack.Web;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Slack.SocketMode;

/// <summary>
/// Holds the connections of Socket Mode: nothing listens, no address is needed. A connection that Slack wants renewed is kept until the
/// fresh one is there; one that broke comes back after a pause that grows.
/// </summary>
internal sealed class SocketModeService(SlackWebApi api, SlackInbox inbox, SlackSettings settings, ILogger<SocketModeService> log) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, settings.Connections).Select(_ => HoldAsync(stoppingToken)));

    private async Task HoldAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        SocketModeConnection? old = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            var end = SocketEnd.Broken;
            try
            {
                var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
                if (old is not null)
                    _ = old.DrainAsync(cancellationToken);
                (old, failures) = (null, 0);
                end = await connection.RunAsync(cancellationToken).ConfigureAwait(false);
                if (end == SocketEnd.Renew)
                    old = connection;
                else
                    connection.Dispose();
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
            catch (SlackCredentialException refused)
            {
                (end, failures) = (SocketEnd.TurnedOff, failures + 1);
                log.LogError("Slack cannot be connected: {Reason}", refused.Message);
            }
            catch (Exception failure) when (failure is ChannelUnavailableException or SlackApiException or WebSocketException or OperationCanceledException)
            {
                failures++;
                log.LogWarning("Slack cannot be connected now (attempt {Number}): {Reason}", failures, failure is WebSocketException or OperationCanceledException ? failure.GetType().Name : failure.Message);
            }

            if (end != SocketEnd.Renew)
                await PauseAsync(end, failures, cancellationToken).ConfigureAwait(false);
        }

        old?.Dispose();
    }

    private async Task<SocketModeConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var opened = await api.CallAsync("apps.connections.open", new SlackArguments(), settings.AppToken!, cancellationToken).ConfigureAwait(false);
        if (!Uri.TryCreate(opened.Text("url"), UriKind.Absolute, out var url) || !(url.Scheme == "wss" || (url.Scheme == "ws" && settings.IsDouble && url.IsLoopback)))
            throw new SlackApiException("apps.connections.open", "no_wss_address");
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(15);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(15);
        var connection = new SocketModeConnection(socket, inbox, settings, log);
        try
        {
            await socket.ConnectAsync(url, cancellationToken).ConfigureAwait(false);
            return await connection.GreetedAsync(cancellationToken).ConfigureAwait(false) ? connection : throw new SlackApiException("apps.connections.open", "no_hello");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async Task PauseAsync(SocketEnd end, int failures, CancellationToken cancellationToken)
    {
        if (end == SocketEnd.TurnedOff)
            log.LogWarning("Socket Mode is off for this app, or its token is not taken; it is tried again every few minutes.");
        var growth = end switch
        {
            SocketEnd.TurnedOff => 300,
            SocketEnd.TooMany => 30,
            _ => Math.Pow(2, Math.Min(failures, 9)),
        };
        var pause = settings.FirstPause * growth;
        // Several processes that lost Slack together must not come back together.
        var jittered = (pause < LongestPause ? pause : LongestPause) * (0.75 + (Random.Shared.NextDouble() / 2));
        try
        {
            await Task.Delay(jittered, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }
}
