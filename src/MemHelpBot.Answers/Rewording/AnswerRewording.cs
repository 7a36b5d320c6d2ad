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
        return await wording.OfAsync(answer.Language, headline, claims, started, cancellationToken).ConfigureAwait(false) is { } worded
            ? new RewordedSections([.. answer.Sections.Select(s => Worded(s, worded))], new AnswerWording(worded.Accepted, worded.Refused))
            : null;
    }

    /// <summary>The section in the model's words, then what it left out, then what it was not given.</summary>
    private static AnswerSection Worded(AnswerSection section, WordedClaims worded)
    {
        if (!worded.Sections.TryGetValue(section.Kind, out var claims))
            return section;
        var given = worded.Given.Values.Where(g => g.Section == section.Kind).Select(g => g.Claim).ToList();
        return section with { Claims = [.. claims, .. worded.LeftOut.Where(g => g.Section == section.Kind).Select(g => g.Claim), .. section.Claims.Where(c => !given.Contains(c))] };
    }
}

/// <summary>Sections in a model's words, every sentence verified.</summary>
/// <param name="Sections">The sections.</param>
/// <param name="Wording">How many sentences are the model's.</param>
public sealed record RewordedSections(IReadOnlyList<AnswerSection> Sections, AnswerWording Wording);
