using System.Collections.Concurrent;
using System.Text;
using MemHelpBot.Answers;
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

    [Fact]
    public async Task What_comes_behind_a_wish_to_be_forgotten_is_answered_and_stays()
    {
        await using var store = new LocalConversationStore(directory);
        using var desk = Desk(store);
        var pasted = new TaskCompletionSource();
        product.Assistant.Before = turn => turn.Text == FakeAssistant.Forget ? pasted.Task : Task.CompletedTask;
        await desk.StartAsync(Stop);
        await AcceptAsync(desk, Message("0", "told before"));
        await AcceptAsync(desk, Message("1", FakeAssistant.Forget));
        await AcceptAsync(desk, Message("2", "a paste"));
        pasted.SetResult();
        await channel.Shown(3);
        await desk.StopAsync(Stop);

        Assert.Equal([("0", false), ("1", true), ("2", false)], channel.Taken.Select(d => (d.Message.Id, d.Reply.Forgets)));
        var record = await store.ReadAsync(Thread, Stop);
        Assert.Equal(["2"], record.Turns.Select(t => t.Message.Id));
        Assert.DoesNotContain("told before", string.Concat(Directory.EnumerateFiles(directory, "*.journal").Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_farewell_that_was_refused_and_then_cut_off_is_sent_by_the_next_process()
    {
        await using (var store = new LocalConversationStore(directory))
        {
            using var desk = Desk(store);
            channel.Refusals = int.MaxValue;
            await desk.StartAsync(Stop);
            await AcceptAsync(desk, Message("1", "told before"));
            channel.Refusals = 0;
            await channel.Shown(1);
            channel.Refusals = int.MaxValue;
            await AcceptAsync(desk, Message("2", FakeAssistant.Forget));
            await UntilAsync(() => channel.Tried.Count(d => d.Message.Id == "2") >= 2);
            await desk.StopAsync(Stop);
            // It holds nothing of what was said.
            Assert.DoesNotContain("told", string.Concat(Directory.EnumerateFiles(directory, "*.journal").Select(File.ReadAllText)), StringComparison.Ordinal);
            Assert.True((await store.ReadAsync(Thread, Stop)).IsUnfinished);
        }

        channel.Refusals = 0;
        await using var later = new LocalConversationStore(directory);
        using var next = Desk(later);
        await next.StartAsync(Stop);
        await channel.Shown(1);
        await next.StopAsync(Stop);
        var farewells = channel.Tried.Where(d => d.Message.Id == "2").ToList();
        Assert.True(farewells[^1].Reply.Forgets);
        Assert.Equal("to:thread-1", farewells[^1].Message.Address);
        Assert.Single(farewells.Select(d => (d.AnswerId, d.Reply.Text)).Distinct());
        // Delivered, nothing of the conversation is left.
        Assert.Empty((await later.ReadAsync(Thread, Stop)).Events);
        Assert.Empty(Directory.EnumerateFiles(directory, "*.journal"));
    }

    [Fact]
    public async Task Messages_that_come_together_at_the_limit_are_all_answered()
    {
        await using var store = new LocalConversationStore(directory);
        using var desk = Desk(store);
        await desk.StartAsync(Stop);
        for (var i = 0; i < ConversationDesk.MostMessages; i++)
            await AcceptAsync(desk, Message($"{i}", $"text {i}"));
        await channel.Shown(ConversationDesk.MostMessages);
        var together = await Task.WhenAll(Enumerable.Range(1000, 16).Select(i => Task.Run(() => AcceptAsync(desk, Message($"{i}", $"text {i}")), Stop)));
        Assert.DoesNotContain(false, together);
        await channel.Shown(16);
        await desk.StopAsync(Stop);
        Assert.Equal(Enumerable.Range(1000, 16).Select(i => $"{i}"), channel.Taken.Skip(ConversationDesk.MostMessages).Select(d => d.Message.Id).Order());
        Assert.Equal(16, (await store.ReadAsync(Thread, Stop)).Turns.Count);
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_is_told_so_and_those_after_it_are_answered()
    {
        await using var store = new LocalConversationStore(directory);
        using var desk = Desk(store, new FastClock());
        product.Assistant.Before = turn => turn.Text == "poison" ? throw new InvalidOperationException("on purpose") : Task.CompletedTask;
        await desk.StartAsync(Stop);
        await AcceptAsync(desk, Message("1", "first"));
        await AcceptAsync(desk, Message("2", "poison"));
        await AcceptAsync(desk, Message("3", "third"));
        await channel.Shown(3);
        await desk.StopAsync(Stop);

        Assert.Equal(["1", "2", "3"], channel.Taken.Select(d => d.Message.Id));
        Assert.Equal(nameof(FocusKind.Unread), channel.Taken.ElementAt(1).Reply.Text);
        Assert.Equal(ConversationDesk.MostTries, product.Assistant.Turns.Count(t => t.Text == "poison"));
        var record = await store.ReadAsync(Thread, Stop);
        Assert.Equal([null, true, null], record.Turns.Select(t => t.Answer.IsUnread));
        Assert.False(record.IsUnfinished);
    }

    [Fact]
    public async Task A_reply_that_has_to_wait_holds_back_those_behind_it()
    {
        await using var store = new LocalConversationStore(directory);
        using var desk = Desk(store);
        for (var i = 1; i <= 3; i++)
            await AcceptAsync(desk, Message($"{i}", $"text {i}"));
        channel.Refusals = 2;
        await desk.StartAsync(Stop);
        await channel.Shown(3);
        await desk.StopAsync(Stop);
        Assert.Equal(["1", "2", "3"], channel.Taken.Select(d => d.Message.Id));
        Assert.Equal(["1", "1", "1", "2", "3"], channel.Tried.Select(d => d.Message.Id));
    }

    [Fact]
    public async Task A_delivery_that_hangs_ends_and_the_other_conversations_go_on()
    {
        await using var store = new LocalConversationStore(directory);
        using var desk = Desk(store, patience: TimeSpan.FromMilliseconds(100));
        channel.HangsFor = "hangs";
        await desk.StartAsync(Stop);
        await AcceptAsync(desk, Message("hangs", "text"));
        await UntilAsync(() => channel.Tried.Count == 1);
        // More conversations than queues: some of them stand behind the one that hangs.
        for (var i = 0; i < 32; i++)
            await AcceptAsync(desk, Message($"{i}", "text") with { Conversation = Thread with { Id = $"other-{i}" } });
        await channel.Shown(32);
        channel.HangsFor = null;
        await channel.Shown(1);
        await desk.StopAsync(Stop);
        Assert.Equal("hangs", channel.Taken.Last().Message.Id);
    }

    [Fact]
    public async Task A_reply_that_its_channel_cannot_show_by_a_fault_is_given_up_in_the_end_and_those_behind_it_are_shown()
    {
        await using var store = new LocalConversationStore(directory);
        using var desk = Desk(store, new FastClock(), TimeSpan.FromDays(1));
        channel.FaultFor = "1";
        await desk.StartAsync(Stop);
        await AcceptAsync(desk, Message("1", "text"));
        await AcceptAsync(desk, Message("2", "text"));
        await channel.Shown(1);
        await desk.StopAsync(Stop);
        Assert.Equal("2", Assert.Single(channel.Taken).Message.Id);
        Assert.Equal(8, channel.Tried.Count(d => d.Message.Id == "1"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var i = 0; i < 6000 && !isSo(); i++)
            await Task.Delay(10, Stop);
        Assert.True(isSo());
    }

    private ChannelDesk Desk(LocalConversationStore store, TimeProvider? clock = null, TimeSpan? patience = null)
    {
        var services = new ServiceCollection().AddSingleton<IChannel>(channel).BuildServiceProvider();
        var loading = new AssistantLoading(product, new HostSettings(), CancellationToken.None);
        return new ChannelDesk(new ConversationDesk(store, TimeProvider.System), loading, product, services, clock ?? TimeProvider.System, NullLogger<ChannelDesk>.Instance)
        {
            DeliveryPatience = patience ?? TimeSpan.FromMinutes(2),
        };
    }

    private static async Task<bool> AcceptAsync(ChannelDesk desk, ChannelMessage message) => await desk.AcceptAsync(message, TestContext.Current.CancellationToken);

    private static ChannelMessage Message(string id, string text, params IReadOnlyList<ChannelFile> files) =>
        new() { Conversation = Thread, Id = id, User = "u1", Text = text, Files = files, Address = "to:thread-1" };

    /// <summary>A clock by which a second of waiting is a millisecond.</summary>
    private sealed class FastClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime < TimeSpan.Zero ? dueTime : dueTime / 1000, period < TimeSpan.Zero ? period : period / 1000);
    }

    /// <summary>Refuses as often as it is told to, then takes every reply.</summary>
    private sealed class ScriptedChannel : IChannel, IDisposable
    {
        private readonly SemaphoreSlim shown = new(0);

        public string Name => "chat";

        public int Refusals { get; set; }

        /// <summary>The message whose reply is never taken and never refused.</summary>
        public string? HangsFor { get; set; }

        /// <summary>The message whose reply meets a fault.</summary>
        public string? FaultFor { get; set; }

        public ConcurrentQueue<ChannelReply> Tried { get; } = new();

        public ConcurrentQueue<ChannelReply> Taken { get; } = new();

        public ValueTask DeliverAsync(ChannelReply delivery, CancellationToken cancellationToken)
        {
            Tried.Enqueue(delivery);
            if (Refusals-- > 0)
                throw new ChannelUnavailableException("busy", TimeSpan.FromMilliseconds(10), null);
            if (delivery.Message.Id == FaultFor)
                throw new FormatException("on purpose");
            if (delivery.Message.Id == HangsFor)
                return new(Task.Delay(Timeout.Infinite, CancellationToken.None));
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
