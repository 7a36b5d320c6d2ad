using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Models;

namespace MemHelpBot.Answers.Rewording;

/// <summary>
/// Lets a model say the sentences of an answer better. It may order, join and phrase them; each sentence is held to the claims that it
/// names, and what fails, or is left out, is said by the deterministic sentences in its place. Headline, numbers, commands, questions,
/// citations and causes are never the model's.
/// </summary>
/// <param name="desk">Where the model is asked.</param>
public sealed class AnswerRewording(ModelDesk desk)
{
    /// <summary>Id of the prompt.</summary>
    public const string PromptId = "word-answer";

    private static readonly HashSet<string> Reworded = new(["what-happened", "together", "changed", "why", "known-bugs", "against", "more-ram", "topic", "known"], StringComparer.Ordinal);

    private readonly ClaimWording wording = new(desk, PromptId);

    /// <summary>The sections in better words; null when nothing of the model's can be used.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="started">When its improvement began (<see cref="ModelDesk.Now"/>).</param>
    /// <param name="cancellationToken">The person went away.</param>
    public async ValueTask<RewordedSections?> OfAsync(Answer answer, long started, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var headline = answer.Sections.FirstOrDefault(s => s.Kind == "headline")?.Claims[0].Text;
        var claims = answer.Sections.Where(s => Reworded.Contains(s.Kind)).SelectMany(s => s.Claims.Select(c => new GivenClaim(s.Kind, c)));
        if (await wording.OfAsync(answer.Language, headline, claims, started, cancellationToken).ConfigureAwait(false) is not { } worded)
            return null;
        var (sections, sentences) = (new List<AnswerSection>(), 0);
        foreach (var section in answer.Sections)
        {
            var given = worded.Given.Values.Where(g => g.Section == section.Kind).Select(g => g.Claim).ToList();
            var better = given.Count == 0 ? null : worded.Of(section.Kind, [.. section.Claims.Where(c => !given.Contains(c))], withLeftOut: true, answer.Language);
            sections.Add(better is { } said ? section with { Claims = said.Claims } : section);
            sentences += better?.Sentences ?? 0;
        }

        return sentences == 0 ? null : new RewordedSections(sections, new AnswerWording(sentences, worded.Refused));
    }
}

/// <summary>Sections in a model's words, every sentence verified.</summary>
/// <param name="Sections">The sections.</param>
/// <param name="Wording">How many sentences are the model's.</param>
public sealed record RewordedSections(IReadOnlyList<AnswerSection> Sections, AnswerWording Wording);
