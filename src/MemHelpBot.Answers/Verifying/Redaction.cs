using MemHelpBot.Answers.Composing;
using MemHelpBot.Answers.Model;

namespace MemHelpBot.Answers.Verifying;

/// <summary>Takes out of an answer what breaks a rule. What remains was checked; nothing is repaired by guessing.</summary>
internal static class Redaction
{
    public static Answer Without(Answer answer, IReadOnlyList<Violation> broken, Func<string, string> title)
    {
        var bad = broken.Select(v => v.Where).ToHashSet(StringComparer.Ordinal);
        var fallen = broken.Where(v => v.Rule is 1 or 5).Select(v => v.Where).ToHashSet(StringComparer.Ordinal);
        List<Claim> Keep(IReadOnlyList<Claim> claims) => [.. claims.Where(c => !bad.Contains(c.Text))];
        var sections = answer.Sections.Select(s => s with { Claims = Keep(s.Claims) }).Where(s => s.Claims.Count > 0).ToList();
        var actions = answer.Actions.Where(a => !bad.Contains(a.Command)).Select(a => a with { Notes = Keep(a.Notes) }).ToList();
        List<AnswerQuestion> Asked(IReadOnlyList<AnswerQuestion> questions) => [.. questions.Where(q => !bad.Contains(q.Command) || q.Command.Length == 0)];
        var questions = Asked(answer.Questions);
        // A letter is whole or it is not sent.
        var letter = answer.Letter is { } written && !written.Claims.Any(c => bad.Contains(c.Text)) && !written.Actions.Any(a => bad.Contains(a.Command)) ? written : null;
        return answer with
        {
            Sections = sections,
            Facts = new([.. answer.Facts.All.Where(f => !bad.Contains(f.Name))]),
            Causes = [.. answer.Causes.Where(c => !fallen.Contains(c.Id)).Select(c => c with { For = Keep(c.For), Against = Keep(c.Against), Missing = Asked(c.Missing) })],
            Actions = actions,
            Questions = questions,
            Markdown = AnswerMarkdown.Compose(sections, actions, questions, sections.Exists(s => s.Kind == "letter") ? letter : null, title),
            Letter = letter,
        };
    }
}
