using MemHelpBot.Answers.Composing;
using MemHelpBot.Answers.Model;

namespace MemHelpBot.Answers.Verifying;

/// <summary>Takes out of an answer what breaks a rule. What remains was checked; nothing is repaired by guessing.</summary>
internal static class Redaction
{
    public static Answer Without(Answer answer, IReadOnlyList<Violation> broken, Func<string, string> title)
    {
        var bad = broken.Select(v => v.Where).ToHashSet(StringComparer.Ordinal);
        List<Claim> Keep(IReadOnlyList<Claim> claims) => [.. claims.Where(c => !bad.Contains(c.Text))];
        var sections = answer.Sections.Select(s => s with { Claims = Keep(s.Claims) }).Where(s => s.Claims.Count > 0).ToList();
        var actions = answer.Actions.Where(a => !bad.Contains(a.Command)).Select(a => a with { Notes = Keep(a.Notes) }).ToList();
        var questions = answer.Questions.Where(q => !bad.Contains(q.Command) || q.Command.Length == 0).ToList();
        // A letter is whole or it is not sent.
        var letter = answer.Letter is { } written && !written.Claims.Any(c => bad.Contains(c.Text)) && !written.Actions.Any(a => bad.Contains(a.Command)) ? written : null;
        return answer with
        {
            Sections = sections,
            Facts = new([.. answer.Facts.All.Where(f => !bad.Contains(f.Name))]),
            Causes = [.. answer.Causes.Select(c => c with { For = Keep(c.For), Against = Keep(c.Against) })],
            Actions = actions,
            Questions = questions,
            Markdown = AnswerMarkdown.Compose(sections, actions, questions, sections.Exists(s => s.Kind == "letter") ? letter : null, title),
            Letter = letter,
        };
    }
}
