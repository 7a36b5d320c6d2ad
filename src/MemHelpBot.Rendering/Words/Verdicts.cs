using MemHelpBot.Answers.Model;

namespace MemHelpBot.Rendering.Words;

/// <summary>The verdicts that stand under a headline: many incidents of one kind are one, and that nothing is decided the headline says itself.</summary>
internal static class Verdicts
{
    /// <summary>The judged causes, each once: over several incidents with the verdict that comes first.</summary>
    public static IReadOnlyList<AnswerCause> Of(Answer answer) =>
        [.. answer.Causes.Where(c => c.Id != "insufficient-evidence").DistinctBy(c => c.Id)];
}
