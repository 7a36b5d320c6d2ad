using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Verifying;
using MemHelpBot.Answers.Wording;

namespace MemHelpBot.Answers.Composing;

/// <summary>
/// The answer as a person wants it first: the headline, two to five sentences, the first command of each kind, one question. What is left out
/// stays in the whole answer, and "more" shows it.
/// </summary>
public static class Brief
{
    private const int MostHappened = 2;
    private const int MostClaims = 5;

    /// <summary>Causes that merely fit: who wants all of them asks for more.</summary>
    private const int MostPossible = 2;
    private static readonly string[] Kinds = ["check", "mitigate", "fix"];

    /// <summary>The short form of a whole answer.</summary>
    public static Answer Of(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var why = Section(answer, "why");
        var happened = Section(answer, "what-happened").Where(c => !why.Any(w => SaysMore(w, c, answer.Language))).Take(MostHappened).ToList();
        var room = MostClaims - happened.Count - answer.Sections.Count(s => s is { Kind: "together" or "known-bugs", Claims.Count: > 0 });
        List<AnswerSection> sections =
        [
            .. answer.Sections.Select(s => s.Kind switch
            {
                "headline" or "changed" => s,
                "what-happened" => s with { Claims = happened },
                "why" => s with { Claims = [.. s.Claims.Take(room)] },
                // A pattern over several incidents, or a published bug, changes what is done first.
                "together" or "known-bugs" => s with { Claims = [.. s.Claims.Take(1)] },
                // A wrong claim of the person's own is answered at once; those of cited articles can wait.
                "corrections" => s with { Claims = [.. s.Claims.Where(c => c.Citations.Any(IsLine))] },
                // What an unknown line may be like, else the nearest case when it is of the same kind, or what the site itself wrote.
                "related" => s with { Claims = [.. s.Claims.Where(c => c.Citations.Any(IsLine)).Concat(s.Claims.Where(c => c.Citations.Count == 1).Take(1).Where(c => IsSameKind(answer, c) || IsOfTheSite(answer, c))).Take(1)] },
                _ => s with { Claims = [] },
            }).Where(s => s.Claims.Count > 0),
        ];
        List<AnswerAction> actions = [.. Kinds.Select(k => answer.Actions.FirstOrDefault(a => a.Kind == k)).OfType<AnswerAction>()];
        var cited = sections.SelectMany(s => s.Claims).SelectMany(c => c.Citations).Concat(actions.SelectMany(a => a.Citations))
            .Select(c => Citation.Parse(c)?.Document).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return answer with
        {
            Sections = sections,
            Causes = [.. answer.Causes.Where((c, rank) => rank == 0 || c.Verdict is not ("ruled-out" or "possible")), .. answer.Causes.Skip(1).Where(c => c.Verdict == "possible").DistinctBy(c => c.Id).Take(MostPossible)],
            Actions = actions,
            Questions = [.. answer.Questions.Take(1)],
            Letter = answer.Sections.Any(s => s.Kind == "letter") ? answer.Letter : null,
            Warnings = [.. answer.Warnings.Except(Section(answer, "corrections").Select(c => c.Text), StringComparer.Ordinal)],
            Sources = [.. answer.Sources.Where(s => cited.Contains(s.Id))],
        };
    }

    private static IReadOnlyList<Claim> Section(Answer answer, string kind) => answer.Sections.FirstOrDefault(s => s.Kind == kind)?.Claims ?? [];

    private static bool IsSameKind(Answer answer, Claim claim) =>
        Citation.Parse(claim.Citations[0])?.Document is { } id && answer.Sources.Any(s => s.Id == id && s.Match == "exact");

    // Cases of the corpus come from sites too; what was ingested here has an id that begins like this.
    private static bool IsOfTheSite(Answer answer, Claim claim) =>
        Citation.Parse(claim.Citations[0])?.Document is { } id && id.StartsWith("ext-", StringComparison.Ordinal) && answer.Sources.Any(s => s.Id == id && s.Trust == "site");

    private static bool IsLine(string citation) => Citation.Parse(citation) is { Line: not null };

    /// <summary>Whether one sentence has every number of another and stands on the same lines: the other one is not needed beside it.</summary>
    private static bool SaysMore(Claim longer, Claim shorter, string lang)
    {
        var style = NumberStyle.Of(lang);
        var numbers = NumberRule.Of(shorter.Text, style);
        return numbers.Count > 1 && shorter.Citations.All(longer.Citations.Contains) && numbers.All(NumberRule.Of(longer.Text, style).Contains);
    }
}
