using System.Text;
using System.Text.Json.Nodes;
using MemHelpBot.Channels.Slack.Tests.Double;

namespace MemHelpBot.Channels.Slack.Tests;

/// <summary>Files come from Slack's hosts, within the limit, and what is not read is said.</summary>
public sealed class FileTests
{
    private static readonly byte[] Log = Encoding.UTF8.GetBytes(Workspace.Fixture("kvm-host.log"));

    [Fact]
    public async Task A_snippet_is_read_and_the_token_goes_only_there()
    {
        await using var workspace = await Workspace.OpenAsync();
        var snippet = workspace.Slack.AddFile("Untitled", Log);
        snippet["mode"] = "snippet";
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, "", null, snippet);
        Assert.Contains("memory fragmentation", Shown.Text((await workspace.AnswersAsync(workspace.Direct, thread, 1))[0]), StringComparison.Ordinal);
        Assert.Equal([$"Bearer {SlackWorld.BotToken}"], workspace.Slack.FileTokens);
    }

    [Fact]
    public async Task A_file_of_which_only_the_id_came_is_asked_for()
    {
        await using var workspace = await Workspace.OpenAsync();
        var file = workspace.Slack.AddFile("oom.log", Log);
        await workspace.SayAsync(workspace.Direct, Workspace.Ann, "why?", null, new JsonObject { ["id"] = (string?)file["id"], ["file_access"] = "check_file_info" });
        await Workspace.UntilAsync(() => !workspace.Desk.Accepted.IsEmpty, "the message");
        Assert.Equal(Log, Assert.Single(workspace.Desk.Accepted.Single().Files).Bytes.ToArray());
    }

    [Theory]
    [InlineData("https://files.slack.com.evil.example/oom.log")]
    [InlineData("https://evil.example/files.slack.com/oom.log")]
    [InlineData("https://files.slack.com@evil.example/oom.log")]
    [InlineData("https://user:pw@files.slack.com/oom.log")]
    [InlineData("http://files.slack.com/oom.log")]
    [InlineData("https://files.slack.com:8443/oom.log")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://localhost/admin")]
    [InlineData("http://[::1]/")]
    [InlineData("https://2130706433/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://files.slack.com/")]
    [InlineData("//files.slack.com/x")]
    [InlineData("javascript:alert(1)")]
    public async Task An_address_of_another_place_is_never_opened(string address)
    {
        await using var workspace = await Workspace.OpenAsync();
        await workspace.SayAsync(workspace.Direct, Workspace.Ann, "What does Committed_AS mean?", null, workspace.Slack.AddFile("oom.log", Log, url: address));
        await Workspace.UntilAsync(() => !workspace.Desk.Accepted.IsEmpty, "the message");
        Assert.Empty(workspace.Desk.Accepted.Single().Files);
        Assert.Empty(workspace.Slack.FileTokens);
        Assert.Single(workspace.Ours(workspace.Direct), m => m.Text("text").Contains("oom.log", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var workspace = await Workspace.OpenAsync();
        await using var elsewhere = await SlackDouble.StartAsync();
        workspace.Slack.Trouble("file", context =>
        {
            context.Response.Redirect(new Uri(elsewhere.Root, "files/F1").ToString());
            return Task.CompletedTask;
        });
        await workspace.SayAsync(workspace.Direct, Workspace.Ann, "why?", null, workspace.Slack.AddFile("oom.log", Log));
        await Workspace.UntilAsync(() => !workspace.Desk.Accepted.IsEmpty, "the message");
        Assert.Empty(workspace.Desk.Accepted.Single().Files);
        Assert.Empty(elsewhere.FileTokens);
    }

    [Fact]
    public async Task The_sign_in_page_is_not_taken_for_the_file()
    {
        await using var workspace = await Workspace.OpenAsync();
        workspace.Slack.World.Scopes.Remove("files:read");
        await workspace.SayAsync(workspace.Direct, Workspace.Ann, "why?", null, workspace.Slack.AddFile("oom.log", Log));
        await Workspace.UntilAsync(() => !workspace.Desk.Accepted.IsEmpty, "the message");
        Assert.Empty(workspace.Desk.Accepted.Single().Files);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_above_the_limit_is_refused_whatever_size_it_says(bool honest)
    {
        await using var workspace = await Workspace.OpenAsync(change: s => s with { MaxMegabytes = 1 });
        var file = workspace.Slack.AddFile("big.log", new byte[(1 << 20) + 1]);
        if (!honest)
            file["size"] = 10;
        await workspace.SayAsync(workspace.Direct, Workspace.Ann, "why?", null, file);
        await Workspace.UntilAsync(() => !workspace.Desk.Accepted.IsEmpty, "the message");
        Assert.Empty(workspace.Desk.Accepted.Single().Files);
        Assert.Single(workspace.Ours(workspace.Direct), m => m.Text("text").Contains("more than 1 MB", StringComparison.Ordinal));
        Assert.Equal(honest ? 0 : 1, workspace.Slack.FileTokens.Count);
    }

    [Fact]
    public async Task Several_files_share_the_limit()
    {
        await using var workspace = await Workspace.OpenAsync(change: s => s with { MaxMegabytes = 1 });
        await workspace.SayAsync(
            workspace.Direct, Workspace.Ann, "why?", null, workspace.Slack.AddFile("a.log", new byte[700_000]), workspace.Slack.AddFile("b.log", new byte[700_000]), workspace.Slack.AddFile("c.log", new byte[300_000]));
        await Workspace.UntilAsync(() => !workspace.Desk.Accepted.IsEmpty, "the message");
        Assert.Equal(["a.log", "c.log"], workspace.Desk.Accepted.Single().Files.Select(f => f.Name));
    }

    [Fact]
    public async Task A_picture_is_told_to_be_no_text_in_the_language_of_the_question()
    {
        await using var workspace = await Workspace.OpenAsync();
        await workspace.SayAsync(workspace.Direct, Workspace.Ann, "dlaczego zabiło mój proces, proszę?", null, workspace.Slack.AddFile("<!channel>.png", [1], "image/png"));
        await Workspace.UntilAsync(() => !workspace.Desk.Accepted.IsEmpty, "the message");
        var remark = Assert.Single(workspace.Ours(workspace.Direct), m => m.Text("metadata", "event_type") == "memhelp_notice");
        Assert.Contains("czytam tekst", remark.Text("text"), StringComparison.Ordinal);
        Assert.False(SlackWorld.Acts(remark.Text("text")));
    }
}
