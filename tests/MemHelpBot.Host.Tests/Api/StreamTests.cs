using System.Net;
using System.Text.Json;
using MemHelpBot.Assistant;
using MemHelpBot.Host.Tests.Doubles;

namespace MemHelpBot.Host.Tests.Api;

/// <summary>A turn as server-sent events.</summary>
public sealed class StreamTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_message_is_acknowledged_before_it_is_answered_and_the_stages_are_real()
    {
        var product = new FakeProduct();
        var gate = new TaskCompletionSource();
        product.Assistant.Before = turn =>
        {
            turn.OnStage?.Invoke(TurnStage.Reading);
            return gate.Task;
        };
        await using var host = await RunningHost.StartAsync(product);
        var id = await host.Client.BeginAsync();
        await using var events = host.Client.StreamAsync(id, "why?", "m1").GetAsyncEnumerator(Stop);
        Assert.Equal(("received", "m1"), (await NextAsync(events), events.Current.Data.GetProperty("message").GetString()));
        Assert.Equal(("progress", "reading"), (await NextAsync(events), events.Current.Data.GetProperty("stage").GetString()));
        Assert.False(gate.Task.IsCompleted);
        gate.SetResult();
        Assert.Equal(("answer", Some.Markdown), (await NextAsync(events), events.Current.Data.GetProperty("text").GetString()));
        Assert.Equal("done", await NextAsync(events));
        Assert.False(await events.MoveNextAsync());
    }

    [Fact]
    public async Task A_real_turn_tells_its_stages_in_order_and_answers_what_JSON_answers()
    {
        await using var host = await RunningHost.StartRealAsync();
        var id = await host.Client.BeginAsync();
        var events = new List<(string Type, JsonElement Data)>();
        await foreach (var happened in host.Client.StreamAsync(id, RunningHost.Fixture("003-kvm-host.log"), "m1"))
            events.Add(happened);
        Assert.Equal(["reading", "diagnosing", "searching", "composing"], events.Where(e => e.Type == "progress").Select(e => e.Data.GetProperty("stage").GetString()).Where(s => s is not ("opening" or "waiting")));
        var answer = Assert.Single(events, e => e.Type == "answer").Data;
        Assert.Equal("done", events[^1].Type);
        // The same id once more, without a stream: the one answer.
        var again = await host.Client.SayAsync(id, "anything", ("Idempotency-Key", "m1"));
        Assert.Equal(answer.GetProperty("answer").GetRawText(), again.GetProperty("answer").GetRawText());
        Assert.Equal(answer.GetProperty("answerId").GetString(), again.GetProperty("answerId").GetString());
    }

    [Fact]
    public async Task A_known_message_is_streamed_again_and_answered_once()
    {
        var product = new FakeProduct();
        await using var host = await RunningHost.StartAsync(product);
        var id = await host.Client.BeginAsync();
        var first = await AllAsync(host, id, "m1");
        var second = await AllAsync(host, id, "m1");
        Assert.False(first[0].Data.GetProperty("known").GetBoolean());
        Assert.True(second[0].Data.GetProperty("known").GetBoolean());
        Assert.Equal(first.Single(e => e.Type == "answer").Data.GetProperty("answerId").GetString(), second.Single(e => e.Type == "answer").Data.GetProperty("answerId").GetString());
        Assert.Equal(1, (await host.Client.SayAsync(id, "next")).GetProperty("message").GetInt32());
    }

    [Fact]
    public async Task A_better_reply_comes_after_the_answer_and_before_the_end()
    {
        var product = new FakeProduct();
        product.Assistant.Better = reply => reply with { Text = "In better words." };
        await using var host = await RunningHost.StartAsync(product);
        var events = await AllAsync(host, await host.Client.BeginAsync(), "m1");
        Assert.Equal(["received", "answer", "progress", "better", "done"], events.Select(e => e.Type));
        Assert.Equal("improving", events[2].Data.GetProperty("stage").GetString());
        Assert.Equal(Some.Markdown, events[1].Data.GetProperty("text").GetString());
        Assert.Equal("In better words.", events[3].Data.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_model_that_fails_leaves_the_answer_and_ends_the_stream_in_order()
    {
        var product = new FakeProduct();
        product.Assistant.Better = _ => throw new InvalidOperationException("the model is away");
        await using var host = await RunningHost.StartAsync(product);
        Assert.Equal(["received", "answer", "progress", "done"], (await AllAsync(host, await host.Client.BeginAsync(), "m1")).Select(e => e.Type));
    }

    [Fact]
    public async Task A_failure_after_the_acknowledgement_is_an_event_that_quotes_nothing()
    {
        var product = new FakeProduct();
        product.Assistant.Before = turn => throw new InvalidOperationException("secret " + turn.Text);
        await using var host = await RunningHost.StartAsync(product);
        var id = await host.Client.BeginAsync();
        var events = await AllAsync(host, id, "m1");
        Assert.Equal(["received", "error"], events.Select(e => e.Type));
        Assert.Equal("internal", events[1].Data.Code());
        Assert.DoesNotContain("secret", events[1].Data.GetRawText(), StringComparison.Ordinal);
        // It is stored, so it is answered when it can be.
        product.Assistant.Before = _ => Task.CompletedTask;
        Assert.Equal("answer", (await AllAsync(host, id, "m1"))[1].Type);
    }

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/json")]
    [InlineData("text/event-stream;q=0, application/json")]
    public async Task Who_names_no_stream_gets_JSON(string accept)
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var id = await host.Client.BeginAsync();
        Assert.Equal(Some.Markdown, (await host.Client.SayAsync(id, "x", ("Accept", accept))).GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_message_taken_back_is_not_answered_does_not_count_and_leaves_no_text()
    {
        var product = new FakeProduct();
        await using var host = await RunningHost.StartAsync(product);
        var id = await host.Client.BeginAsync();
        var started = new TaskCompletionSource();
        product.Assistant.Before = _ =>
        {
            started.TrySetResult();
            return Task.Delay(Timeout.Infinite, Stop);
        };
        using (var given = CancellationTokenSource.CreateLinkedTokenSource(Stop))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/conversations/{id}/messages") { Content = ApiClient.Json("""{"text":"the wrong file"}"""), Headers = { { "Idempotency-Key", "m1" } } };
            var turn = host.Client.SendAsync(request, given.Token);
            await started.Task.WaitAsync(Stop);
            await given.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => turn);
        }

        product.Assistant.Before = _ => Task.CompletedTask;
        Assert.Equal(HttpStatusCode.NoContent, (await host.Client.AskAsync(HttpMethod.Delete, $"/api/conversations/{id}/messages/m1")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await host.Client.AskAsync(HttpMethod.Delete, $"/api/conversations/{id}/messages/m1")).Status);
        var (status, body) = await host.Client.AskAsync(HttpMethod.Post, $"/api/conversations/{id}/messages", """{"text":"again"}""", ("Idempotency-Key", "m1"));
        Assert.Equal((HttpStatusCode.Conflict, "withdrawn"), (status, body.Code()));
        var next = await host.Client.SayAsync(id, "the right file", ("Idempotency-Key", "m2"));
        Assert.Equal((0, false), (next.GetProperty("message").GetInt32(), next.GetProperty("isFollowUp").GetBoolean()));
        (status, body) = await host.Client.AskAsync(HttpMethod.Delete, $"/api/conversations/{id}/messages/m2");
        Assert.Equal((HttpStatusCode.Conflict, "answered"), (status, body.Code()));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.AskAsync(HttpMethod.Delete, $"/api/conversations/{id}/messages/m3")).Status);
        var shown = (await host.Client.AskAsync(HttpMethod.Get, $"/api/conversations/{id}")).Body;
        Assert.DoesNotContain("the wrong file", shown.GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<List<(string Type, JsonElement Data)>> AllAsync(RunningHost host, string id, string message)
    {
        var events = new List<(string Type, JsonElement Data)>();
        await foreach (var happened in host.Client.StreamAsync(id, "why?", message))
            events.Add(happened);
        return events;
    }

    private static async Task<string> NextAsync(IAsyncEnumerator<(string Type, JsonElement Data)> events)
    {
        Assert.True(await events.MoveNextAsync());
        // Waiting for its turn is no stage of it.
        return events.Current.Type == "progress" && events.Current.Data.GetProperty("stage").GetString() is "opening" or "waiting" ? await NextAsync(events) : events.Current.Type;
    }
}
