using System.Net.Http.Json;
using System.Text.Json;
using MemHelpBot.Channels;
using MemHelpBot.Channels.Slack;
using MemHelpBot.Channels.Slack.Tests.Double;
using MemHelpBot.EndToEnd.Tests.Doubles;

namespace MemHelpBot.EndToEnd.Tests.Attacks;

/// <summary>Hostile text in a paste, through every channel of one real host: it changes no answer and becomes nothing.</summary>
public sealed class HostileTextTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_changes_no_cause_and_no_command()
    {
        using var kept = new Kept();
        await using var host = await HostProcess.StartAsync(kept.Setting);
        var honest = await AnswerAsync(host, Log("memhog"));
        foreach (var attack in HostileText.All)
        {
            var answer = await AnswerAsync(host, Log(attack.Text) + attack.Text + "\n");
            Assert.True(honest.Causes[0] == answer.Causes[0], $"{attack}: {answer.Causes[0]}");
            Assert.All(answer.Commands, c => Assert.DoesNotContain("attacker", c, StringComparison.Ordinal));
            Assert.All(answer.Commands, c => Assert.DoesNotContain("rm -rf", c, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task In_the_report_it_is_text()
    {
        using var kept = new Kept();
        await using var host = await HostProcess.StartAsync(kept.Setting);
        foreach (var attack in HostileText.All.Where(a => a.Active[0] == '<'))
        {
            var id = await WebTalk.BeginAsync(host.Client);
            await WebTalk.SayAsync(host.Client, id, Log(attack.Text) + attack.Text + "\n", "m1");
            var html = await host.Client.GetStringAsync($"/api/conversations/{id}/report", Stop);
            Assert.DoesNotContain(attack.Active, html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task In_Teams_no_text_that_is_read_as_markup_holds_it()
    {
        using var kept = new Kept();
        await using var connector = await Connector.StartAsync();
        await using var host = await HostProcess.StartAsync(kept.Setting, "--MemHelp:Teams:Playground=true");
        foreach (var (attack, i) in HostileText.All.Select((a, i) => (a, i)))
        {
            using var taken = await host.Client.PostAsJsonAsync("/api/messages", connector.Message(Log(attack.Text) + attack.Text + "\n", $"m{i}", $"chat-{i}"), Stop);
            await Wait.UntilAsync(() => connector.Messages.Count > i, $"{attack} is answered; {host.Errors}");
            // Dates are read in cards only; in the text of a message they are letters.
            var ofCards = attack.Active[0] == '{';
            Assert.All(Read(JsonSerializer.SerializeToElement(connector.Messages.Last()), ofCards ? ["TextBlock", "Fact"] : ["message", "TextBlock", "Fact"]), t => Assert.DoesNotContain(attack.Active, WithoutEscaped(t), StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task In_Slack_it_calls_nobody_and_links_nowhere()
    {
        using var kept = new Kept();
        await using var slack = await SlackPeople.StartAsync();
        await using var host = await HostProcess.StartAsync([kept.Setting, .. slack.Settings]);
        foreach (var (attack, i) in HostileText.All.Select((a, i) => (a, i)))
        {
            using var taken = await SlackPeople.PostAsync(host.Client, "/slack/events", slack.Write(Log(attack.Text) + attack.Text + "\n"));
            await Wait.UntilAsync(() => slack.Answers().Count > i, $"{attack} is answered; {host.Errors}");
            var message = slack.Answers()[^1];
            Assert.False(SlackWorld.Acts(message.Text("text")), attack.Name);
            Assert.All(Marked(message.At("blocks")), t => Assert.False(SlackWorld.Acts(t), $"{attack}: {t}"));
        }
    }

    [Fact]
    public async Task On_a_terminal_no_control_character_of_it_arrives()
    {
        foreach (var attack in HostileText.All)
        {
            var (status, output, errors) = await Memhelp.RunAsync(Log(attack.Text) + attack.Text + "\n", "diagnose", "--long", "--color", "never");
            Assert.True(status == 0, errors);
            Assert.DoesNotContain(output + errors, c => c is '\x1b' or '\a' or '\u202e' or '\u2066');
        }
    }

    private static string Log(string comm) => HostProcess.Fixture("002-memhog.log").Replace("memhog", comm.Replace('\n', ' '), StringComparison.Ordinal);

    private static async Task<(List<string> Causes, List<string> Commands)> AnswerAsync(HostProcess host, string text)
    {
        using var response = await host.Client.PostAsJsonAsync("/api/diagnose", new { text, language = "en" }, Stop);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
        return (
            [.. answer.GetProperty("causes").EnumerateArray().Select(c => $"{c.GetProperty("id").GetString()} {c.GetProperty("verdict").GetString()}")],
            [.. answer.GetProperty("actions").EnumerateArray().Select(a => a.GetProperty("command").GetString()!)]);
    }

    /// <summary>The texts of a message that a client of Teams reads as Markdown: the message's own, text blocks, facts.</summary>
    private static IEnumerable<string> Read(JsonElement json, string[] elements) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(j => Read(j, elements)),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => p.Value.ValueKind != JsonValueKind.String ? Read(p.Value, elements)
            : p.Name is "text" or "title" or "value" && elements.Contains(Kind(json)) ? [p.Value.GetString()!] : []),
        _ => [],
    };

    /// <summary>The text without what a backslash makes letters of.</summary>
    private static string WithoutEscaped(string markdown)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < markdown.Length; i++)
        {
            if (markdown[i] == '\\' && i + 1 < markdown.Length)
                i++;
            else
                text.Append(markdown[i]);
        }

        return text.ToString();
    }

    /// <summary>Facts of a card name no type.</summary>
    private static string Kind(JsonElement json) => json.TryGetProperty("type", out var type) ? type.GetString()! : json.TryGetProperty("title", out _) ? "Fact" : "";

    /// <summary>The texts of blocks that Slack reads as mrkdwn.</summary>
    private static IEnumerable<string> Marked(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Marked),
        JsonValueKind.Object when json.TryGetProperty("type", out var type) && type.GetString() == "mrkdwn" => [json.GetProperty("text").GetString()!],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Marked(p.Value)),
        _ => [],
    };
}
