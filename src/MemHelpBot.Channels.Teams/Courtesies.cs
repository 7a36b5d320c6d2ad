using System.Diagnostics.CodeAnalysis;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Assistant.State;
using MemHelpBot.Channels.Teams.Activities;
using MemHelpBot.Channels.Teams.Connector;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Teams;

/// <summary>Messages that answer no question (the welcome, a file that cannot be read): sent after the request was answered, tried a few times, then let go.</summary>
internal sealed partial class Courtesies(ConnectorClient connector, TimeProvider clock, ILogger<Courtesies> log)
{
    /// <summary>Teams tells of one installation by two activities; a bot that is added again much later is welcomed again.</summary>
    private static readonly TimeSpan OnceWithin = TimeSpan.FromMinutes(2);

    private const int MostRemembered = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<ConversationKey, DateTimeOffset> welcomed = [];

    /// <summary>Welcomes a conversation, once.</summary>
    public void Welcome(ConversationKey conversation, ReplyAddress to)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            // Both activities come at the same moment.
            if (welcomed.TryGetValue(conversation, out var before) && now - before < OnceWithin)
                return;
            if (welcomed.Count == MostRemembered)
                welcomed.Clear();
            welcomed[conversation] = now;
        }

        Send(to, WelcomeMessage.Of(to));
    }

    /// <summary>Sends a message when there is time.</summary>
    public void Send(ReplyAddress to, Activity message) => _ = Task.Run(() => SendAsync(to, message));

    [SuppressMessage("Design", "CA1031", Justification = "Nobody waits for it; the log says that it failed.")]
    private async Task SendAsync(ReplyAddress to, Activity message)
    {
        try
        {
            await connector.SendAsync(to, message, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failed)
        {
            LogUnsent(log, failed is ChannelUnavailableException or ConnectorRefusedException ? failed.Message : failed.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A message of courtesy was not sent: {Why}")]
    private static partial void LogUnsent(ILogger log, string why);
}
