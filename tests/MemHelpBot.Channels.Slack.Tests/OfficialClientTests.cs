using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Channels.Slack.Tests.Double;

namespace MemHelpBot.Channels.Slack.Tests;

/// <summary>Slack's own clients (npm) take the double for Slack. Skipped where node, npm or a registry is missing.</summary>
public sealed class OfficialClientTests
{
    [Fact]
    public async Task The_official_clients_take_the_double_for_Slack()
    {
        var folder = await InstalledAsync();
        await using var slack = await SlackDouble.StartAsync();
        var room = slack.World.Add("C0GENERAL1", "channel", Workspace.Ann, SlackWorld.Bot);
        var thread = (string)slack.World.Store(room, new JsonObject { ["type"] = "message", ["user"] = Workspace.Ann, ["text"] = "root" })["ts"]!;
        using var node = Start("node", Path.Combine(AppContext.BaseDirectory, "Fixtures", "official-client.mjs"), folder, slack.Api.ToString(), SlackWorld.BotToken, SlackWorld.AppToken, room.Id, thread, Workspace.Ann, SlackWorld.Team);
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.True(await node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) == "CONNECTED", await FailureAsync(node, errors));

        await slack.Links.SendAsync("events_api", new JsonObject { ["type"] = "event_callback", ["event"] = new JsonObject { ["type"] = "message", ["text"] = "ping" } }, TestContext.Current.CancellationToken, attempt: 1, reason: "timeout");
        var ack = await slack.Links.SendAsync("slash_commands", new JsonObject { ["command"] = "/memhelp" }, TestContext.Current.CancellationToken);
        Assert.Equal("pong", ack.Text("payload", "text"));
        var line = await node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        Assert.StartsWith("SAID ", line, StringComparison.Ordinal);
        var said = JsonDocument.Parse(line[5..]).RootElement;
        Assert.Equal(SlackWorld.Bot, said.Text("self"));
        Assert.Equal("""[["root",""],["three","test"]]""", said.At("replies").GetRawText());
        Assert.Equal("""["markdown","divider","context_actions"]""", said.At("streamed").GetRawText());
        Assert.Equal("""["a.log"]""", said.At("file").GetRawText());
        Assert.Equal(("channel_not_found", "invalid_blocks", "invalid_auth"), (said.Text("nowhere"), said.Text("badBlocks"), said.Text("foreign")));
        Assert.Equal("""["ping",1]""", said.At("event").GetRawText());
        Assert.Equal("/memhelp", said.Text("command"));
    }

    private static async Task<string> FailureAsync(Process node, Task<string> errors)
    {
        if (!node.WaitForExit(0))
            return "";
        return await errors;
    }

    private static async Task<string> InstalledAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "memhelp-slack-clients");
        if (Directory.Exists(Path.Combine(folder, "node_modules", "@slack", "socket-mode", "dist")))
            return folder;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "package.json"), """{"name":"memhelp-slack-clients","private":true}""");
        try
        {
            using var npm = Start("npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts", "@slack/web-api@8.2.0", "@slack/socket-mode@3.1.0");
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromMinutes(3));
            var output = Task.WhenAll(npm.StandardOutput.ReadToEndAsync(patience.Token), npm.StandardError.ReadToEndAsync(patience.Token));
            try
            {
                await npm.WaitForExitAsync(patience.Token);
                await output;
            }
            catch (OperationCanceledException)
            {
                npm.Kill(entireProcessTree: true);
                Assert.Skip("npm did not install @slack/web-api and @slack/socket-mode in three minutes");
            }

            Assert.SkipUnless(npm.ExitCode == 0, "npm cannot install @slack/web-api and @slack/socket-mode here");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("npm is not installed");
        }

        return folder;
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
