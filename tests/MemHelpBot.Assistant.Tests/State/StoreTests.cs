using MemHelpBot.Assistant.State;

namespace MemHelpBot.Assistant.Tests.State;

public sealed class MemoryStoreTests : ConversationStoreContract
{
    protected override bool Survives => false;

    protected override ValueTask<IConversationStore> OpenAsync() => new(new MemoryConversationStore());

    [Fact]
    public async Task Above_a_bound_the_one_unused_for_longest_goes()
    {
        await using var store = new MemoryConversationStore(2);
        ConversationKey[] keys = [Key(), Key(), Key()];
        await store.AppendAsync(keys[0], Message("m1", "a"), Stop);
        await store.AppendAsync(keys[1], Message("m1", "a"), Stop);
        await store.AppendAsync(keys[0], Answer("m1"), Stop);
        await store.AppendAsync(keys[2], Message("m1", "a"), Stop);
        Assert.Empty((await store.ReadAsync(keys[1], Stop)).Events);
        Assert.Equal(2, (await store.ReadAsync(keys[0], Stop)).Events.Count);
    }
}

public sealed class LocalStoreTests : ConversationStoreContract, IDisposable
{
    private readonly string directory = Path.Combine(Path.GetTempPath(), "memhelp-state-" + Guid.NewGuid().ToString("n"));

    public void Dispose()
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, true);
    }

    protected override ValueTask<IConversationStore> OpenAsync() => new(new LocalConversationStore(directory));

    [Fact]
    public async Task A_journal_cut_off_anywhere_loses_only_what_was_not_acknowledged()
    {
        var key = Key();
        ConversationEvent[] events = [Message("m1", "a\nb"), Answer("m1"), new Sent(Answer("m1").At, "m1"), Message("m2", "c")];
        await using (var store = await OpenAsync())
        {
            foreach (var happened in events)
                await store.AppendAsync(key, happened, Stop);
        }

        var file = Directory.EnumerateFiles(directory, "*.journal").Single();
        var whole = await File.ReadAllBytesAsync(file, Stop);
        var ends = whole.Select((b, i) => (b, i)).Where(x => x.b == '\n').Select(x => x.i + 1).ToList();
        for (var length = 0; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(file, whole[..length], Stop);
            await using var store = await OpenAsync();
            var record = await store.ReadAsync(key, Stop);
            Assert.Equal(events.Take(Math.Max(0, ends.Count(e => e <= length) - 1)).Select(StateJson.Write), record.Events.Select(StateJson.Write));
            // What is added after the crash is whole again.
            Assert.True(await store.AppendAsync(key, Message("new", "after"), Stop));
            await store.DisposeAsync();
            Assert.Contains(LocalConversationStore.Look(directory), r => r.Message("new")?.Text == "after" && r.Events.Count == record.Events.Count + 1);
        }
    }

    [Fact]
    public async Task A_damaged_line_is_left_out_and_the_others_stay()
    {
        var key = Key();
        await using (var store = await OpenAsync())
        {
            await store.AppendAsync(key, Message("m1", "first"), Stop);
            await store.AppendAsync(key, Message("m2", "second"), Stop);
        }

        var file = Directory.EnumerateFiles(directory, "*.journal").Single();
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, Stop)).Replace("first", "fixed", StringComparison.Ordinal), Stop);
        await using var again = await OpenAsync();
        Assert.Equal(["m2"], (await again.ReadAsync(key, Stop)).Waiting.Select(m => m.Id));
    }

    [Fact]
    public async Task A_directory_has_one_owner()
    {
        await using var store = await OpenAsync();
        var refused = Assert.Throws<StateUnavailableException>(() => new LocalConversationStore(directory));
        Assert.Contains("another process", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Throws<StateUnavailableException>(() => new LocalConversationStore("/proc/nothing/here"));
    }

    [Fact]
    public async Task Starting_over_empties_the_journal_of_what_was_told_before()
    {
        await using var store = await OpenAsync();
        var key = Key();
        await store.AppendAsync(key, Message("m1", "told before " + new string('x', 100_000)), Stop);
        await store.AppendAsync(key, Answer("m1"), Stop);
        await store.AppendAsync(key, Message("m2", "start over"), Stop);
        await store.AppendAsync(key, Answer("m2") with { StartsOver = true }, Stop);
        Assert.DoesNotContain("told before", await File.ReadAllTextAsync(Directory.EnumerateFiles(directory, "*.journal").Single(), Stop), StringComparison.Ordinal);
        Assert.False(await store.AppendAsync(key, Message("m1", "delivered again"), Stop));
        Assert.Equal(["m2"], (await store.ReadAsync(key, Stop)).Turns.Select(t => t.Message.Id));
    }
}
