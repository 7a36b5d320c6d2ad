using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Channels.Slack.Blocks;
using MemHelpBot.Channels.Slack.Web;

namespace MemHelpBot.Channels.Slack.Intake;

/// <summary>The slash command: asked anywhere, answered for the asking person only.</summary>
internal sealed class SlackCommands(SlackIntake intake)
{
    /// <summary>Takes in a command.</summary>
    public async Task<SlackAck> TakeAsync(JsonElement payload, SlackSelf self, CancellationToken cancellationToken)
    {
        var text = SlackText.Plain(payload.Text("text"), self.User);
        if (text.Length == 0 || text.Equals("help", StringComparison.OrdinalIgnoreCase))
            return new SlackAck(new JsonObject { ["response_type"] = "ephemeral", ["text"] = SlackWords.En.Help });
        var address = new SlackAddress
        {
            Channel = payload.Text("channel_id"),
            User = payload.Text("user_id"),
            Team = payload.Text("team_id"),
            ResponseUrl = payload.Text("response_url"),
        };
        return await intake.AcceptAsync(new Incoming(address, $"command:{payload.Text("trigger_id")}", text, [], []), self, cancellationToken).ConfigureAwait(false);
    }
}
