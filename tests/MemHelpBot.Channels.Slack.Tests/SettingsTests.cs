using MemHelpBot.Channels.Slack.Tests.Double;
using Microsoft.Extensions.Configuration;
using YamlDotNet.RepresentationModel;

namespace MemHelpBot.Channels.Slack.Tests;

/// <summary>Off until set, one clear line when half set; the manifest asks for what the code uses.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData("", " ", "")]
    public void Without_settings_it_is_off(string? bot, string? app, string? secret) => Assert.Null(Read(("BotToken", bot), ("AppToken", app), ("SigningSecret", secret)));

    [Fact]
    public void It_says_how_it_receives()
    {
        Assert.Equal("Slack (Socket Mode)", Read(("BotToken", "xoxb-1"), ("AppToken", "xapp-1"))!.Description);
        Assert.Equal("Slack (/slack/…)", Read(("BotToken", "xoxb-1"), ("SigningSecret", "s"))!.Description);
        Assert.Equal("Slack (Socket Mode and /slack/…)", Read(("BotToken", "xoxb-1"), ("AppToken", "xapp-1"), ("SigningSecret", "s"))!.Description);
    }

    [Theory]
    [InlineData("AppToken", "xapp-1", "MemHelp:Slack:BotToken: Slack is half set: the bot token is missing")]
    [InlineData("BotToken", "xoxb-1", "MemHelp:Slack:AppToken: Slack is half set: nothing says how messages arrive")]
    [InlineData("BotToken", "xapp-1", "MemHelp:Slack:BotToken: this is no token that starts with xoxb-")]
    [InlineData("BotToken", "xoxb-1\nX: y", "MemHelp:Slack:BotToken: this is no token that starts with xoxb-")]
    [InlineData("AppToken", "xoxb-1", "MemHelp:Slack:AppToken: this is no token that starts with xapp-")]
    [InlineData("Token", "x", "MemHelp:Slack:Token: no setting has this name")]
    public void What_cannot_be_meant_is_one_line_without_the_secret(string name, string value, string expected)
    {
        var refused = Assert.Throws<BadSettingException>(() => Read((name, value)));
        Assert.StartsWith("setting " + expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.DoesNotContain("-1", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connections", "0")]
    [InlineData("Connections", "11")]
    [InlineData("Streaming", "perhaps")]
    [InlineData("MaxMegabytes", "ten")]
    [InlineData("ApiUrl", "http://slack.com/api/")]
    [InlineData("ApiUrl", "slack")]
    [InlineData("FileHosts", "https://files.slack.com")]
    public void A_wrong_value_is_named(string name, string value) =>
        Assert.Equal($"MemHelp:Slack:{name}", Assert.Throws<BadSettingException>(() => Read(("BotToken", "xoxb-1"), ("AppToken", "xapp-1"), (name, value))).Setting);

    [Fact]
    public void The_manifest_asks_for_the_scopes_and_events_that_the_double_demands()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Workspace.Fixture("manifest.yaml")));
        var root = yaml.Documents[0].RootNode;
        Assert.Equal(new SlackWorld().Scopes.Order(), List(root, "oauth_config", "scopes", "bot").Order());
        Assert.Equal(["app_context_changed", "app_home_opened", "app_mention", "message.im"], List(root, "settings", "event_subscriptions", "bot_events"));
        Assert.Equal("true", root["settings"]["socket_mode_enabled"].ToString());
        Assert.InRange(root["display_information"]["long_description"].ToString().Length, 174, 4000);
        Assert.Equal("diagnose_message", root["features"]["shortcuts"][0]["callback_id"].ToString());
        Assert.Equal("/memhelp", root["features"]["slash_commands"][0]["command"].ToString());
        Assert.True(root["features"]["agent_view"]["agent_description"].ToString().Length > 0);
    }

    private static List<string> List(YamlNode node, params string[] path) => [.. ((YamlSequenceNode)path.Aggregate(node, (n, name) => n[name])).Select(n => n.ToString())];

    private static SlackSettings? Read(params (string Name, string? Value)[] settings) =>
        SlackSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("MemHelp:Slack:" + s.Name, s.Value))).Build().GetSection("MemHelp:Slack"));
}
