using System.Collections.Concurrent;
using System.Text;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Assistant.State;
using MemHelpBot.Conversations;
using MemHelpBot.Host.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemHelpBot.Host.Tests.Conversations;

/// <summary>What a channel may rely on: nothing accepted is lost, nothing is answered twice, replies come in order.</summary>
public sealed class ChannelDeskTests : IDisposable
{
    private static readonly ConversationKey Thread = new("chat", "team", "thread-1");
    private readonly string directory = Directory.CreateTempSubdirectory("memhelp-desk").FullName;
    private readonly FakeProduct product = new();
    private readonly ScriptedChannel channel = new();

    public void Dispose()
    {
        channel.Dispose();
        Directory.Delete(directory, true);
    }

    [Fact]
    public async Task A_message_is_answered_once_however_often_it_is_delivered()
    {
        await using var store = new LocalConversationStore(directory);
        using var desk = Desk(store);
        await desk.StartAsync(TestContext.Current.CancellationToken);

        Assert.True(await AcceptAsync(desk, Message("1", "first")));
        Assert.False(await AcceptAsync(desk, Message("1", "first")));
        Assert.True(await AcceptAsync(desk, Message("2", "second")));
        await channel.Shown(2);
        Assert.False(await AcceptAsync(desk, Message("1", "first")));
        await desk.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["1", "2"], channel.Taken.Select(d => d.Message.Id));
        Assert.Equal(2, product.Assistant.Turns.Count);
        Assert.All(channel.Taken, d => Assert.Equal("to:thread-1", d.Message.Address));
    }

    [Fact]
    public async Task A_reply_that_the_service_did_not_take_is_tried_again_with_the_same_answer()
    {
        await using var store = new LocalConversationStore(directory);
        using var desk = Desk(store);
        channel.Refusals = 2;
        await desk.StartAsync(TestContext.Current.CancellationToken);

        await AcceptAsync(desk, Message("1", "text"));
        await channel.Shown(1);
        await desk.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, channel.Tried.Count);
        Assert.Single(channel.Tried.Select(d => d.AnswerId).Distinct());
    }

    [Fact]
    public async Task What_was_accepted_before_the_process_ended_is_answered_by_the_next_one()
    {
        await using (var store = new LocalConversationStore(directory))
        using (var desk = Desk(store))
        {
            // Never started: it ends after the acknowledgement and before the answer.
            Assert.True(await AcceptAsync(desk, Message("1", "kept", new ChannelFile("free.txt", Encoding.UTF8.GetBytes("MemFree: 1 kB")))));
        }

        await using var later = new LocalConversationStore(directory);
        using var next = Desk(later);
        await next.StartAsync(TestContext.Current.CancellationToken);
        await channel.Shown(1);
        await next.StopAsync(TestContext.Current.CancellationToken);

        var delivery = Assert.Single(channel.Taken);
        Assert.Equal(("1", "to:thread-1"), (delivery.Message.Id, delivery.Message.Address));
        Assert.Equal("MemFree: 1 kB\n\nkept", Assert.Single(product.Assistant.Turns).Text);
    }

    [Fact]
    public async Task What_was_forgotten_is_not_answered_and_feedback_is_kept()
    {
        await using var store = new LocalConversationStore(directory);
        using var desk = Desk(store);
        await desk.StartAsync(TestContext.Current.CancellationToken);
        await AcceptAsync(desk, Message("1", "text"));
        await channel.Shown(1);

        Assert.True(await desk.AcceptAsync(new Feedback(Thread, channel.Taken.Single().AnswerId, "u1", false, "too long"), TestContext.Current.CancellationToken));
        Assert.False(await desk.AcceptAsync(new Feedback(Thread, "no-such-answer", "u1", true, ""), TestContext.Current.CancellationToken));
        Assert.Equal((false, "too long"), Assert.Single((await store.ReadAsync(Thread, TestContext.Current.CancellationToken)).Events.OfType<Rated>().Select(r => (r.Helpful, r.Reason))));
        await desk.ForgetAsync(Thread, TestContext.Current.CancellationToken);
        Assert.False(await desk.AcceptAsync(new Feedback(Thread, "", "u1", true, ""), TestContext.Current.CancellationToken));
        Assert.Empty((await store.ReadAsync(Thread, TestContext.Current.CancellationToken)).Events);
        await desk.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_thread_without_end_begins_anew_and_says_so()
    {
        await using var store = new LocalConversationStore(directory);
        using var desk = Desk(store);
        await desk.StartAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < ConversationDesk.MostMessages; i++)
            Assert.True(await AcceptAsync(desk, Message($"{i}", $"text {i}")));
        await channel.Shown(ConversationDesk.MostMessages);
        Assert.True(await AcceptAsync(desk, Message("last", "the last")));
        await channel.Shown(1);
        await desk.StopAsync(TestContext.Current.CancellationToken);

        Assert.Contains(product.Assistant.Turns.Last().Notices, n => n.Id == "begun-anew");
        Assert.DoesNotContain(product.Assistant.Turns.SkipLast(1), t => t.Notices.Count > 0);
        Assert.Single((await store.ReadAsync(Thread, TestContext.Current.CancellationToken)).Turns);
    }

    private ChannelDesk Desk(LocalConversationStore store)
    {
        var services = new ServiceCollection().AddSingleton<IChannel>(channel).BuildServiceProvider();
        var loading = new AssistantLoading(product, new HostSettings(), CancellationToken.None);
        return new ChannelDesk(new ConversationDesk(store, TimeProvider.System), loading, product, services, TimeProvider.System, NullLogger<ChannelDesk>.Instance);
    }

    private static async Task<bool> AcceptAsync(ChannelDesk desk, ChannelMessage message) => await desk.AcceptAsync(message, TestContext.Current.CancellationToken);

    private static ChannelMessage Message(string id, string text, params IReadOnlyList<ChannelFile> files) =>
        new() { Conversation = Thread, Id = id, User = "u1", Text = text, Files = files, Address = "to:thread-1" };

    /// <summary>Refuses as often as it is told to, then takes every reply.</summary>
    private sealed class ScriptedChannel : IChannel, IDisposable
    {
        private readonly SemaphoreSlim shown = new(0);

        public string Name => "chat";

        public int Refusals { get; set; }

        public ConcurrentQueue<ChannelReply> Tried { get; } = new();

        public ConcurrentQueue<ChannelReply> Taken { get; } = new();

        public ValueTask DeliverAsync(ChannelReply delivery, CancellationToken cancellationToken)
        {
            Tried.Enqueue(delivery);
            if (Refusals-- > 0)
                throw new ChannelUnavailableException("busy", TimeSpan.FromMilliseconds(10), null);
            Taken.Enqueue(delivery);
            shown.Release();
            return ValueTask.CompletedTask;
        }

        public void Dispose() => shown.Dispose();

        public async Task Shown(int count)
        {
            for (; count > 0; count--)
                Assert.True(await shown.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken), "no reply came");
        }
    }
}
