using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Reports;
using MemHelpBot.Assistant.State;
using MemHelpBot.Cases;

namespace MemHelpBot.Scenarios.Tests;

/// <summary>From paste to feedback to a case that the corpus reader takes.</summary>
public sealed class CaseDraftTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_solved_conversation_becomes_a_case_file_that_the_corpus_takes()
    {
        var key = new ConversationKey("web", "", "c1");
        await using var store = new MemoryConversationStore();
        var desk = new ConversationDesk(store, TimeProvider.System);
        var corpus = OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus"), null, null, Stop);
        var assistant = new MemHelpAssistant(corpus.Corpus, corpus.Store);
        string answer = "";
        foreach (var (id, text) in new[] { ("m1", "Nasz serwer zabija proces, hasło: s3cr3t!pw, napisz do ada@example.org"), ("m2", Bot.Fixture("002-memhog.log")), ("m3", "zadziałało, dziękuję!") })
        {
            await desk.ReceiveAsync(key, new InboundMessage(id, "", new Turn(text)), Stop);
            answer = (await desk.AnswerAsync(assistant, key, id, Stop))!.AnswerId;
        }

        await desk.RateAsync(key, answer, "", true, "right at once", Stop);
        var record = await desk.ReadAsync(key, Stop);
        var draft = await CaseDraft.OfAsync(assistant, record, null, Stop);
        Assert.NotNull(draft);
        Assert.DoesNotContain("s3cr3t!pw", draft, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.org", draft, StringComparison.Ordinal);
        Assert.Contains("\n  lang: pl\n", draft, StringComparison.Ordinal);
        Assert.Contains("The person reported that it works now.", draft, StringComparison.Ordinal);
        Assert.Contains("Feedback (helpful): right at once", draft, StringComparison.Ordinal);

        var folder = Path.Combine(Path.GetTempPath(), "memhelp-draft-" + Guid.NewGuid().ToString("n"));
        try
        {
            CopyCorpus(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "cases", CaseDraft.IdOf(record) + ".md"), draft, Stop);
            var read = OpenCorpus.Open(folder, null, null, Stop).Corpus.Documents[CaseDraft.IdOf(record)];
            Assert.NotEmpty(read.Causes);
            Assert.NotNull(read.Titles);
            Assert.Equal(["symptom", "evidence", "analysis", "resolution", "commands", "corrections"], read.Sections.Select(s => s.Id));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public async Task A_conversation_without_a_cause_is_no_case()
    {
        var key = new ConversationKey("web", "", "c1");
        await using var store = new MemoryConversationStore();
        var desk = new ConversationDesk(store, TimeProvider.System);
        var corpus = OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus"), null, null, Stop);
        var assistant = new MemHelpAssistant(corpus.Corpus, corpus.Store);
        await desk.ReceiveAsync(key, new InboundMessage("m1", "", new Turn("my server is slow")), Stop);
        await desk.AnswerAsync(assistant, key, "m1", Stop);
        Assert.Null(await CaseDraft.OfAsync(assistant, await desk.ReadAsync(key, Stop), null, Stop));
    }

    private static void CopyCorpus(string folder)
    {
        var from = Path.Combine(AppContext.BaseDirectory, "corpus");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }
}
