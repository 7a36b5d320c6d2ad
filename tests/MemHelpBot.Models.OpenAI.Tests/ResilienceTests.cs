using MemHelpBot.Answers.Models;
using MemHelpBot.Models.OpenAI.Tests.Server;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Models.OpenAI.Tests;

/// <summary>How long a failing server is waited for, and when it is asked again: by a clock that the test puts forward.</summary>
public sealed class ResilienceTests
{
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly ChatMessage[] Hello = [new(ChatRole.System, "s"), new(ChatRole.User, "u")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("3", 3000)]
    [InlineData("0", 0)]
    public async Task It_waits_as_long_as_the_server_said(string retryAfter, int milliseconds)
    {
        var (_, waits) = await FailingOnceAsync((c, _) => Sse.ErrorAsync(c, 429, "rate_limit_exceeded", "busy", retryAfter));
        Assert.Equal(milliseconds == 0 ? [] : [TimeSpan.FromMilliseconds(milliseconds)], waits.Where(w => w > TimeSpan.Zero));
    }

    [Fact]
    public async Task Milliseconds_of_Azure_come_before_seconds()
    {
        var (_, waits) = await FailingOnceAsync((c, _) =>
        {
            c.Response.Headers["retry-after-ms"] = "1250";
            return Sse.ErrorAsync(c, 429, "rate_limit_exceeded", "busy", "60");
        });
        Assert.Equal([TimeSpan.FromMilliseconds(1250)], waits);
    }

    [Fact]
    public async Task A_date_is_understood_too()
    {
        var (clock, waits) = await FailingOnceAsync((c, _) => Sse.ErrorAsync(c, 503, "server_error", "busy", DateTimeOffset.UtcNow.AddSeconds(7).ToString("R")));
        Assert.InRange(Assert.Single(waits), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Otherwise_the_waits_grow_and_differ_by_chance()
    {
        var all = new List<TimeSpan>();
        for (var i = 0; i < 6; i++)
        {
            await using var server = await ModelServer.StartAsync();
            server.Play = (c, _) => server.Calls <= 2 ? Sse.ErrorAsync(c, 500, "server_error", "x") : Sse.TextAsync(c, "{}");
            var clock = new TestClock(Whole, First);
            using var client = new OpenAIChat(server.Settings(s => s with { Retries = 2 }), clock);
            await client.GetResponseAsync(Hello, null, Cancellation);
            Assert.Equal(2, clock.Waits.Count);
            Assert.All(clock.Waits, w => Assert.InRange(w, TimeSpan.Zero, TimeSpan.FromSeconds(8)));
            all.AddRange(clock.Waits);
        }

        Assert.True(all.Distinct().Count() > 6);
    }

    [Fact]
    public async Task A_wait_beyond_the_whole_time_is_not_begun()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = Adversaries.All["429 with a long Retry-After"];
        var clock = new TestClock(Whole, First);
        using var client = new OpenAIChat(server.Settings(s => s with { Retries = 3 }), clock);
        var failed = await Assert.ThrowsAsync<ModelUnavailableException>(() => client.GetResponseAsync(Hello, null, Cancellation));
        Assert.Equal((ModelFailure.RateLimited, 1, 0), (failed.Failure, server.Calls, clock.Waits.Count));
    }

    [Fact]
    public async Task A_first_token_that_does_not_come_is_tried_for_once_more()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, r) => server.Calls == 1 ? Adversaries.Slow["a slow first token"](c, r) : Sse.TextAsync(c, "{}");
        using var client = new OpenAIChat(server.Settings(s => s with { Retries = 1, FirstToken = TimeSpan.FromSeconds(3) }));
        Assert.Equal("{}", (await client.GetResponseAsync(Hello, null, Cancellation)).Text);
        Assert.Equal(2, server.Calls);
    }

    [Fact]
    public async Task An_open_circuit_closes_again_when_the_server_is_well()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = Adversaries.All["500"];
        var clock = new TestClock(Whole, First);
        using var client = new OpenAIChat(server.Settings(s => s with { Retries = 0 }), clock);
        for (var i = 0; i < 6; i++)
            await Assert.ThrowsAsync<ModelUnavailableException>(() => client.GetResponseAsync(Hello, null, Cancellation));
        Assert.Equal(ModelFailure.CircuitOpen, (await Assert.ThrowsAsync<ModelUnavailableException>(() => client.GetResponseAsync(Hello, null, Cancellation))).Failure);

        // Still ill: one question tells, and the circuit stays open.
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(ModelFailure.ServerError, (await Assert.ThrowsAsync<ModelUnavailableException>(() => client.GetResponseAsync(Hello, null, Cancellation))).Failure);
        Assert.Equal(ModelFailure.CircuitOpen, (await Assert.ThrowsAsync<ModelUnavailableException>(() => client.GetResponseAsync(Hello, null, Cancellation))).Failure);

        server.Play = (c, _) => Sse.TextAsync(c, "{}");
        clock.Advance(TimeSpan.FromSeconds(31));
        for (var i = 0; i < 3; i++)
            Assert.Equal("{}", (await client.GetResponseAsync(Hello, null, Cancellation)).Text);
    }

    [Fact]
    public async Task The_budget_is_full_again_after_an_hour()
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, _) => Sse.TextAsync(c, "{}");
        var clock = new TestClock(Whole, First);
        using var client = new OpenAIChat(server.Settings(s => s with { TokensPerHour = 2000 }), clock);
        await client.GetResponseAsync(Hello, null, Cancellation);
        Assert.Equal(ModelFailure.OverBudget, (await Assert.ThrowsAsync<ModelUnavailableException>(() => client.GetResponseAsync(Hello, null, Cancellation))).Failure);
        clock.Advance(TimeSpan.FromMinutes(61));
        await client.GetResponseAsync(Hello, null, Cancellation);
        Assert.Equal(2, server.Calls);
    }

    [Fact]
    public async Task All_questions_for_one_reply_share_its_time()
    {
        await using var server = await ModelServer.StartAsync();
        var clock = new TestClock(Whole, First);
        var outcomes = new List<ModelOutcome>();
        using var client = new OpenAIChat(server.Settings());
        var desk = new ModelDesk(client, Bench.Prompts, new ModelLimits(Whole, 8192), null, outcomes.Add, clock);
        var started = desk.Now;
        clock.Advance(TimeSpan.FromSeconds(21));
        Assert.Null(await desk.AskAsync("check-model", "en", [], started, Cancellation));
        Assert.Equal(("too-slow", 0), (Assert.Single(outcomes).Outcome, server.Calls));
    }

    private static async Task<(TestClock Clock, IReadOnlyList<TimeSpan> Waits)> FailingOnceAsync(Func<Microsoft.AspNetCore.Http.HttpContext, ChatRequest, Task> fail)
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = (c, r) => server.Calls == 1 ? fail(c, r) : Sse.TextAsync(c, "{}");
        var clock = new TestClock(Whole, First);
        using var client = new OpenAIChat(server.Settings(s => s with { Retries = 1 }), clock);
        Assert.Equal("{}", (await client.GetResponseAsync(Hello, null, Cancellation)).Text);
        Assert.Equal(2, server.Calls);
        return (clock, clock.Waits);
    }
}
