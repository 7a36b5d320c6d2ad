using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.EndToEnd.Tests.Doubles;

namespace MemHelpBot.EndToEnd.Tests;

/// <summary>
/// One conversation from the first word to a case of the corpus, in each channel: a symptom, why, evidence that corrects the diagnosis, the log that decides, only
/// the commands, it worked, feedback, a draft that lint accepts.
/// </summary>
public sealed class ConversationTests
{
    private static readonly string[] Said =
    [
        "My job with 40 GB per process ends with: fork: Cannot allocate memory",
        "why?",
        HostProcess.Fixture("000-commit.txt"),
        HostProcess.Fixture("002-memhog.log"),
        "only the commands",
        "it worked, thank you!",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_the_API()
    {
        using var kept = new Kept();
        await using var host = await HostProcess.StartAsync(kept.Setting);
        var id = await WebTalk.BeginAsync(host.Client);
        var replies = new List<string>();
        foreach (var (text, i) in Said.Select((t, i) => (t, i)))
            replies.Add((await WebTalk.SayAsync(host.Client, id, text, $"m{i}")).GetProperty("text").GetString()!);
        using var rated = await host.Client.PostAsJsonAsync($"/api/conversations/{id}/feedback", new { helpful = true, reason = "at once" }, Stop);
        Assert.Equal(HttpStatusCode.NoContent, rated.StatusCode);
        await CheckAsync(replies, kept, host);
    }

    [Fact]
    public async Task In_Teams()
    {
        using var kept = new Kept();
        await using var connector = await Connector.StartAsync();
        await using var host = await HostProcess.StartAsync(kept.Setting, "--MemHelp:Teams:Playground=true");
        Assert.Contains("Teams (Playground)", host.StartLine, StringComparison.Ordinal);
        var replies = new List<string>();
        foreach (var (text, i) in Said.Select((t, i) => (t, i)))
        {
            using var taken = await host.Client.PostAsJsonAsync("/api/messages", connector.Message(text, $"m{i}"), Stop);
            Assert.True(taken.IsSuccessStatusCode, $"{taken.StatusCode}");
            await Wait.UntilAsync(() => connector.Messages.Count > i, $"message {i} is answered; {host.Errors}");
            replies.Add(string.Join('\n', Texts(JsonSerializer.SerializeToElement(connector.Messages.Last()))));
        }

        var feedback = connector.Message("", "f1");
        (feedback["type"], feedback["name"], feedback["replyToId"]) = ("invoke", "message/submitAction", (string)connector.Messages.Last()["id"]!);
        feedback["value"] = JsonNode.Parse("""{"actionName":"feedback","actionValue":{"reaction":"like","feedback":"{\"feedbackText\":\"at once\"}"}}""");
        using var rated = await host.Client.PostAsJsonAsync("/api/messages", feedback, Stop);
        Assert.True(rated.IsSuccessStatusCode, $"{rated.StatusCode}");
        await CheckAsync(replies, kept, host);
    }

    [Fact]
    public async Task In_Slack()
    {
        using var kept = new Kept();
        await using var slack = await SlackPeople.StartAsync();
        await using var host = await HostProcess.StartAsync([kept.Setting, .. slack.Settings]);
        var (replies, thread) = (new List<string>(), (string?)null);
        foreach (var text in Said)
        {
            var told = slack.Write(text, thread);
            thread ??= SlackPeople.Ts(told);
            using var taken = await SlackPeople.PostAsync(host.Client, "/slack/events", told);
            Assert.True(taken.IsSuccessStatusCode, $"{taken.StatusCode}");
            await Wait.UntilAsync(() => slack.Answers().Count > replies.Count, $"answer {replies.Count}; {host.Errors}");
            replies.Add(SlackPeople.Shown(slack.Answers()[^1]));
        }

        await slack.PressHelpfulAsync(host.Client, slack.Answers()[^1]);
        await CheckAsync(replies, kept, host);
    }

    [Fact]
    public async Task In_Direct_Line()
    {
        using var kept = new Kept();
        await using var host = await HostProcess.StartAsync(kept.Setting, $"--MemHelp:DirectLine:Secret={DirectLineTalk.Secret}");
        var visitor = await DirectLineTalk.BeginAsync(host.Client);
        var (replies, like) = (new List<string>(), (JsonNode?)null);
        foreach (var text in Said)
        {
            var answer = await visitor.AnswerToAsync(await visitor.SendAsync(new JsonObject { ["type"] = "message", ["text"] = text, ["locale"] = "en-GB" }));
            replies.Add(string.Join('\n', Texts(JsonSerializer.SerializeToElement(answer))));
            like = Objects(answer).FirstOrDefault(o => (string?)o["@type"] == "LikeAction");
        }

        Assert.NotNull(like);
        await visitor.SendAsync(new JsonObject { ["type"] = "event", ["name"] = "webchat:activity-status/feedback", ["entities"] = new JsonArray(like.DeepClone()) });
        await CheckAsync(replies, kept, host);
    }

    [Fact]
    public async Task In_the_terminal()
    {
        using var kept = new Kept();
        var input = string.Concat(Said.Select(s => s.TrimEnd('\n') + "\n.\n")) + "/feedback yes at once\n/quit\n";
        var (status, output, errors) = await Memhelp.RunAsync(input, "chat", "--continue", "--lang", "en", "--data", kept.Folder);
        Assert.True(status == 0, errors);
        Assert.Contains("noted: memhelp feedback report tells it", output, StringComparison.Ordinal);
        Directory.Move(Path.Combine(kept.Folder, "chat"), Path.Combine(kept.Folder, "state"));
        foreach (var file in Directory.GetFiles(Path.Combine(kept.Folder, "state"), "*.journal"))
            File.Move(file, Path.Combine(kept.Folder, Path.GetFileName(file)));
        await CheckAsync(null, kept, null, output);
    }

    /// <summary>What was said must be as it should, each message answered once, and the conversation become a case.</summary>
    private static async Task CheckAsync(List<string>? replies, Kept kept, HostProcess? host, string? all = null)
    {
        var text = all ?? string.Join("\n----\n", replies!);
        foreach (var (index, expected) in new[] { (2, "That rules out:"), (2, "1.7"), (3, "What remains:"), (4, "memory.max"), (0, "Cannot allocate memory") })
            Assert.True((replies is null ? text : string.Concat(replies.Skip(index == 3 ? 2 : index).Take(1))).ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal).Contains(expected, StringComparison.OrdinalIgnoreCase), $"{expected} is missing:\n{text}");
        await Wait.UntilAsync(() => kept.Count("rated") == 1, "the feedback is kept");
        Assert.Equal((Said.Length, Said.Length), (kept.Count("received"), kept.Count("answered")));
        var conversation = kept.Conversation;
        if (host is not null)
            await host.DisposeAsync();

        var (status, draft, errors) = await Memhelp.RunAsync("", "case", "draft", conversation, "--state", kept.Folder);
        Assert.True(status == 0, errors);
        Assert.Contains("The person reported that it works now.", draft, StringComparison.Ordinal);
        using var corpus = new Corpus();
        corpus.Add(draft);
        var lint = await Memhelp.RunAsync("", "corpus", "lint", corpus.Folder);
        Assert.Matches("[0-9]+ errors, [0-9]+ warnings", lint.Output);
        Assert.DoesNotContain("cases/draft-", lint.Output + lint.Errors, StringComparison.Ordinal);
        var report = await Memhelp.RunAsync("", "feedback", "report", "--state", kept.Folder);
        Assert.Contains("1 helpful, 0 not helpful", report.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? json) => json switch
    {
        JsonObject o => o.Select(p => p.Value).SelectMany(Objects).Prepend(o),
        JsonArray a => a.SelectMany(Objects),
        _ => [],
    };

    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Texts(p.Value)),
        JsonValueKind.String => [json.GetString()!],
        _ => [],
    };
}
