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
    public async Task What_is_said_of_an_answer_in_the_terminal_stands_in_the_report_and_becomes_a_draft()
    {
        using var run = new Run { Parts = Composition.Shipped };
        var data = run.PathOf("data");
        run.Variables["XDG_CACHE_HOME"] = run.PathOf("cache");
        run.Input = $"/file {run.File("kern.log", Memhelp.ExampleLog)}\n/feedback no wrong node\n";
        Assert.Equal(0, await run.OfAsync("chat", "--continue", "--wording", "plain", "--data", data));
        Assert.Contains("noted: memhelp feedback report tells it\n", run.Output, StringComparison.Ordinal);

        run.Clear();
        Assert.Equal(0, await run.OfAsync("feedback", "report", "--data", data));
        Assert.StartsWith("1 answers, 0 helpful, 1 not helpful\n  memory-fragmentation: 0 helpful, 1 not\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("not helpful, conversation chat\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"wrong node\"", run.Output, StringComparison.Ordinal);

        run.Clear();
        Assert.Equal(0, await run.OfAsync("case", "draft", "chat", "--data", data));
        Assert.Contains("memory-fragmentation", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conversations_of_the_host_and_of_the_terminal_are_read_together_unless_one_place_is_named()
    {
        using var run = await WithConversationsAsync();
        var data = run.PathOf("data");
        await AddAsync(Path.Combine(data, "chat"), "chat", "commit-limit", "The commit limit.", true, null);
        Directory.Move(run.PathOf("state"), Path.Combine(data, "conversations"));
        Assert.Equal(0, await run.OfAsync("feedback", "report", "--data", data));
        Assert.StartsWith("3 answers, 2 helpful, 1 not helpful\n", run.Output, StringComparison.Ordinal);
        run.Clear();
        Assert.Equal(0, await run.OfAsync("feedback", "report", "--state", Path.Combine(data, "conversations"), "--data", data));
        Assert.StartsWith("2 answers, 1 helpful, 1 not helpful\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MEMHELP_State__Directory", null, "STATE")]
    [InlineData("State__Directory", null, "STATE")]
    [InlineData(null, """{"State": {"Directory": "STATE"}}""", "STATE")]
    [InlineData("State__Directory", """{"State": {"Directory": "OTHER"}}""", "OTHER")]
    [InlineData("MEMHELP_State__Directory", """{"State": {"Directory": "OTHER"}}""", "STATE")]
    [InlineData("MemHelp__Data", null, "STATE/conversations")]
    public async Task The_place_of_the_hosts_conversations_is_read_from_the_settings_as_the_host_reads_it(string? variable, string? settings, string expected)
    {
        using var run = new Run();
        var read = new List<string>();
        run.Parts = run.Parts with { Conversations = (directory, connection, _) => Told(() => read.Add(directory + connection)) };
        string Real(string text) => text.Replace("STATE", run.PathOf("state"), StringComparison.Ordinal).Replace("OTHER", run.PathOf("other"), StringComparison.Ordinal);
        Directory.CreateDirectory(Real(expected));
        run.Variables["XDG_DATA_HOME"] = run.PathOf("nothing");
        if (variable is not null)
            run.Variables[variable] = run.PathOf("state");
        if (settings is not null)
            run.Variables["MEMHELP_SETTINGS"] = run.File("settings.json", Real(settings));
        Assert.Equal(0, await run.OfAsync("feedback", "report"));
        Assert.Equal([Real(expected)], read);
    }

    [Theory]
    [InlineData("MEMHELP_State__Kind=postgres;MEMHELP_State__ConnectionString=Host=db", "Host=db")]
    [InlineData("State__Kind=postgres;State__ConnectionString=Host=db", "Host=db")]
    [InlineData("MEMHELP_State__ConnectionString=Host=db", "Host=db", "--postgres")]
    [InlineData("State__Kind=memory", "memhelp: there are no conversations in")]
    [InlineData("State__Kind=redis", "memhelp: setting State:Kind: \"redis\" is no kind of store; write local, postgres or memory\n")]
    [InlineData("State__Kind=postgres", "memhelp: PostgreSQL needs its connection string: set State:ConnectionString (in the environment State__ConnectionString)\n")]
    public async Task The_kind_of_store_is_read_from_the_settings_too(string variables, string expected, params string[] options)
    {
        using var run = new Run();
        var read = new List<string>();
        run.Parts = run.Parts with { Conversations = (directory, connection, _) => Told(() => read.Add(directory + connection)) };
        run.Variables["XDG_DATA_HOME"] = run.PathOf("nothing");
        foreach (var variable in variables.Split(';'))
            run.Variables[variable.Split('=', 2)[0]] = variable.Split('=', 2)[1];
        var status = await run.OfAsync(["feedback", "report", .. options]);
        Assert.StartsWith(expected, status == 0 ? Assert.Single(read) : run.Error, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<ConversationRecord>> Told(Action tell)
    {
        tell();
        return Task.FromResult<IReadOnlyList<ConversationRecord>>([]);
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

    private static async Task AddAsync(string directory, string id, string cause, string headline, bool helpful, string? reason)
    {
        await using var store = new LocalConversationStore(directory);
        await AddAsync(store, id, cause, headline, helpful, reason);
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
