using MemHelpBot.Answers.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Channels.Slack.Tests;

/// <summary>Answers made by hand.</summary>
internal static class Some
{
    public static Answer Answer(string headline, params string[] claims) => new(
        "en", [], new FactSet([]), [],
        [new AnswerCause("memory-leak", "a leak", "likely", null, [], [], [])],
        [new AnswerSection("headline", "", [new Claim(headline, ["L1"])]), new AnswerSection("why", "Why", [.. claims.Select(c => new Claim(c, ["L1", "C:note#x"]))])],
        headline, [], [], [], []);

    /// <summary>An answer in which every text is the same hostile one.</summary>
    public static Answer Hostile(string text, int times) => Answer(text, [.. Enumerable.Repeat(text, times)]) with
    {
        Causes = [new AnswerCause("memory-leak", text, "likely", null, [], [], [])],
        Actions = [.. Enumerable.Repeat(new AnswerAction("a", "memory-leak", "check", "read-only", "user", text, text, ["C:note#x"], true) { Warning = text, Notes = [new Claim(text, ["L1"])] }, times)],
        Questions = [.. Enumerable.Repeat(new AnswerQuestion("q", text, text), times)],
        Sources = [.. Enumerable.Repeat(new AnswerSource("note", text, "https://example.org/" + Uri.EscapeDataString(text.Length > 500 ? text[..500].Replace("\ud800", "", StringComparison.Ordinal) : "x"), "en", "kernel", "related"), times)],
        Warnings = [text + "!"],
        Letter = new AnswerLetter(text, text, [], []),
    };
}
