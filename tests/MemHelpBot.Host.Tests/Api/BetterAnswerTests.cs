using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MemHelpBot.Assistant;
using MemHelpBot.Host.Tests.Doubles;

namespace MemHelpBot.Host.Tests.Api;

/// <summary><c>GET /api/conversations/{id}/answers/{answer}</c>: a language model's words for an answer that was shown, once, or nothing.</summary>
public sealed class BetterAnswerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reply_that_may_improve_says_so_and_improves_once()
    {
        await using var host = await HostAsync(new ImprovingAssistant());
        var (conversation, reply) = await AskAsync(host, "why?");
        Assert.True(reply.GetProperty("improves").GetBoolean());
        Assert.DoesNotContain("better", reply.GetProperty("text").GetString()!, StringComparison.Ordinal);
        var address = $"{conversation}/answers/{reply.GetProperty("answerId").GetString()}";
        var better = await host.Client.GetFromJsonAsync<JsonElement>(address, Stop);
        Assert.Contains("better", better.GetProperty("text").GetString()!, StringComparison.Ordinal);
        Assert.Equal(reply.GetProperty("answerId").GetString(), better.GetProperty("answerId").GetString());
        Assert.Equal(reply.GetProperty("answer").ToString(), better.GetProperty("answer").ToString());
        Assert.False(better.TryGetProperty("improves", out _));
        using var again = await host.Client.GetAsync(new Uri(address, UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
    }

    [Fact]
    public async Task One_that_stands_as_it_is_has_nothing_more_to_give()
    {
        await using var host = await HostAsync(new ImprovingAssistant { Better = r => null });
        var (conversation, reply) = await AskAsync(host, "why?");
        using var none = await host.Client.GetAsync(new Uri($"{conversation}/answers/{reply.GetProperty("answerId").GetString()}", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.NoContent, none.StatusCode);
        Assert.Empty(await none.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task Without_a_model_nothing_is_promised()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var (conversation, reply) = await AskAsync(host, "why?");
        Assert.False(reply.TryGetProperty("improves", out _));
        using var none = await host.Client.GetAsync(new Uri($"{conversation}/answers/{reply.GetProperty("answerId").GetString()}", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.NoContent, none.StatusCode);
    }

    [Fact]
    public async Task Nobody_gets_the_answer_of_another_conversation()
    {
        await using var host = await HostAsync(new ImprovingAssistant());
        var (_, reply) = await AskAsync(host, "why?");
        var (other, _) = await AskAsync(host, "and here?");
        using var foreign = await host.Client.GetAsync(new Uri($"{other}/answers/{reply.GetProperty("answerId").GetString()}", UriKind.Relative), Stop);
        using var nowhere = await host.Client.GetAsync(new Uri($"/api/conversations/{new string('0', 32)}/answers/{reply.GetProperty("answerId").GetString()}", UriKind.Relative), Stop);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (foreign.StatusCode, nowhere.StatusCode));
    }

    [Fact]
    public async Task The_next_message_does_not_wait_for_the_model()
    {
        var assistant = new ImprovingAssistant { Hold = new TaskCompletionSource() };
        await using var host = await HostAsync(assistant);
        var (conversation, reply) = await AskAsync(host, "why?");
        var waiting = host.Client.GetAsync(new Uri($"{conversation}/answers/{reply.GetProperty("answerId").GetString()}", UriKind.Relative), Stop);
        for (var i = 0; i < 3000 && assistant.Asked == 0; i++)
            await Task.Delay(10, Stop);
        using var next = await host.Client.PostAsJsonAsync($"{conversation}/messages", new { text = "and now?" }, Stop);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.False(waiting.IsCompleted);
        assistant.Hold.SetResult();
        using var better = await waiting;
        Assert.Equal(HttpStatusCode.OK, better.StatusCode);
    }

    [Fact]
    public async Task What_the_person_sent_is_theirs_to_read_again_in_the_better_words_too()
    {
        await using var host = await HostAsync(new ImprovingAssistant { Better = r => r with { Text = "better: masked-password-1" } });
        var (conversation, reply) = await AskAsync(host, "login failed with password=hunter2!x, why?");
        var better = await host.Client.GetFromJsonAsync<JsonElement>($"{conversation}/answers/{reply.GetProperty("answerId").GetString()}", Stop);
        Assert.Equal("better: hunter2!x", better.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("--Model:Name=m", "Model:Endpoint: is missing while Model:Name is set")]
    [InlineData("--Model:Endpoint=https://api.openai.com/v1", "Model:Name: is missing while Model:ApiKey and Model:Endpoint are set", "--Model:ApiKey=k")]
    [InlineData("--Embedding:Endpoint=http://localhost:1/v1", "Embedding:Name: is missing while Embedding:Endpoint is set")]
    [InlineData("--Model:Nome=m", "Model:Nome: no setting has this name")]
    public async Task A_model_that_is_set_by_half_stops_the_start_with_one_line(string setting, string expected, string? more = null)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await HostApp.RunAsync([$"--MemHelp:Corpus={AppContext.BaseDirectory}", setting, .. more is null ? Array.Empty<string>() : [more]], new FakeProduct(), output, errors, Stop);
        Assert.Equal(2, code);
        Assert.Empty(output.ToString());
        var line = errors.ToString().TrimEnd();
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    private static Task<RunningHost> HostAsync(IAssistant assistant) => RunningHost.StartAsync(new FakeProduct { Opening = () => Task.FromResult(new OpenedProduct(assistant, [])) });

    private static async Task<(string Conversation, JsonElement Reply)> AskAsync(RunningHost host, string text)
    {
        using var made = await host.Client.PostAsync(new Uri("/api/conversations", UriKind.Relative), null, Stop);
        var conversation = made.Headers.Location!.ToString();
        using var reply = await host.Client.PostAsJsonAsync($"{conversation}/messages", new { text }, Stop);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return (conversation, await reply.Content.ReadFromJsonAsync<JsonElement>(Stop));
    }
}
