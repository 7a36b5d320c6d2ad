using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Models;
using MemHelpBot.Assistant;
using MemHelpBot.Cases;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Models.OpenAI.Tests;

/// <summary>The real product with the shipped corpus and prompts, and a model of a test's choice.</summary>
internal static class Bench
{
    private static readonly Lazy<OpenCorpus> Opened = new(() => OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus")));

    public static OpenCorpus Corpus => Opened.Value;

    public static PromptBook Prompts { get; } = PromptBook.Open(Path.Combine(AppContext.BaseDirectory, "prompts"));

    /// <summary>The founding logs and others, by name.</summary>
    public static IReadOnlyList<string> LogNames { get; } =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Logs")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    public static string Log(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Logs", name));

    public static MemHelpAssistant Assistant(IChatClient client, List<ModelOutcome>? outcomes = null, TimeSpan? time = null) =>
        new(Corpus.Corpus, Corpus.Store, null, Desk(client, outcomes, time));

    public static ModelDesk Desk(IChatClient client, List<ModelOutcome>? outcomes = null, TimeSpan? time = null) =>
        new(client, Prompts, new ModelLimits(time ?? TimeSpan.FromSeconds(60), 8192), null, outcomes is null ? null : o =>
        {
            lock (outcomes)
                outcomes.Add(o);
        });

    public static async Task<(Reply First, Reply? Better)> AskAsync(MemHelpAssistant assistant, string text, string lang = "en", params string[] before)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var conversation = new Conversation();
        foreach (var earlier in before)
            await assistant.ReplyAsync(conversation, new Turn(earlier, lang), cancellation);
        var reply = await assistant.ReplyAsync(conversation, new Turn(text, lang), cancellation);
        return (reply, await assistant.ImproveAsync(reply, cancellation).AsTask().WaitAsync(TimeSpan.FromMinutes(3), cancellation));
    }

    /// <summary>Everything that a model must never change.</summary>
    public static void SameSubstance(Answer expected, Answer actual)
    {
        Assert.Equal(expected.Language, actual.Language);
        Assert.Equal(expected.Causes, actual.Causes);
        Assert.Equal(expected.Actions, actual.Actions);
        Assert.Equal(expected.Questions, actual.Questions);
        Assert.Equal(expected.Warnings, actual.Warnings);
        Assert.Equal(expected.Sources, actual.Sources);
        Assert.Equal(expected.Sections.Select(s => s.Kind), actual.Sections.Select(s => s.Kind));
        foreach (var (before, after) in expected.Sections.Zip(actual.Sections))
        {
            Assert.Equal(before.Title, after.Title);
            Assert.Equal(before.Claims.SelectMany(c => c.Citations).Distinct().Order(StringComparer.Ordinal), after.Claims.SelectMany(c => c.Citations).Distinct().Order(StringComparer.Ordinal));
        }

        Assert.Equal(expected.Sections.Where(s => s.Kind == "headline").SelectMany(s => s.Claims), actual.Sections.Where(s => s.Kind == "headline").SelectMany(s => s.Claims));
    }
}
