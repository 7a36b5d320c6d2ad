using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Models;
using MemHelpBot.Assistant.Reports;
using MemHelpBot.Assistant.State;
using MemHelpBot.Models.OpenAI.Tests.Server;

namespace MemHelpBot.Models.OpenAI.Tests.Wording;

/// <summary>A model words the prose of a draft case; what it gets wrong is the deterministic draft's.</summary>
public sealed class CaseDraftTests
{
    private const string Mark = "REVIEW: a language model worded this section";
    private static readonly MemHelpAssistant Plain = new(Bench.Corpus.Corpus, Bench.Corpus.Store);

    public static TheoryData<string> Names => [.. Adversaries.All.Keys];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_sentences_stand_in_the_draft_marked_and_everything_else_is_as_it_was()
    {
        await using var server = await ModelServer.StartAsync();
        var record = await SolvedAsync();
        var (plain, drafted) = (await DraftAsync(record, null), await DraftAsync(record, server));
        Assert.Equal(3, drafted.Split(Mark).Length - 1);
        Assert.DoesNotContain(Mark, plain, StringComparison.Ordinal);
        Assert.Equal(Section(plain, "Evidence"), Section(drafted, "Evidence"));
        Assert.Equal(Section(plain, "Commands"), Section(drafted, "Commands"));
        Assert.Equal(plain[..plain.IndexOf("## Symptom", StringComparison.Ordinal)], drafted[..drafted.IndexOf("## Symptom", StringComparison.Ordinal)]);
        Assert.Contains("Our batch node kills jobs every night", Section(drafted, "Symptom"), StringComparison.Ordinal);
        Assert.Contains("The person reported that it works now", Section(drafted, "Resolution"), StringComparison.Ordinal);
        Assert.Contains(", and ", Section(drafted, "Analysis"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_gets_what_was_masked_and_only_sentences()
    {
        await using var server = await ModelServer.StartAsync();
        await DraftAsync(await SolvedAsync(), server);
        var request = Assert.Single(server.Requests);
        Assert.DoesNotContain("s3cr3t", request.User, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.org", request.User, StringComparison.Ordinal);
        Assert.DoesNotContain("sysctl", request.User, StringComparison.Ordinal);
        Assert.Equal(["symptom", "analysis", "resolution"], request.Claims.Select(c => c.Section).Distinct());
    }

    [Fact]
    public async Task Words_in_another_language_stay_the_persons_own()
    {
        await using var server = await ModelServer.StartAsync();
        var draft = await DraftAsync(await SolvedAsync("Nasz serwer zabija procesy każdej nocy"), server);
        Assert.DoesNotContain(server.Requests[0].Claims, c => c.Text.Contains("serwer", StringComparison.Ordinal));
        Assert.Contains(Mark, Section(draft, "Symptom"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nothing_of_a_model_that_goes_wrong_is_in_the_draft(string name)
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = Adversaries.All[name];
        var record = await SolvedAsync();
        var (plain, drafted) = (await DraftAsync(record, null), await DraftAsync(record, server));
        Assert.True(server.Calls > 0);
        var known = Lines(plain).Concat(server.Requests.SelectMany(r => r.Claims.Select(c => c.Text))).ToHashSet(StringComparer.Ordinal);
        Assert.All(Lines(drafted), l => Assert.True(l.StartsWith(Mark, StringComparison.Ordinal) || known.Contains(l), l));
        Assert.Equal(Section(plain, "Commands"), Section(drafted, "Commands"));
    }

    private static async Task<string> DraftAsync(ConversationRecord record, ModelServer? server)
    {
        using var client = server is null ? null : new OpenAIChat(server.Settings(s => s with { Retries = 0 }));
        var draft = await CaseDraft.OfAsync(Plain, record, client is null ? null : new CaseWriting(Bench.Desk(client)), Stop);
        Assert.NotNull(draft);
        return draft;
    }

    private static async Task<ConversationRecord> SolvedAsync(string said = "Our batch node kills jobs every night and nobody knows why")
    {
        var key = new ConversationKey("web", "", "c1");
        await using var store = new MemoryConversationStore();
        var desk = new ConversationDesk(store, TimeProvider.System);
        foreach (var (id, text) in new[] { ("m1", $"{said}\npassword: s3cr3t!pw, write to ada@example.org please"), ("m2", Bench.Log("002-memhog.log")), ("m3", "it works now, thank you!") })
        {
            await desk.ReceiveAsync(key, new InboundMessage(id, "", new Turn(text)), Stop);
            await desk.AnswerAsync(Plain, key, id, Stop);
        }

        return await desk.ReadAsync(key, Stop);
    }

    private static string Section(string draft, string heading) => draft.Split($"## {heading}\n")[1].Split("\n## ")[0];

    private static string[] Lines(string draft) => draft.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
