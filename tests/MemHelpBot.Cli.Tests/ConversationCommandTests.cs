using System.Text.Json;
using MemHelpBot.Assistant.State;
using MemHelpBot.Cli.Tests.Making;

namespace MemHelpBot.Cli.Tests;

/// <summary>Conversations beyond one run: chat --continue, feedback report, case draft.</summary>
public sealed class ConversationCommandTests
{
    private static readonly DateTimeOffset Noon = new(2026, 4, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_chat_goes_on_in_the_next_run_and_its_secrets_are_not_on_the_disk()
    {
        using var run = new Run { Input = "password=s3cr3t!pw\n.\n" };
        run.Parts = run.Parts with { Keep = directory => new LocalConversationStore(directory) };
        var data = run.PathOf("data");
        Assert.Equal(0, await run.WithCorpusAsync("chat", "--continue", "--data", data));
        Assert.Contains("You sent: password=s3cr3t!pw.", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t!pw", string.Concat(Directory.EnumerateFiles(Path.Combine(data, "chat")).Select(File.ReadAllText)), StringComparison.Ordinal);

        run.Input = "and now?\n.\n/new\n";
        Assert.Equal(0, await run.WithCorpusAsync("chat", "--continue", "--data", data));
        Assert.Contains("going on with 1 message of before; /new forgets them\n", run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(data, "chat"), "*.journal"));
    }

    [Fact]
    public async Task Without_continue_nothing_is_kept()
    {
        using var run = new Run { Input = "a\n.\n" };
        run.Parts = run.Parts with { Keep = _ => throw new InvalidOperationException("nothing is to be opened") };
        Assert.Equal(0, await run.WithCorpusAsync("chat", "--data", run.PathOf("data")));
        Assert.False(Directory.Exists(run.PathOf("data")));
    }

    [Fact]
    public async Task Feedback_is_counted_by_cause_with_its_reasons()
    {
        using var run = await WithConversationsAsync();
        Assert.Equal(0, await run.OfAsync("feedback", "report", "--state", run.PathOf("state")));
        Assert.StartsWith("2 answers, 1 helpful, 1 not helpful\n  commit-limit: 0 helpful, 1 not\n  cgroup-limit: 1 helpful, 0 not\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("2026-04-01 12:00 not helpful, conversation c2\n  The commit limit.\n  \"it was the cgroup\"\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feedback_is_told_as_json_with_the_evidence_of_each_answer()
    {
        using var run = await WithConversationsAsync();
        Assert.Equal(0, await run.OfAsync("feedback", "report", "--format", "json", "--state", run.PathOf("state")));
        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal((2, 1, 1), (report.GetProperty("answers").GetInt32(), report.GetProperty("helpful").GetInt32(), report.GetProperty("notHelpful").GetInt32()));
        var entry = report.GetProperty("entries").EnumerateArray().Single(e => !e.GetProperty("helpful").GetBoolean());
        Assert.Equal("L3", entry.GetProperty("evidence").GetProperty("citations")[0].GetString());
    }

    [Fact]
    public async Task What_cannot_be_found_is_told_in_one_line()
    {
        using var run = new Run();
        run.Parts = run.Parts with { Conversations = (_, _, _) => Task.FromResult<IReadOnlyList<ConversationRecord>>([]) };
        Assert.Equal(2, await run.OfAsync("feedback", "report", "--state", "/no/such/place"));
        Assert.Equal("memhelp: there are no conversations in /no/such/place: name the host's directory with --state DIR\n", run.Error);
        Assert.Equal(2, await run.OfAsync("feedback", "report", "--postgres"));
        Assert.Contains("State__ConnectionString", run.Error, StringComparison.Ordinal);
        Directory.CreateDirectory(run.PathOf("state"));
        Assert.Equal(2, await run.WithCorpusAsync("case", "draft", "nobody", "--state", run.PathOf("state")));
        Assert.Contains("there is no conversation nobody", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_in_a_models_words_needs_a_model()
    {
        using var run = await WithConversationsAsync();
        Assert.Equal(2, await run.WithCorpusAsync("case", "draft", "c1", "--model", "--state", run.PathOf("state")));
        Assert.Contains("no language model is set, which --model asks for: set MEMHELP_Model__Endpoint", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private static async Task<Run> WithConversationsAsync()
    {
        var run = new Run();
        run.Parts = run.Parts with { Conversations = (directory, _, _) => Task.FromResult<IReadOnlyList<ConversationRecord>>([.. LocalConversationStore.Look(directory)]) };
        await using var store = new LocalConversationStore(run.PathOf("state"));
        await AddAsync(store, "c1", "cgroup-limit", "The cgroup limit.", true, null);
        await AddAsync(store, "c2", "commit-limit", "The commit limit.", false, "it was the cgroup");
        return run;
    }

    private static async Task AddAsync(LocalConversationStore store, string id, string cause, string headline, bool helpful, string? reason)
    {
        var key = new ConversationKey("web", "", id);
        ConversationEvent[] events =
        [
            new Received(Noon, "m", "", "x", "auto", null, []),
            new Answered(Noon, "m", "a", false, new ConversationMemory(), new AnswerEvidence("kernel-oom", [new StoredCause(cause, "confirmed")], ["L3"], [], headline)),
            new Rated(Noon, "a", "", helpful, reason),
        ];
        foreach (var happened in events)
            Assert.True(await store.AppendAsync(key, happened, TestContext.Current.CancellationToken));
    }
}
