using MemHelpBot.Answers.Model;
using MemHelpBot.Assistant.State;
using MemHelpBot.Facts;

namespace MemHelpBot.Assistant.Tests.State;

/// <summary>No acknowledged message is lost and none is answered twice, wherever the process ends.</summary>
public sealed class DeskTests
{
    private static readonly ConversationKey Key = new("web", "", "c1");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_that_ends_at_any_write_loses_and_doubles_nothing()
    {
        // One turn makes three writes; after each the process ends, and another goes on with what is stored.
        for (var crash = 0; crash < 8; crash++)
        {
            await using var kept = new MemoryConversationStore();
            var sent = new List<string>();
            var acknowledged = new List<string>();
            var failing = new FailingStore(kept) { Left = crash };
            var desk = new ConversationDesk(failing, TimeProvider.System);
            await RunAsync(desk, ["m1", "m2"], acknowledged, sent);
            // After the restart the channel delivers again what was not acknowledged, and once more what was.
            var after = new ConversationDesk(kept, TimeProvider.System);
            var echo = new Echo();
            foreach (var (key, message) in await after.UnfinishedAsync("web", cancellationToken: Stop))
            {
                sent.Add((await after.AnswerAsync(echo, key, message, Stop))!.AnswerId);
                await after.SentAsync(key, message, Stop);
            }

            await RunAsync(after, ["m1", "m2"], acknowledged, sent);
            var record = await kept.ReadAsync(Key, Stop);
            Assert.Equal(["m1", "m2"], record.Turns.Select(t => t.Message.Id));
            Assert.Equal(2, sent.Distinct().Count());
            Assert.False(record.IsUnfinished);
            // At most the one whose sending was not noted reaches the channel a second time, under the same id.
            Assert.InRange(sent.Count, 2, 3);
        }
    }

    [Fact]
    public async Task A_second_delivery_gets_the_same_answer_and_tells_nothing_twice()
    {
        await using var store = new MemoryConversationStore();
        var desk = new ConversationDesk(store, TimeProvider.System);
        var echo = new Echo();
        Assert.Equal(Receipt.New, await desk.ReceiveAsync(Key, In("m1", "one"), Stop));
        var first = await desk.AnswerAsync(echo, Key, "m1", Stop);
        Assert.Equal(Receipt.Known, await desk.ReceiveAsync(Key, In("m1", "one"), Stop));
        var second = await desk.AnswerAsync(echo, Key, "m1", Stop);
        Assert.Equal((first!.AnswerId, first.Reply.Text, true), (second!.AnswerId, second.Reply.Text, second.Again));
        await desk.ReceiveAsync(Key, In("m2", "two"), Stop);
        Assert.Equal("2: two", (await desk.AnswerAsync(echo, Key, "m2", Stop))!.Reply.Text);
    }

    [Fact]
    public async Task Messages_are_answered_in_the_order_they_came()
    {
        await using var store = new MemoryConversationStore();
        var desk = new ConversationDesk(store, TimeProvider.System);
        foreach (var id in new[] { "m1", "m2", "m3" })
            await desk.ReceiveAsync(Key, In(id, id), Stop);
        var echo = new Echo();
        var answers = await Task.WhenAll(new[] { "m3", "m1", "m2" }.Select(m => desk.AnswerAsync(echo, Key, m, Stop).AsTask()));
        Assert.Equal(["3: m3", "1: m1", "2: m2"], answers.Select(a => a!.Reply.Text));
        Assert.Equal(["m1", "m2", "m3"], (await store.ReadAsync(Key, Stop)).Turns.Select(t => t.Message.Id));
    }

    [Fact]
    public async Task Only_masked_text_is_stored_and_the_sender_reads_their_own()
    {
        await using var store = new MemoryConversationStore();
        var desk = new ConversationDesk(store, TimeProvider.System);
        await desk.ReceiveAsync(Key, In("m1", "password=s3cr3t!x on n1"), Stop);
        Assert.Equal("password=masked-password-1 on n1", (await store.ReadAsync(Key, Stop)).Message("m1")!.Text);
        var delivery = (await desk.AnswerAsync(new Echo(), Key, "m1", Stop))!;
        Assert.Equal("1: password=masked-password-1 on n1", delivery.Reply.Text);
        Assert.Equal("1: password=s3cr3t!x on n1", delivery.Restore(delivery.Reply.Text, null));
        // After a restart the placeholder stays one, and is not given to another secret.
        var after = new ConversationDesk(store, TimeProvider.System);
        await after.ReceiveAsync(Key, In("m2", "password=0ther!!pw"), Stop);
        Assert.Equal("password=masked-password-2", (await store.ReadAsync(Key, Stop)).Message("m2")!.Text);
    }

    [Fact]
    public async Task A_turn_that_fails_leaves_the_conversation_as_it_was()
    {
        await using var store = new MemoryConversationStore();
        var desk = new ConversationDesk(store, TimeProvider.System);
        var echo = new Echo();
        await desk.ReceiveAsync(Key, In("m1", "one"), Stop);
        await desk.AnswerAsync(echo, Key, "m1", Stop);
        await desk.ReceiveAsync(Key, In("m2", "two"), Stop);
        echo.Fails = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => desk.AnswerAsync(echo, Key, "m2", Stop).AsTask());
        echo.Fails = false;
        Assert.Equal("2: two", (await desk.AnswerAsync(echo, Key, "m2", Stop))!.Reply.Text);
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_is_told_so_everywhere_and_counts_no_longer()
    {
        await using var store = new MemoryConversationStore();
        var desk = new ConversationDesk(store, TimeProvider.System);
        var echo = new Echo { FailsOn = "poison" };
        foreach (var id in new[] { "one", "poison", "two" })
            await desk.ReceiveAsync(Key, In(id, id), Stop);
        for (var i = 1; i < ConversationDesk.MostTries; i++)
            await Assert.ThrowsAsync<InvalidOperationException>(() => desk.AnswerAsync(echo, Key, "two", Stop).AsTask());
        var next = (await desk.AnswerAsync(echo, Key, "two", Stop))!;
        Assert.Equal(("2: two", 1), (next.Reply.Text, next.Message));
        var after = new ConversationDesk(store, TimeProvider.System);
        var again = (await after.AnswerAsync(echo, Key, "poison", Stop))!;
        Assert.Equal(("says Unread", true), (again.Reply.Text, again.Again));
        var record = await store.ReadAsync(Key, Stop);
        Assert.Equal(["one", "two"], record.Read.Select(t => t.Message.Id));
        var told = new List<string>();
        await foreach (var (_, delivery) in after.ReplayAsync(echo, record, 10, Stop))
            told.Add(delivery.Reply.Text);
        await foreach (var (_, delivery) in after.RetellAsync(echo, Key, "poison", Stop))
            told.Add(delivery.Reply.Text);
        Assert.Equal(["1: one", "says Unread", "2: two", "says Unread", "2: two"], told);
    }

    [Fact]
    public async Task What_another_replica_forgot_and_heard_since_is_not_taken_for_what_this_one_remembers()
    {
        await using var store = new MemoryConversationStore();
        ConversationDesk[] replicas = [new(store, TimeProvider.System), new(store, TimeProvider.System)];
        foreach (var id in new[] { "m1", "m2" })
        {
            await replicas[0].ReceiveAsync(Key, In(id, id), Stop);
            await replicas[0].AnswerAsync(new Echo(), Key, id, Stop);
        }

        await replicas[1].ForgetAsync(Key, Stop);
        foreach (var id in new[] { "n1", "n2" })
        {
            await replicas[1].ReceiveAsync(Key, In(id, id), Stop);
            await replicas[1].AnswerAsync(new Echo(), Key, id, Stop);
        }

        await replicas[0].ReceiveAsync(Key, In("n3", "n3"), Stop);
        var delivery = (await replicas[0].AnswerAsync(new Echo(), Key, "n3", Stop))!;
        Assert.Equal(["n1", "n2", "n3"], delivery.Messages);
    }

    [Fact]
    public async Task Two_replicas_answer_a_message_once()
    {
        await using var store = new MemoryConversationStore();
        ConversationDesk[] replicas = [new(store, TimeProvider.System), new(store, TimeProvider.System)];
        for (var i = 0; i < 20; i++)
        {
            var id = $"m{i}";
            var receipts = await Task.WhenAll(replicas.Select(r => r.ReceiveAsync(Key, In(id, id), Stop).AsTask()));
            Assert.Single(receipts, r => r == Receipt.New);
            var deliveries = await Task.WhenAll(replicas.Select(r => r.AnswerAsync(new Echo(), Key, id, Stop).AsTask()));
            Assert.Single(deliveries, d => !d!.Again);
            Assert.All(deliveries, d => Assert.Equal($"{i + 1}: {id}", d!.Reply.Text));
        }
    }

    [Fact]
    public async Task Feedback_is_kept_masked_and_the_last_word_counts()
    {
        await using var store = new MemoryConversationStore();
        var desk = new ConversationDesk(store, TimeProvider.System);
        await desk.ReceiveAsync(Key, In("m1", "one"), Stop);
        var answer = (await desk.AnswerAsync(new Echo(), Key, "m1", Stop))!.AnswerId;
        Assert.False(await desk.RateAsync(Key, "no such answer", "ada", true, null, Stop));
        Assert.True(await desk.RateAsync(Key, answer, "ada", true, null, Stop));
        Assert.True(await desk.RateAsync(Key, answer, "ada", false, "write to ada@example.org", Stop));
        var rated = Assert.Single((await store.ReadAsync(Key, Stop)).Ratings);
        Assert.Equal((false, "write to masked-email-1"), (rated.Helpful, rated.Reason));
    }

    private static InboundMessage In(string id, string text) => new(id, "ada", new Turn(text));

    private static async Task RunAsync(ConversationDesk desk, string[] messages, List<string> acknowledged, List<string> sent)
    {
        try
        {
            foreach (var message in messages)
            {
                var receipt = await desk.ReceiveAsync(Key, In(message, message), Stop);
                acknowledged.Add(message);
                if (receipt == Receipt.Known)
                    continue;
                sent.Add((await desk.AnswerAsync(new Echo(), Key, message, Stop))!.AnswerId);
                await desk.SentAsync(Key, message, Stop);
            }
        }
        catch (IOException)
        {
            // The process ended here.
        }
    }

    /// <summary>Says what it was told, and how many messages that makes.</summary>
    private sealed class Echo : IAssistant
    {
        public bool Fails { get; set; }

        public string? FailsOn { get; init; }

        public ValueTask<Reply> ReplyAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken = default)
        {
            var answer = new Answer("en", [], FactSet.Empty, [], [], [], "", [], [], [], []);
            if (turn.Says is { } says)
                return ValueTask.FromResult(new Reply(answer, $"says {says}", true));
            conversation.Add(turn.Text, conversation.Read(turn));
            if (Fails || turn.Text == FailsOn)
                throw new InvalidOperationException("on purpose");
            return ValueTask.FromResult(new Reply(answer, $"{conversation.Messages.Count}: {turn.Text}", false));
        }
    }

    /// <summary>A store whose process ends after so many writes.</summary>
    private sealed class FailingStore(IConversationStore inner) : IConversationStore
    {
        public int Left { get; set; }

        public ValueTask<bool> AppendAsync(ConversationKey key, ConversationEvent next, CancellationToken cancellationToken = default) =>
            Left-- > 0 ? inner.AppendAsync(key, next, cancellationToken) : throw new IOException("the process ended");

        public ValueTask<ConversationRecord> ReadAsync(ConversationKey key, CancellationToken cancellationToken = default) => inner.ReadAsync(key, cancellationToken);

        public ValueTask<IAsyncDisposable> EnterAsync(ConversationKey key, CancellationToken cancellationToken = default) => inner.EnterAsync(key, cancellationToken);

        public ValueTask<ConversationRecord?> FindAsync(string digest, CancellationToken cancellationToken = default) => inner.FindAsync(digest, cancellationToken);

        public IAsyncEnumerable<ConversationRecord> AllAsync(CancellationToken cancellationToken = default) => inner.AllAsync(cancellationToken);

        public ValueTask<bool> ForgetAsync(ConversationKey key, CancellationToken cancellationToken = default) => inner.ForgetAsync(key, cancellationToken);

        public ValueTask<int> ForgetUnusedSinceAsync(DateTimeOffset time, CancellationToken cancellationToken = default) => inner.ForgetUnusedSinceAsync(time, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
