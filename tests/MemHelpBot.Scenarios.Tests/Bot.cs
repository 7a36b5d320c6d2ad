using MemHelpBot.Answers;
using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Verifying;
using MemHelpBot.Assistant;
using MemHelpBot.Cases;
using MemHelpBot.Facts;

namespace MemHelpBot.Scenarios.Tests;

/// <summary>The real product on the shipped corpus: no doubles. Every reply is checked for broken rules on the way.</summary>
internal sealed class Bot
{
    private static readonly Lazy<OpenCorpus> Open = new(() => OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus"), null, null, CancellationToken.None));
    private readonly Conversation conversation = new();
    private readonly List<Violation> broken = [];

    public static string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", name));

    public Answer Say(string text, string language = "auto", string? role = null, FocusKind? says = null)
    {
        var assistant = new MemHelpAssistant(Open.Value.Corpus, Open.Value.Store, broken.Add);
        var reply = assistant.ReplyAsync(conversation, new Turn(text, language, role) { Says = says }, TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
        Assert.Empty(broken.Select(v => $"rule {v.Rule}: {v.Why}: {v.Where}"));
        return reply.Answer;
    }

    public static Answer Ask(string text, string language = "auto", string? role = null) => new Bot().Say(text, language, role);
}

internal static class AnswerAssertions
{
    public static object? Value(this Answer answer, string name, int? incident = null) =>
        answer.Facts.All.Where(f => f.Name == name && (incident is null || f.Incident == incident)).Select(f => Plain(f.Value)).FirstOrDefault();

    public static IEnumerable<int> Lines(this Answer answer, string name) =>
        answer.Facts.All.First(f => f.Name == name).Spans.Select(s => s.FirstLine);

    public static AnswerCause? Cause(this Answer answer, string id, int? incident = null) =>
        answer.Causes.FirstOrDefault(c => c.Id == id && (incident is null || c.Incident == incident));

    public static string Verdict(this Answer answer, string id) => answer.Cause(id)?.Verdict ?? "not judged";

    /// <summary>All claims that hold a text.</summary>
    public static IReadOnlyList<Claim> Saying(this Answer answer, string text) =>
        [.. answer.Claims.Concat(answer.Causes.SelectMany(c => c.For.Concat(c.Against))).Where(c => c.Text.Contains(text, StringComparison.Ordinal))];

    private static object? Plain(FactValue value) => value.Kind switch
    {
        FactValueKind.Integer => value.Integer,
        FactValueKind.Real => value.Number,
        FactValueKind.Text => value.Text,
        FactValueKind.Flag => value.Flag,
        FactValueKind.Integers => value.Integers,
        FactValueKind.Texts => value.Texts,
        _ => value.ToString(),
    };
}
