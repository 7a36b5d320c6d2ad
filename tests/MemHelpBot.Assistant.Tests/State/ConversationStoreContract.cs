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
    public async Task A_message_taken_back_is_never_answered_and_leaves_no_text()
    {
        await using var store = await OpenAsync();
        var key = Key();
        await store.AppendAsync(key, Message("m1", "the wrong file") with { Parts = [new("wrong.txt", 1, 1)] }, Stop);
        Assert.True(await store.AppendAsync(key, new Withdrawn(Noon, "m1"), Stop));
        Assert.False(await store.AppendAsync(key, new Withdrawn(Noon, "m1"), Stop));
        Assert.False(await store.AppendAsync(key, Answer("m1"), Stop));
        Assert.False(await store.AppendAsync(key, Message("m1", "again"), Stop));
        var record = await store.ReadAsync(key, Stop);
        Assert.Equal((false, ""), (record.IsUnfinished, record.Message("m1")!.Text));
        await store.AppendAsync(key, Message("m2", "b"), Stop);
        await store.AppendAsync(key, Answer("m2"), Stop);
        Assert.False(await store.AppendAsync(key, new Withdrawn(Noon, "m2"), Stop));
    }

    [Fact]
    public async Task A_conversation_is_found_by_the_digest_of_its_key()
    {
        await using var store = await OpenAsync();
        var key = Key();
        Assert.Null(await store.FindAsync(key.Digest, Stop));
        await store.AppendAsync(key, Message("m1", "a"), Stop);
        Assert.Equal(key, (await store.FindAsync(key.Digest, Stop))!.Key);
        await store.ForgetAsync(key, Stop);
        Assert.Null(await store.FindAsync(key.Digest, Stop));
    }

    [Fact]
    public async Task A_link_opens_its_report_until_it_expires_or_is_revoked()
    {
        await using var store = await OpenAsync();
        var key = Key();
        var clock = new Clock { Now = Noon };
        var links = new ReportLinks(store, clock);
        Assert.Null(await links.MakeAsync(key, TimeSpan.FromDays(1), Stop));
        await store.AppendAsync(key, Message("m1", "a"), Stop);
        await store.AppendAsync(key, Answer("m1"), Stop);
        var (first, token) = (await links.MakeAsync(key, TimeSpan.FromDays(1), Stop))!.Value;
        var (second, other) = (await links.MakeAsync(key, TimeSpan.FromDays(30), Stop))!.Value;
        Assert.Equal((key, "m1"), await OpenedAsync(token));
        Assert.DoesNotContain(token, string.Concat((await store.ReadAsync(key, Stop)).Events.Select(StateJson.Write)), StringComparison.Ordinal);
        Assert.True(await links.RevokeAsync(key, second.Id, Stop));
        Assert.False(await links.RevokeAsync(key, second.Id, Stop));
        Assert.False(await links.RevokeAsync(key, "none", Stop));
        Assert.Null(await links.OpenAsync(other, Stop));
        clock.Now = first.Expires.AddTicks(-1);
        Assert.Equal((key, "m1"), await OpenedAsync(token));
        clock.Now = first.Expires;
        Assert.Null(await links.OpenAsync(token, Stop));

        async Task<(ConversationKey, string)?> OpenedAsync(string which) => await links.OpenAsync(which, Stop) is var (found, link) ? (found, link.Message) : null;
    }

    [Fact]
    public async Task A_link_ends_when_its_person_starts_over_and_no_damaged_token_opens_anything()
    {
        await using var store = await OpenAsync();
        var key = Key();
        var links = new ReportLinks(store, new Clock { Now = Noon });
        await store.AppendAsync(key, Message("m1", "a"), Stop);
        await store.AppendAsync(key, Answer("m1"), Stop);
        var token = (await links.MakeAsync(key, TimeSpan.FromDays(1), Stop))!.Value.Token;
        for (var i = 0; i < token.Length; i++)
        {
            foreach (var c in "Aa_=.")
            {
                var damaged = $"{token[..i]}{c}{token[(i + 1)..]}";
                Assert.True(damaged == token || await links.OpenAsync(damaged, Stop) is null, damaged);
            }
        }

        foreach (var wrong in (string[])["", "../../etc/passwd", new string('A', 64), token + "A", token[1..]])
            Assert.Null(await links.OpenAsync(wrong, Stop));
        await store.AppendAsync(key, Message("m2", "start over"), Stop);
        await store.AppendAsync(key, Answer("m2") with { StartsOver = true }, Stop);
        Assert.Null(await links.OpenAsync(token, Stop));
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
    public async Task Who_asks_to_be_forgotten_leaves_what_waits_and_a_farewell_until_it_is_sent()
    {
        await using var store = await OpenAsync();
        var key = Key();
        var asked = Message("bye", "forget all of it") with { Address = "to" };
        foreach (var happened in new ConversationEvent[] { new Opened(Noon), Message("m1", "secret"), Answer("m1"), new Sent(Noon, "m1"), new Rated(Noon, "a-m1", "ada", true, null), asked, Message("next", "a paste") })
            Assert.True(await store.AppendAsync(key, happened, Stop));
        var forgotten = new Forgotten(Noon.AddMinutes(1), asked with { Text = "", Notices = [] }, "pl");
        Assert.True(await store.AppendAsync(key, forgotten, Stop));
        Assert.False(await store.AppendAsync(key, forgotten, Stop));
        Assert.False(await store.AppendAsync(key, asked, Stop));
        var record = await store.ReadAsync(key, Stop);
        Assert.Equal(["received:bye", "received:next"], record.Events.Select(e => e.Identity));
        Assert.Equal(("pl", "to", ""), (record.Farewell("bye")!.Language, record.Farewell("bye")!.Asked.Address, record.Farewell("bye")!.Asked.Text));
        Assert.Equal(["bye", "next"], record.Unfinished.Select(m => m.Id));
        Assert.True(await store.AppendAsync(key, new Sent(Noon.AddMinutes(2), "bye"), Stop));
        Assert.False(await store.AppendAsync(key, new Sent(Noon.AddMinutes(2), "bye"), Stop));
        Assert.Equal(["received:next"], (await store.ReadAsync(key, Stop)).Events.Select(e => e.Identity));
        Assert.True(await store.AppendAsync(key, Answer("next"), Stop));
    }

    [Fact]
    public async Task When_nothing_waits_a_farewell_that_was_sent_leaves_nothing()
    {
        await using var store = await OpenAsync();
        var key = Key();
        await store.AppendAsync(key, Message("m1", "forget"), Stop);
        await store.AppendAsync(key, new Forgotten(Noon, Message("m1", ""), "en"), Stop);
        await store.AppendAsync(key, new Sent(Noon, "m1"), Stop);
        Assert.Empty((await store.ReadAsync(key, Stop)).Events);
        Assert.Null(await store.FindAsync(key.Digest, Stop));
        Assert.False(await store.ForgetAsync(key, Stop));
    }

    [Fact]
    public async Task A_conversation_begins_anew_with_what_waits_once_nothing_is_on_its_way()
    {
        await using var store = await OpenAsync();
        var key = Key();
        var anew = new BegunAnew(Noon, "m2", new StoredNotice("begun-anew", "It began anew."));
        foreach (var happened in new ConversationEvent[] { Message("m1", "old"), Answer("m1"), Message("m2", "b"), Message("m3", "c") })
            await store.AppendAsync(key, happened, Stop);
        Assert.False(await store.AppendAsync(key, anew, Stop));
        await store.AppendAsync(key, new Sent(Noon, "m1"), Stop);
        Assert.True(await store.AppendAsync(key, anew, Stop));
        var record = await store.ReadAsync(key, Stop);
        Assert.Equal(["received:m2", "received:m3"], record.Events.Select(e => e.Identity));
        Assert.Equal(["utf-16", "begun-anew"], record.Message("m2")!.Notices.Select(n => n.Id));
        Assert.Equal(["utf-16"], record.Message("m3")!.Notices.Select(n => n.Id));
    }

    [Fact]
    public async Task An_ended_conversation_keeps_its_end_and_takes_nothing_more()
    {
        await using var store = await OpenAsync();
        var (key, silent) = (Key(), Key());
        await store.AppendAsync(key, Message("m1", "a"), Stop);
        Assert.True(await store.AppendAsync(key, new Ended(Noon), Stop));
        Assert.True(await store.AppendAsync(silent, new Ended(Noon), Stop));
        foreach (var ended in (ConversationKey[])[key, silent])
        {
            Assert.False(await store.AppendAsync(ended, Message("m2", "b"), Stop));
            Assert.False(await store.AppendAsync(ended, new Ended(Noon), Stop));
            var record = await store.ReadAsync(ended, Stop);
            Assert.IsType<Ended>(Assert.Single(record.Events));
            Assert.True(record.IsEnded);
        }
    }

    [Fact]
    public async Task A_message_that_comes_while_its_conversation_goes_is_kept()
    {
        await using var store = await OpenAsync();
        for (var i = 0; i < 150; i++)
        {
            var key = Key();
            await store.AppendAsync(key, Message("old", "a"), Stop);
            var expires = Task.Run(() => i % 2 == 0 ? store.ForgetUnusedSinceAsync(Noon.AddDays(1), Stop).AsTask() : store.ForgetAsync(key, Stop).AsTask(), Stop);
            var comes = Task.Run(() => store.AppendAsync(key, Message("new", "b") with { At = Noon.AddDays(2) }, Stop).AsTask(), Stop);
            await Task.WhenAll(expires, comes);
            Assert.True(await comes, "it was taken for one that is known");
            // Who forgets it after the message came means that message too.
            Assert.True(i % 2 == 1 || (await store.ReadAsync(key, Stop)).Message("new") is not null, "it was lost");
        }
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

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
