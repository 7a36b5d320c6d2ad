using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Planning;
using MemHelpBot.Cases.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Verifying;

/// <summary>Checks the six rules of the answer contract mechanically, whoever composed the answer.</summary>
/// <param name="corpus">What may be cited and run.</param>
/// <param name="request">What was asked: its hits may be cited as well.</param>
/// <param name="paste">The pasted lines.</param>
public sealed class AnswerVerifier(Corpus corpus, AnswerRequest request, PasteLines paste)
{
    private static readonly string[] Verdicts = ["confirmed", "likely", "possible", "ruled-out"];
    private readonly Dictionary<string, CaseDocument> found = request.Hits.ToDictionary(h => h.Document.Id, h => h.Document, StringComparer.Ordinal);

    /// <summary>Every rule the answer breaks; empty when it may be shown.</summary>
    public IReadOnlyList<Violation> Check(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var broken = new List<Violation>();
        CheckCauses(answer, broken);
        var numbers = new NumberRule(answer.Facts, answer.Language);
        foreach (var claim in answer.Claims.Concat(answer.Causes.SelectMany(c => c.For.Concat(c.Against))).Concat(answer.Actions.SelectMany(a => a.Notes)).Concat(answer.Letter?.Claims ?? []).Distinct())
            CheckClaim(claim, numbers, broken);
        CheckPlaces(answer, broken);
        CheckCommands(answer, broken);
        foreach (ref readonly var fact in answer.Facts.AsSpan())
            CheckFact(fact, broken);
        return broken;
    }

    /// <summary>Rule 1: the order of the causes, and one proved root an incident.</summary>
    private static void CheckCauses(Answer answer, List<Violation> broken)
    {
        if (answer.Causes.Count == 0)
            broken.Add(new Violation(1, "", "no cause is named, not even that the evidence does not decide"));
        for (var i = 1; i < answer.Causes.Count; i++)
        {
            if (Array.IndexOf(Verdicts, answer.Causes[i].Verdict) < Array.IndexOf(Verdicts, answer.Causes[i - 1].Verdict) && answer.Causes[0].Id != "insufficient-evidence")
                broken.Add(new Violation(1, answer.Causes[i].Id, "stands behind a less certain cause"));
        }

        foreach (var cause in answer.Causes)
        {
            if (!Verdicts.Contains(cause.Verdict))
                broken.Add(new Violation(1, cause.Id, $"'{cause.Verdict}' is no verdict"));
            if (cause.Verdict == "confirmed" && !cause.For.Any(c => c.Citations.Any(IsLine)))
                broken.Add(new Violation(1, cause.Id, "is confirmed and no line of the paste proves it"));
        }
    }

    /// <summary>Rules 2 and 3: citations that lead somewhere, numbers that stand somewhere.</summary>
    private void CheckClaim(Claim claim, NumberRule numbers, List<Violation> broken)
    {
        if (claim.Citations.Count == 0)
            broken.Add(new Violation(2, claim.Text, "has no citation"));
        var sections = new List<string>();
        foreach (var citation in claim.Citations)
        {
            if (!Resolve(citation, sections))
                broken.Add(new Violation(2, claim.Text, $"'{citation}' leads nowhere"));
        }

        if (Placeholders(claim.Text).Any(p => !IsPasted(p, claim)))
            broken.Add(new Violation(3, claim.Text, "has a placeholder that nothing filled"));
        if (numbers.FirstUnsupported(claim.Text, claim.Citations, sections) is { } number)
            broken.Add(new Violation(3, claim.Text, $"the number {number} is no fact and does not stand in a cited section"));
    }

    /// <summary>Rule 4: each command is what the catalogue gives for these facts.</summary>
    private void CheckCommands(Answer answer, List<Violation> broken)
    {
        var commands = new CommandBook(corpus, answer.Facts);
        foreach (var action in answer.Actions)
        {
            if (!Incidents(answer, action).Any(i => commands.Fill(action.Id, i)?.Command == action.Command))
                broken.Add(new Violation(4, action.Command, $"is not what the catalogue gives for '{action.Id}'"));
            foreach (var citation in action.Citations)
            {
                if (!Resolve(citation, null))
                    broken.Add(new Violation(2, action.Command, $"'{citation}' leads nowhere"));
            }
        }

        foreach (var question in answer.Questions.Concat(answer.Causes.SelectMany(c => c.Missing)))
        {
            if (question.Command.Length > 0
                && (!corpus.Questions.TryGetValue(question.Id, out var known) || !known.Elsewhere.Append(known.Remedy).OfType<string>().Any(remedy => commands.Fill(remedy, null)?.Command == question.Command)))
                broken.Add(new Violation(4, question.Command, $"is not the catalogue's command for the question '{question.Id}'"));
        }
    }

    /// <summary>Rule 5: what is said of the paste stands on a line of it.</summary>
    private static void CheckPlaces(Answer answer, List<Violation> broken)
    {
        foreach (var section in answer.Sections.Where(s => s.Kind is "what-happened" or "together" or "numbers" or "fit"))
        {
            foreach (var claim in section.Claims.Where(c => !c.Citations.Any(IsLine)))
                broken.Add(new Violation(5, claim.Text, "speaks of the paste and cites no line of it"));
        }

        foreach (var cause in answer.Causes.Where(c => c.Id != "insufficient-evidence" && c.For.Count == 0 && c.Against.Count == 0))
            broken.Add(new Violation(5, cause.Id, "is judged without evidence"));
    }

    /// <summary>Rule 6: a fact that was read stands where it says; one that was derived names what it follows from.</summary>
    private void CheckFact(in Fact fact, List<Violation> broken)
    {
        if (fact.Derivation is { } derivation)
        {
            if (derivation.From.Count == 0 || derivation.Formula.Length == 0)
                broken.Add(new Violation(6, fact.Name, "is derived from nothing"));
            return;
        }

        var text = paste.Text(fact.Span.Message, fact.Span.FirstLine, fact.Span.LastLine);
        if (text.IsWhiteSpace())
            broken.Add(new Violation(6, fact.Name, "stands on no line of the paste"));
        else if (fact.Value.Number is not null && text.IndexOfAnyInRange('0', '9') < 0)
            broken.Add(new Violation(6, fact.Name, "is a number and its lines hold no digit"));
    }

    // Where the action most likely comes from first: of thousands of incidents the others are hardly ever asked.
    private static IEnumerable<int?> Incidents(Answer answer, AnswerAction action) =>
        answer.Causes.Where(c => c.Id == action.Cause).Select(c => c.Incident).Prepend(null).Concat(answer.Incidents.Select(i => (int?)i.Index)).Distinct();

    private static bool IsLine(string citation) => Citation.Parse(citation) is { Line: not null };

    private static IEnumerable<string> Placeholders(string text)
    {
        for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', open + 1))
        {
            var close = text.IndexOf('}', open);
            if (close < 0)
                yield break;
            if (close > open + 1 && text.AsSpan(open + 1, close - open - 1).IndexOfAnyExceptInRange('a', 'z') is < 0 or > 1)
                yield return text[open..(close + 1)];
        }
    }

    // A process may be called {name}: what stands on a cited line was not left open by us.
    private bool IsPasted(string placeholder, Claim claim) =>
        claim.Citations.Any(c => Citation.Parse(c) is { Line: { } line, Message: { } message } && paste.Has(message, line) && paste.Text(message, line, line).Contains(placeholder, StringComparison.Ordinal));

    private bool Resolve(string citation, List<string>? sections)
    {
        if (Citation.Parse(citation) is not { } parsed)
            return false;
        if (parsed.Line is { } line)
            return paste.Has(parsed.Message!.Value, line);
        if ((corpus.Documents.GetValueOrDefault(parsed.Document!) ?? found.GetValueOrDefault(parsed.Document!)) is not { } document
            || document.Section(parsed.Section!) is not { } section)
            return false;
        sections?.Add(section.Text);
        sections?.Add(document.Title);
        if (document.Titles is { } titles)
            sections?.AddRange([titles.Zh, titles.Pl]);
        return true;
    }
}
