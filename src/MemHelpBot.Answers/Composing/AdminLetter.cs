using System.Text;
using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Diagnosis;

namespace MemHelpBot.Answers.Composing;

/// <summary>
/// The text a person without rights sends to those who have them: what happened with its figures, which change, why, how to verify
/// it and how to take it back. Made of the answer's own sentences and commands; nothing is said that the answer does not prove.
/// </summary>
internal sealed class AdminLetter(Phrases phrases)
{
    /// <summary>Sentences of what happened; an administrator wants the figures and not the story.</summary>
    private const int MostFigures = 4;

    /// <summary>Reasons told.</summary>
    private const int MostReasons = 3;

    /// <summary>The letter, or null when nothing has to be passed on.</summary>
    public AnswerLetter? Write(Answer answer)
    {
        var primary = answer.Causes[0];
        var changes = answer.Actions.Where(a => a.Cause == primary.Id && a.ForAdministrator).ToList();
        if ((changes.Find(a => a.Kind == "fix") ?? changes.Find(a => a is { Kind: "mitigate", Warning: null })) is not { } change
            || !phrases.Corpus.Remedies.TryGetValue(change.Id, out var remedy))
            return null;
        var after = answer.Actions.Where(a => remedy.Verify.Contains(a.Id) || remedy.Undo.Contains(a.Id)).ToList();
        var headline = answer.Sections.First(s => s.Kind == "headline").Claims;
        List<Claim> figures = [.. answer.Sections.Where(s => s.Kind == "what-happened").SelectMany(s => s.Claims).Take(MostFigures)];
        List<Claim> why = [.. headline, .. primary.For.Where(c => figures.TrueForAll(f => f.Text != c.Text)).Take(MostReasons)];
        List<Claim> asked = [new Claim(change.Text, change.Citations), .. change.Notes];
        if (change.Warning is { } warning)
            asked.Add(new Claim(warning, change.Citations));
        return new AnswerLetter(phrases.Own("title-letter"), Compose(figures, why, asked, change, after), [.. figures, .. why, .. asked], [change, .. after]);
    }

    private string Compose(List<Claim> figures, List<Claim> why, List<Claim> asked, AnswerAction change, List<AnswerAction> after)
    {
        var text = new StringBuilder(phrases.Own("letter-opening")).Append('\n');
        Append(text, "letter-happened", figures);
        Append(text, "letter-why", why);
        Append(text, "letter-asked", asked);
        EvidenceArgument[] how = [new("role", null, phrases.Own("title-role-" + change.RunAs)), new("lasts", null, phrases.Own("title-lasts-" + (change.Lasts ?? "once")))];
        Append(text, phrases.Own("letter-run", how), change);
        foreach (var action in after)
            Append(text, phrases.Own("title-kind-" + action.Kind), action);
        text.Append('\n');
        if (after.Prepend(change).Any(IsOpen))
            text.Append(phrases.Own("letter-open")).Append('\n');
        return text.Append(phrases.Own("letter-closing")).ToString();
    }

    private bool IsOpen(AnswerAction action) => phrases.Corpus.Remedies[action.Id].Parameters.Any(p => action.Command.Contains(p.Placeholder, StringComparison.Ordinal));

    private void Append(StringBuilder text, string heading, List<Claim> claims)
    {
        if (claims.Count == 0)
            return;
        text.Append('\n').Append(phrases.Own(heading)).Append('\n');
        foreach (var claim in claims)
        {
            // The documents of this product are not at the reader's hand; the lines of the log are.
            var lines = claim.Citations.Where(c => !c.StartsWith("C:", StringComparison.Ordinal)).ToList();
            text.Append("- ").Append(claim.Text).Append(lines.Count > 0 ? $" [{string.Join(", ", lines)}]" : "").Append('\n');
        }
    }

    private void Append(StringBuilder text, string heading, AnswerAction action)
    {
        text.Append('\n').Append(heading).Append(phrases.Lang == "zh" ? "：" : ":").Append('\n');
        foreach (var line in action.Command.Split('\n'))
            text.Append("    ").Append(line).Append('\n');
    }
}
