using System.Text.Json;

namespace MemHelpBot.Channels.Slack.Web;

/// <summary>Who the bot is.</summary>
/// <param name="User">Its user id.</param>
/// <param name="Bot">Its bot id.</param>
/// <param name="Team">The workspace that installed it.</param>
/// <param name="Enterprise">The organisation that installed it for all its workspaces; empty when one workspace did.</param>
internal sealed record SlackSelf(string User, string Bot, string Team, string Enterprise)
{
    /// <summary>Whether a payload is meant for this installation: an event of another workspace is none of ours, whoever signed it.</summary>
    public bool Receives(JsonElement payload)
    {
        foreach (var authorization in payload.Items("authorizations"))
        {
            if (authorization.Text("team_id") == Team || (Enterprise.Length > 0 && authorization.Text("enterprise_id") == Enterprise))
                return true;
        }

        var team = payload.Text("team_id") is { Length: > 0 } flat ? flat : payload.Text("team", "id");
        return (team.Length > 0 && team == Team)
            || (Enterprise.Length > 0 && (payload.Text("enterprise_id") == Enterprise || payload.Text("enterprise", "id") == Enterprise));
    }
}

/// <summary>Asks once who the bot is.</summary>
internal sealed class SlackIdentity(SlackWebApi api)
{
    private SlackSelf? self;

    /// <summary>Who the bot is.</summary>
    public async Task<SlackSelf> GetAsync(CancellationToken cancellationToken)
    {
        if (self is { } known)
            return known;
        var reply = await api.CallAsync("auth.test", new SlackArguments(), cancellationToken).ConfigureAwait(false);
        // Two callers at once ask twice and learn the same.
        return self = new SlackSelf(reply.Text("user_id"), reply.Text("bot_id"), reply.Text("team_id"), reply.Flag("is_enterprise_install") ? reply.Text("enterprise_id") : "");
    }
}
