using MemHelpBot.Answers.Verifying;
using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Evaluation;
using MemHelpBot.Assistant.Models;
using MemHelpBot.Models.OpenAI.Tests.Server;

namespace MemHelpBot.Models.OpenAI.Tests.Sweep;

/// <summary>
/// Every model that goes wrong, over everything that people paste. Each paste meets several of them in turn, so that each of them meets many pastes;
/// with <c>MEMHELP_TEST_EVERY=1</c> each paste meets all.
/// </summary>
public sealed class SweepTests
{
    private const int InTurn = 6;
    private static readonly string[] Languages = ["en", "zh", "pl"];
    private static readonly bool Every = Environment.GetEnvironmentVariable("MEMHELP_TEST_EVERY") == "1";

    [Fact]
    public Task Nothing_of_a_model_that_goes_wrong_is_seen_on_any_log_or_case_of_the_repository() => SweepAsync(Pastes.OfTheRepository, 200);

    [Fact]
    public async Task Nor_on_the_labelled_cases_of_a_folder()
    {
        if (Pastes.OfTheFolder.Count == 0)
            Assert.Skip($"{Pastes.FolderVariable} names no folder of labelled cases.");
        await SweepAsync(Pastes.OfTheFolder, 1);
    }

    [Fact]
    public async Task A_good_models_words_are_verified_on_every_log_and_case()
    {
        await using var server = await ModelServer.StartAsync();
        var (worded, sentences, scored) = (0, 0, new List<AnswerScore>());
        foreach (var (paste, turn) in Pastes.OfTheRepository.Concat(Pastes.OfTheFolder).Select((p, i) => (p, i)))
        {
            using var client = new OpenAIChat(server.Settings());
            var (first, better) = await Bench.AskAsync(Bench.Assistant(client), paste.Text, paste.Label is null ? Languages[turn % 3] : "en");
            if (better is null)
                continue;
            Assert.True(Problems(first, better, "honest") is [], $"{paste.Name}: {string.Join("; ", Problems(first, better, "honest"))}");
            worded++;
            sentences += better.Answer.Wording?.Sentences ?? 0;
            if (paste.Label is { } label)
                scored.Add(AnswerScore.Of(label, Bench.Corpus.Corpus, better, first.Answer));
        }

        Assert.All(scored, s => Assert.Equal((s.Verified.All, new Share(6, 6)), (s.Verified.Good, s.Rules)));
        Assert.True(worded > 150 && sentences > 400, $"{worded} answers, {sentences} sentences");
        TestContext.Current.TestOutputHelper?.WriteLine($"{worded} answers in a good model's words, {sentences} sentences, all verified");
    }

    private static async Task SweepAsync(IReadOnlyList<Paste> pastes, int least)
    {
        Assert.True(pastes.Count >= least);
        await using var server = await ModelServer.StartAsync();
        var names = Adversaries.All.Keys.ToList();
        var (runs, shown, early, wrong, met) = (0, 0, 0, new List<string>(), names.ToDictionary(n => n, _ => 0));
        for (var i = 0; i < pastes.Count; i++)
        {
            var lang = pastes[i].Label is null ? Languages[i % 3] : "en";
            var before = server.Calls;
            var first = await FirstAsync(server, pastes[i].Text, lang);
            early += server.Calls - before;
            foreach (var name in Every ? names : Enumerable.Range(0, InTurn).Select(k => names[(i * InTurn + k) % names.Count]))
            {
                server.Play = Adversaries.All[name];
                using var client = new OpenAIChat(server.Settings(s => s with { Retries = 0 }));
                var better = await Bench.Assistant(client).ImproveAsync(first, TestContext.Current.CancellationToken);
                runs++;
                met[name]++;
                shown += better is null ? 0 : 1;
                wrong.AddRange(Problems(first, better ?? first, name).Select(p => $"{pastes[i].Name}, {lang}, {name}: {p}"));
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{pastes.Count} pastes, {names.Count} models that go wrong, {runs} runs; {shown} replies changed at all; questions to a model before the first content: {early}; unverified sentences, broken rules or changed verdicts, commands, citations: {wrong.Count}");
        Assert.Equal(0, early);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
        Assert.All(met, m => Assert.True(m.Value > 0 || pastes.Count * InTurn < names.Count, m.Key));
    }

    private static async Task<Reply> FirstAsync(ModelServer server, string text, string lang)
    {
        using var client = new OpenAIChat(server.Settings());
        return await Bench.Assistant(client).ReplyAsync(new Conversation(), new Turn(text, lang), TestContext.Current.CancellationToken);
    }

    /// <summary>What is wrong with what a person sees, against the deterministic reply. Not asked of the verifier alone: a model that goes wrong says nothing that may be seen.</summary>
    private static List<string> Problems(Reply first, Reply shown, string model)
    {
        var wrong = new List<string>();
        var (was, now) = (first.Answer, shown.Answer);
        void Hold(bool good, string what)
        {
            if (!good)
                wrong.Add(what);
        }

        Hold(was.Causes.Select(Judged).SequenceEqual(now.Causes.Select(Judged)), "causes, verdicts or their evidence changed");
        Hold(was.Actions.Select(a => a.Command).SequenceEqual(now.Actions.Select(a => a.Command)), "commands changed");
        Hold(was.Questions.SequenceEqual(now.Questions) && was.Language == now.Language, "questions or language changed");
        var request = shown.Basis!.Request;
        Hold(new AnswerVerifier(Bench.Corpus.Corpus, request, request.Paste!).Check(now) is [], "a rule is broken");
        // Documents may be chosen anew where nothing was recognised, and only there.
        if (!first.Basis!.NotUnderstood && ErrorReading.UnknownOf(first.Basis.Request).Count == 0)
        {
            Hold(Cited(was).SetEquals(Cited(now)), "citations changed");
            Hold(was.Sources.SequenceEqual(now.Sources), "sources changed");
        }

        if (model == "honest")
            return wrong;
        var said = was.Claims.Select(c => c.Text).ToHashSet(StringComparer.Ordinal);
        if (now.Sections.Where(s => s.Kind != "related").SelectMany(s => s.Claims).FirstOrDefault(c => !said.Contains(c.Text)) is { } strange)
            Hold(false, $"a sentence of the model is shown: {strange.Text}");
        Hold(now.Sections.Where(s => s.Kind == "related").SelectMany(s => s.Claims).All(c => said.Contains(c.Text) || Bench.Corpus.Corpus.Documents.Values.Any(d => c.Text.Contains(d.TitleIn(now.Language), StringComparison.Ordinal))), "a document is named that is none");
        foreach (var poison in Adversaries.Poison)
            Hold(Count(shown.Text, poison) <= Count(first.Text, poison), poison);
        return wrong;
    }


    private static string Judged(Answers.Model.AnswerCause cause) =>
        string.Join('|', cause.For.Concat(cause.Against).SelectMany(c => c.Citations.Prepend(c.Text)).Prepend($"{cause.Id} {cause.Verdict} {cause.Incident} {cause.For.Count}"));

    private static HashSet<string> Cited(Answers.Model.Answer answer) => [.. answer.Claims.SelectMany(c => c.Citations)];

    private static int Count(string text, string word) => text.Split(word, StringSplitOptions.None).Length - 1;
}
