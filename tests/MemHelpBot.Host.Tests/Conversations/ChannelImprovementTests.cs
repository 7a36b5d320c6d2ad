using System.Collections.Concurrent;
using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Assistant.State;
using MemHelpBot.Conversations;
using MemHelpBot.Host.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemHelpBot.Host.Tests.Conversations;

/// <summary>Better words for a reply come after it, in its place, and hold nothing up.</summary>
public sealed class ChannelImprovementTests
{
    private static readonly ConversationKey Thread = new("chat", "team", "thread-1");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reply_is_delivered_first_and_put_into_better_words_once()
    {
        var (assistant, channel) = (new ImprovingAssistant(), new Recorder());
        await using var running = await RunningDesk.StartAsync(assistant, channel);
        await running.AcceptAsync("1");
        await UntilAsync(() => channel.Events.Count == 2);
        await running.AcceptAsync("2");
        await UntilAsync(() => channel.Events.Count == 4);
        Assert.Equal(["delivered 1", "improved 1", "delivered 2", "improved 2"], channel.Events);
        Assert.Equal(2, assistant.Asked);
    }

    [Fact]
    public async Task The_next_message_does_not_wait_for_a_model_that_hangs()
    {
        var (assistant, channel) = (new ImprovingAssistant { Hold = new TaskCompletionSource() }, new Recorder());
        await using var running = await RunningDesk.StartAsync(assistant, channel);
        for (var i = 1; i <= 6; i++)
            await running.AcceptAsync($"{i}");
        await UntilAsync(() => channel.Events.Count == 6);
        Assert.Equal(Enumerable.Range(1, 6).Select(i => $"delivered {i}"), channel.Events);
        assistant.Hold.SetResult();
        await UntilAsync(() => channel.Events.Count == 12);
    }

    [Fact]
    public async Task A_channel_that_shows_no_better_words_costs_no_question_to_the_model()
    {
        var (assistant, channel) = (new ImprovingAssistant(), new Recorder { TakesImprovements = false });
        await using var running = await RunningDesk.StartAsync(assistant, channel);
        await running.AcceptAsync("1");
        await running.AcceptAsync("2");
        await UntilAsync(() => channel.Events.Count == 2);
        await running.DisposeAsync();
        Assert.Equal(0, assistant.Asked);
    }

    [Fact]
    public async Task What_was_forgotten_meanwhile_is_not_written_of_again()
    {
        var (assistant, channel) = (new ImprovingAssistant { Hold = new TaskCompletionSource() }, new Recorder());
        await using var running = await RunningDesk.StartAsync(assistant, channel);
        await running.AcceptAsync("1");
        await UntilAsync(() => assistant.Asked == 1);
        await running.Desk.ForgetAsync(Thread, Stop);
        assistant.Hold.SetResult();
        await running.AcceptAsync("2");
        await UntilAsync(() => channel.Events.Contains("improved 2"));
        Assert.DoesNotContain("improved 1", channel.Events);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_leaves_the_reply_as_it_was_and_stops_nothing(bool ofTheModel)
    {
        var (assistant, channel) = (new ImprovingAssistant { Fails = ofTheModel }, new Recorder { Fails = !ofTheModel });
        await using var running = await RunningDesk.StartAsync(assistant, channel);
        await running.AcceptAsync("1");
        await running.AcceptAsync("2");
        await UntilAsync(() => channel.Events.Count == 2 && assistant.Asked == 2);
        (assistant.Fails, channel.Fails) = (false, false);
        await running.AcceptAsync("3");
        await UntilAsync(() => channel.Events.Contains("improved 3"));
        Assert.Equal(["delivered 1", "delivered 2", "delivered 3", "improved 3"], channel.Events);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 3000 && !condition(); i++)
            await Task.Delay(20, Stop);
        Assert.True(condition());
    }

    private sealed class RunningDesk(ChannelDesk desk, MemoryConversationStore store) : IAsyncDisposable
    {
        public ChannelDesk Desk => desk;

        public static async Task<RunningDesk> StartAsync(IAssistant assistant, IChannel channel)
        {
            var product = new FakeProduct { Opening = () => Task.FromResult(new OpenedProduct(assistant, [])) };
            var services = new ServiceCollection().AddSingleton(channel).BuildServiceProvider();
            var loading = new AssistantLoading(product, new HostSettings(), CancellationToken.None);
            var store = new MemoryConversationStore();
            var desk = new ChannelDesk(new ConversationDesk(store, TimeProvider.System), loading, product, services, TimeProvider.System, NullLogger<ChannelDesk>.Instance);
            await desk.StartAsync(Stop);
            return new RunningDesk(desk, store);
        }

        public ValueTask<bool> AcceptAsync(string id) =>
            desk.AcceptAsync(new ChannelMessage { Conversation = Thread, Id = id, User = "u1", Text = "text " + id, Address = "to" }, Stop);

        public async ValueTask DisposeAsync()
        {
            await desk.StopAsync(CancellationToken.None);
            desk.Dispose();
            await store.DisposeAsync();
        }
    }

    private sealed class Recorder : IChannel
    {
        public string Name => "chat";

        public bool TakesImprovements { get; init; } = true;

        public bool Fails { get; set; }

        public ConcurrentQueue<string> Events { get; } = new();

        public ValueTask DeliverAsync(ChannelReply delivery, CancellationToken cancellationToken)
        {
            Assert.False(delivery.Reply.WrittenByModel);
            Events.Enqueue("delivered " + delivery.Message.Id);
            return ValueTask.CompletedTask;
        }

        public ValueTask ImproveAsync(ChannelReply better, CancellationToken cancellationToken)
        {
            if (Fails)
                throw new ChannelUnavailableException("busy");
            Assert.True(better.Reply.WrittenByModel);
            Events.Enqueue("improved " + better.Message.Id);
            return ValueTask.CompletedTask;
        }
    }
}
