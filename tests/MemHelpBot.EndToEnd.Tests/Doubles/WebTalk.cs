using System.Net.Http.Json;
using System.Text.Json;

namespace MemHelpBot.EndToEnd.Tests.Doubles;

/// <summary>A conversation over the API.</summary>
internal static class WebTalk
{
    public static async Task<string> BeginAsync(HttpClient host)
    {
        using var begun = await host.PostAsync("/api/conversations", null, TestContext.Current.CancellationToken);
        return (await begun.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString()!;
    }

    public static async Task<HttpResponseMessage> SendAsync(HttpClient host, string conversation, string text, string message, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/conversations/{conversation}/messages") { Content = JsonContent.Create(new { text, language = "en" }) };
        request.Headers.Add("Idempotency-Key", message);
        return await host.SendAsync(request, cancellationToken);
    }

    public static async Task<JsonElement> SayAsync(HttpClient host, string conversation, string text, string message)
    {
        using var answer = await SendAsync(host, conversation, text, message, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonSerializer.Deserialize<JsonElement>(body);
    }
}
