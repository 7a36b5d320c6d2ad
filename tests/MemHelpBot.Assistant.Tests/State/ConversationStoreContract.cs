using MemHelpBot.Assistant.State;

namespace MemHelpBot.Assistant.Tests.State;

/// <summary>What every store of conversations keeps to.</summary>
public abstract class ConversationStoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 4, 1, 12, 0, 0, TimeSpan.Zero);

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A store on the same place each time it is asked within a test.</summary>
    protected abstract ValueTask<IConversationStore> OpenAsync();

    [Fact]
    public async Task What_was_added_is_there_after_a_restart()
    {
        var key = Key();
        ConversationEvent[] events = [new Opened(Noon), Message("m1", "Zażółć 内存 \"x\"\n\ud83d\ude00\tL2\r\n"), Answer("m1"), new Sent(Noon, "m1"), new Rated(Noon, "a-m1", "ada", false, "wrong node")];
        await using (var store = await OpenAsync())
        {
            foreach (var happened in events)
                Assert.True(await store.AppendAsync(key, happened, Stop));
        }

        if (!Survives)
            return;
        await using var again = await OpenAsync();
        var record = await again.ReadAsync(key, Stop);
        Assert.Equal(events.Select(StateJson.Write), record.Events.Select(StateJson.Write));
        Assert.False(record.IsUnfinished);
    }

    [Fact]
    public async Task A_message_is_taken_once_and_answered_once()
    {
        await using var store = await OpenAsync();
        var key = Key();
        Assert.True(await store.AppendAsync(key, Message("m1", "a"), Stop));
        Assert.False(await store.AppendAsync(key, Message("m1", "a again"), Stop));
        Assert.Equal("m1", Assert.Single((await store.ReadAsync(key, Stop)).Waiting).Id);
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.AppendAsync(key, Answer("m1"), Stop).AsTask()));
        Assert.Single(taken, t => t);
        Assert.Equal("a-m1", Assert.Single((await store.ReadAsync(key, Stop)).Unsent).Id);
    }

    [Fact]
    public async Task Nothing_is_answered_sent_or_rated_that_is_not_there()
    {
        await using var store = await OpenAsync();
        var key = Key();
        Assert.False(await store.AppendAsync(key, Answer("m1"), Stop));
        Assert.False(await store.AppendAsync(key, new Sent(Noon, "m1"), Stop));
        Assert.False(await store.AppendAsync(key, new Rated(Noon, "a-m1", "", true, null), Stop));
        Assert.Empty((await store.ReadAsync(key, Stop)).Events);
    }

    [Fact]
    public async Task Nobody_reads_a_conversation_of_another()
    {
        await using var store = await OpenAsync();
        var key = new ConversationKey("teams", "contoso", Guid.NewGuid().ToString(), "ada");
        await store.AppendAsync(key, Message("m1", "secret plans"), Stop);
        ConversationKey[] others = [key with { Channel = "slack" }, key with { Tenant = "fabrikam" }, key with { User = "bob" }, key with { User = "" }, key with { Id = key.Id + " " }, key with { Tenant = "contoso" + key.Id, Id = "" }];
        foreach (var other in others)
        {
            Assert.Empty((await store.ReadAsync(other, Stop)).Events);
            Assert.False(await store.ForgetAsync(other, Stop));
        }

        Assert.Single((await store.ReadAsync(key, Stop)).Events);
    }

    [Fact]
    public async Task What_is_forgotten_is_gone_and_is_not_answered_any_more()
    {
        await using var store = await OpenAsync();
        var (key, kept) = (Key(), Key());
        await store.AppendAsync(key, Message("m1", "a"), Stop);
        await store.AppendAsync(kept, Message("m1", "b"), Stop);
        Assert.True(await store.ForgetAsync(key, Stop));
        Assert.False(await store.ForgetAsync(key, Stop));
        Assert.False(await store.AppendAsync(key, Answer("m1"), Stop));
        Assert.Empty((await store.ReadAsync(key, Stop)).Events);
        Assert.Single((await store.ReadAsync(kept, Stop)).Events);
    }

    [Fact]
    public async Task Conversations_beyond_an_age_go()
    {
        await using var store = await OpenAsync();
        var (old, young) = (Key(), Key());
        await store.AppendAsync(old, Message("m1", "a"), Stop);
        await store.AppendAsync(young, Message("m1", "a"), Stop);
        await store.AppendAsync(young, Answer("m1") with { At = Noon.AddDays(9) }, Stop);
        Assert.Equal(1, await store.ForgetUnusedSinceAsync(Noon.AddDays(1), Stop));
        Assert.Empty((await store.ReadAsync(old, Stop)).Events);
        Assert.Equal(2, (await store.ReadAsync(young, Stop)).Events.Count);
    }

    [Fact]
    public async Task Every_conversation_is_listed()
    {
        await using var store = await OpenAsync();
        ConversationKey[] keys = [Key(), Key(), Key()];
        foreach (var key in keys)
            await store.AppendAsync(key, Message("m1", "a"), Stop);
        var all = new List<ConversationKey>();
        await foreach (var record in store.AllAsync(Stop))
            all.Add(record.Key);
        Assert.All(keys, k => Assert.Contains(k, all));
    }

    [Fact]
    public async Task One_turn_at_a_time_has_a_conversation()
    {
        await using var store = await OpenAsync();
        var key = Key();
        var (inside, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await using var turn = await store.EnterAsync(key, Stop);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            await store.AppendAsync(key, Message(Guid.NewGuid().ToString(), "a"), Stop);
            Interlocked.Decrement(ref inside);
        }));
        Assert.Equal(1, most);
        await using var first = await store.EnterAsync(key, Stop);
        await using var other = await store.EnterAsync(Key(), Stop);
        using var patience = new CancellationTokenSource();
        var second = store.EnterAsync(key, patience.Token).AsTask();
        Assert.False(second.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    [Fact]
    public async Task Texts_of_any_size_and_kind_come_back()
    {
        await using var store = await OpenAsync();
        var key = Key();
        var text = new string('x', 3_000_000) + "\u0001\u001b[31m\u2028" + string.Concat(Enumerable.Repeat("内存不足\n", 1000));
        await store.AppendAsync(key, Message("m1", text), Stop);
        Assert.Equal(text, (await store.ReadAsync(key, Stop)).Message("m1")!.Text);
    }

    /// <summary>Whether the store outlives the process.</summary>
    protected virtual bool Survives => true;

    protected static ConversationKey Key() => new("web", "", Guid.NewGuid().ToString("n"));

    protected static Received Message(string id, string text) => new(Noon, id, "ada", text, "auto", "root", [new StoredNotice("utf-16", "It was UTF-16.")]);

    protected static Answered Answer(string message) => new(
        Noon, message, "a-" + message, false, new ConversationMemory { Role = "root", Language = "pl", Asked = "meminfo", Proposed = ["drop-caches"] },
        new AnswerEvidence("kernel-oom", [new StoredCause("cgroup-limit", "confirmed")], ["L1"], ["raise-limit"], "The limit was reached."));
}
