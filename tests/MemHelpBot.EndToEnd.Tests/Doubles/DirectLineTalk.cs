using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace MemHelpBot.EndToEnd.Tests.Doubles;

/// <summary>A visitor of a site, over Direct Line 3.0 as its clients speak it: a token, a conversation, activities, a watermark.</summary>
internal sealed class DirectLineTalk
{
    public const string Secret = "Zm9yLXRlc3RzLW9ubHktMDEyMzQ1Njc4OS1hYmNkZWY=";
    private readonly HttpClient host;
    private readonly string conversation;
    private readonly string token;

    private DirectLineTalk(HttpClient host, string conversation, string token) => (this.host, this.conversation, this.token) = (host, conversation, token);

    public static async Task<DirectLineTalk> BeginAsync(HttpClient host)
    {
        var begun = await CallAsync(host, HttpMethod.Post, "/v3/directline/conversations", Secret, null);
        return new DirectLineTalk(host, (string)begun["conversationId"]!, (string)begun["token"]!);
    }

    /// <summary>Sends an activity; its id.</summary>
    public async Task<string> SendAsync(JsonObject activity)
    {
        activity["from"] = new JsonObject { ["id"] = "visitor-1" };
        return (string)(await CallAsync(host, HttpMethod.Post, $"/v3/directline/conversations/{conversation}/activities", token, activity))["id"]!;
    }

    /// <summary>What the bot has said, in answer to a message.</summary>
    public async Task<JsonObject> AnswerToAsync(string message)
    {
        JsonObject? found = null;
        await Wait.UntilAsync(
            async () =>
            {
                var set = await CallAsync(host, HttpMethod.Get, $"/v3/directline/conversations/{conversation}/activities", token, null);
                found = set["activities"]!.AsArray().OfType<JsonObject>().FirstOrDefault(a => (string?)a["type"] == "message" && (string?)a["replyToId"] == message);
                // As often as clients without a stream ask; more would be refused.
                if (found is null)
                    await Task.Delay(1000, TestContext.Current.CancellationToken);
                return found is not null;
            },
            $"{message} is answered");
        return found!;
    }

    private static async Task<JsonNode> CallAsync(HttpClient host, HttpMethod method, string path, string bearer, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var answer = await host.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
