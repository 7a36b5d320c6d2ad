using System.Net;
using System.Text;
using System.Text.Json;
using MemHelpBot.Host.Tests.Doubles;

namespace MemHelpBot.Host.Tests.Api;

public sealed class ConversationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_turn_brings_reply_answer_pictures_and_the_lines_of_each_part()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var id = await CreateAsync(host);
        Assert.Matches("^[0-9a-f]{32}$", id);

        var first = await SayAsync(host, id, """{"text":"why?","files":[{"name":"logs/dmesg.txt","text":"a\nb\n"}],"view":true}""");
        Assert.Equal(Some.Markdown, first.GetProperty("text").GetString());
        Assert.False(first.GetProperty("isFollowUp").GetBoolean());
        Assert.Equal(0, first.GetProperty("message").GetInt32());
        Assert.Equal("memory-fragmentation", first.GetProperty("answer").GetProperty("primary").GetString());
        Assert.Equal("free-blocks", first.GetProperty("pictures")[0].GetProperty("id").GetString());
        Assert.Equal(["dmesg.txt:1+2", ":3+1"], first.GetProperty("parts").EnumerateArray().Select(p => $"{p.GetProperty("name").GetString()}:{p.GetProperty("firstLine")}+{p.GetProperty("lines")}"));
        var view = first.GetProperty("view");
        Assert.Equal("headline", view.GetProperty("sections")[0].GetProperty("kind").GetString());
        var bytes = view.GetProperty("facts").EnumerateArray().Single(f => f.GetProperty("name").GetString() == "oom.request_bytes");
        Assert.Equal((16384, "Bytes", "L1", true), (bytes.GetProperty("value").GetInt64(), bytes.GetProperty("unit").GetString(), bytes.GetProperty("lines")[0].GetString(), bytes.GetProperty("cited").GetBoolean()));

        var second = await SayAsync(host, id, """{"text":"Why not more RAM?"}""");
        Assert.True(second.GetProperty("isFollowUp").GetBoolean());
        Assert.Equal(1, second.GetProperty("message").GetInt32());
        Assert.False(second.TryGetProperty("view", out _));
    }

    [Fact]
    public async Task One_turn_at_a_time_runs_in_a_conversation()
    {
        var product = new FakeProduct();
        var gate = new TaskCompletionSource();
        product.Assistant.Before = _ => gate.Task;
        await using var host = await RunningHost.StartAsync(product);
        var id = await CreateAsync(host);
        var turns = Enumerable.Range(0, 5).Select(i => SayAsync(host, id, $"{{\"text\":\"{i}\"}}")).ToList();
        gate.SetResult();
        var messages = (await Task.WhenAll(turns)).Select(r => r.GetProperty("message").GetInt32()).Order();
        Assert.Equal([0, 1, 2, 3, 4], messages);
        Assert.Equal(1, product.Assistant.MostAtOnce);
    }

    [Fact]
    public async Task A_report_is_a_file_that_runs_nothing()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var id = await CreateAsync(host);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync($"/api/conversations/{id}/report", Stop)).StatusCode);
        await SayAsync(host, id, """{"text":"x"}""");
        using var reply = await host.Client.GetAsync($"/api/conversations/{id}/report", Stop);
        Assert.Equal("text/html; charset=utf-8", reply.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", reply.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("sandbox", reply.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("1 message(s)", await reply.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forgotten_conversation_is_gone()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var id = await CreateAsync(host);
        Assert.Equal(HttpStatusCode.NoContent, (await host.Client.DeleteAsync($"/api/conversations/{id}", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.DeleteAsync($"/api/conversations/{id}", Stop)).StatusCode);
        using var reply = await host.Client.PostAsync($"/api/conversations/{id}/messages", Json("""{"text":"x"}"""), Stop);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
    }

    [Fact]
    public async Task Above_the_bound_the_conversation_unused_for_longest_goes()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct(), "--MemHelp:MaxConversations=2");
        var (first, second) = (await CreateAsync(host), await CreateAsync(host));
        await SayAsync(host, first, """{"text":"x"}""");
        await CreateAsync(host);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync($"/api/conversations/{first}/report", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.DeleteAsync($"/api/conversations/{second}", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_full_conversation_asks_for_a_new_one()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var id = await CreateAsync(host);
        for (var i = 0; i < 200; i++)
            await SayAsync(host, id, """{"text":"x"}""");
        using var reply = await host.Client.PostAsync($"/api/conversations/{id}/messages", Json("""{"text":"x"}"""), Stop);
        Assert.Equal(HttpStatusCode.Conflict, reply.StatusCode);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<string> CreateAsync(RunningHost host)
    {
        using var reply = await host.Client.PostAsync("/api/conversations", null, Stop);
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        return JsonDocument.Parse(await reply.Content.ReadAsByteArrayAsync(Stop)).RootElement.GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement> SayAsync(RunningHost host, string id, string body)
    {
        using var reply = await host.Client.PostAsync($"/api/conversations/{id}/messages", Json(body), Stop);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return JsonDocument.Parse(await reply.Content.ReadAsByteArrayAsync(Stop)).RootElement;
    }
}
