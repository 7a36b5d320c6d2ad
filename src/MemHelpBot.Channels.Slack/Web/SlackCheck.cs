using MemHelpBot.Assistant.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Slack.Web;

/// <summary>Asks at start whether Slack takes the bot token, so that a wrong one is told before the first message.</summary>
internal sealed class SlackCheck(SlackIdentity identity, ILogger<SlackCheck> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await identity.GetAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
        catch (Exception refused) when (refused is SlackCredentialException or SlackApiException)
        {
            log.LogError("Slack is on, but: {Reason}", refused.Message);
        }
        catch (ChannelUnavailableException away)
        {
            log.LogWarning("Slack is on, but not there now: {Reason}", away.Message);
        }
    }
}
