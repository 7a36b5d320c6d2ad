using MemHelpBot.Channels.Teams.Activities;

namespace MemHelpBot.Channels.Teams.Security;

/// <summary>What a checked token proves.</summary>
/// <param name="IsChannel">It was issued by the Bot Framework for a channel, and not by Entra ID for an application.</param>
/// <param name="Endorsements">The channels that its key may sign for.</param>
/// <param name="ServiceUrls">The connectors that it names.</param>
internal sealed record Caller(bool IsChannel, IReadOnlyList<string>? Endorsements, IReadOnlyList<string> ServiceUrls)
{
    /// <summary>Holds an activity to its token: the channel, and the address that replies will go to.</summary>
    /// <exception cref="CallerRefusedException">The activity says something else than its token.</exception>
    public void Check(Activity activity)
    {
        if (!IsChannel)
        {
            // An Entra token names no connector: only the allow list speaks for the address, and it is asked for every activity.
            return;
        }

        if (Endorsements is null || activity.ChannelId is null || !Endorsements.Contains(activity.ChannelId, StringComparer.Ordinal))
            throw new CallerRefusedException(403, "key not endorsed for the channel");
        if (ServiceUrls is not [var proved] || activity.ServiceUrl is null || !string.Equals(proved.TrimEnd('/'), activity.ServiceUrl.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
            throw new CallerRefusedException(403, "serviceUrl is not that of the token");
    }
}
