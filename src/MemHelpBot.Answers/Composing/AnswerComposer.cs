using MemHelpBot.Answers.Bugs;
using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Planning;
using MemHelpBot.Answers.Rewording;
using MemHelpBot.Answers.Verifying;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;
using MemHelpBot.Diagnosis.Together;

namespace MemHelpBot.Answers.Composing;

/// <summary>Composes the answer from findings, hits and the corpus. Deterministic: no model is involved.</summary>
public sealed class AnswerComposer(Corpus corpus)
{
    /// <summary>Sentences for the primary cause that stand in the answer; all of them are in <see cref="Answer.Causes"/>.</summary>
    private const int MostReasons = 5;

    /// <summary>Lines cited for a known bug beside its source.</summary>
    private const int MostBugLines = 4;

    private readonly BugSearch known = new(corpus.KnownBugs);

    /// <summary>Sentences on what several incidents say together.</summary>
    private const int MostPatterns = 6;

    /// <summary>The answer to a request, as composed and before it is verified.</summary>
    public Answer Compose(AnswerRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var phrases = new Phrases(corpus, request.Language);
        var commands = new CommandBook(corpus, request.Findings.Facts);
        var environment = new EnvironmentWords(request);
        var wording = new CauseWording(phrases, commands, environment, request.Findings.Facts);

        var judged = request.Findings.Causes;
        var causes = judged.Select(wording.Word).ToList();
        if (request.Notices.FirstOrDefault(n => n.IsNothingRead) is { } nothing)
            return NothingRead(phrases, request, causes, nothing);

        var fit = new CaseFit(request, environment);
        var playbooks = new PlaybookWords(phrases, fit);
        var hits = new Sources(phrases, request.Hits, request.Similar);
        var corrections = new Corrections(phrases).Apply(request.Said, Followed(request));
        var bugs = known.Find(request);
        var actions = new ActionPlanner(phrases, commands, environment, fit, request.Role).Plan(judged, bugs);
        var questions = Questions(wording, judged);

        string Title(string id) => phrases.Own("title-" + id);
        AnswerSection[] sections =
        [
            Headline(phrases, playbooks, causes, judged),
            new("what-happened", Title("what-happened"), new WhatHappened(phrases, request.Findings.Facts, request.Signatures).Tell(request.Incidents)),
            new("together", Title("together"), Together(phrases, request.Findings.Patterns)),
            new("changed", Title("changed"), new Changes(phrases, wording).Tell(request.Before, judged)),
            new("why", Title("why"), Why(phrases, playbooks, causes)),
            new("known-bugs", Title("known-bugs"), [.. bugs.Select(b => Bug(phrases, b))]),
            new("numbers", Title("numbers"), new Numbers(phrases, request.Findings.Facts).Tell(judged.Where(j => j.Verdict != Verdict.RuledOut).Take(3))),
            new("fit", Title("fit"), new WouldItFit(phrases, request.Findings.Facts).Tell(judged.Where(j => j.Verdict != Verdict.RuledOut).Take(3))),
            new("against", Title("against"), Against(phrases, causes)),
            new("related", Title("related"), hits.Tell()),
            new("corrections", Title("corrections"), [.. corrections.Select(c => c.Claim)]),
        ];
        var kept = sections.Where(s => s.Claims.Count > 0).ToList();
        var answer = new Answer(
            request.Language, request.Incidents, request.Findings.Facts,
            [.. request.Signatures.Select(s => s.Id).Distinct(StringComparer.Ordinal)],
            causes, kept, "", actions, questions,
            hits.All(kept, causes, actions),
            [.. request.Notices.Select(n => Worded(phrases, n)), .. corrections.Where(c => !c.Said).Select(c => c.Claim.Text)]);
        answer = answer with { Letter = new AdminLetter(phrases).Write(answer) };
        return Written(answer, []);
    }

    /// <summary>The reply to a follow-up: the same evidence, causes and commands, and only the sections that were asked for.</summary>
    /// <param name="request">What the conversation has told.</param>
    /// <param name="focus">What is asked for.</param>
    /// <param name="paste">The pasted lines, for the terms on a line; null explains the facts only.</param>
    public Answer Compose(AnswerRequest request, Focus focus, PasteLines? paste = null)
    {
        var whole = Compose(request);
        var phrases = new Phrases(corpus, request.Language);
        var playbooks = new PlaybookWords(phrases, new CaseFit(request, new EnvironmentWords(request.Findings.Facts, request.Signatures)));
        if (focus.Kind == FocusKind.Advice)
        {
            var environment = new EnvironmentWords(request);
            var planner = new ActionPlanner(phrases, new CommandBook(corpus, request.Findings.Facts), environment, new CaseFit(request, environment), request.Role);
            return new Advised(phrases, playbooks, new Meanings(phrases, request, paste), planner, whole).Of(focus) is { } advised ? Written(advised, []) : whole;
        }

        if (new Dialogue(phrases, whole).Of(focus) is { } said)
        {
            return whole with
            {
                Sections = said.Sections,
                Actions = said.Actions.Count > 0 ? said.Actions : whole.Actions,
                Questions = said.Questions.Count > 0 ? said.Questions : whole.Questions,
                Markdown = AnswerMarkdown.Compose(said.Sections, said.Actions, said.Questions, null, id => phrases.Own("title-" + id)),
                Letter = null,
            };
        }

        var sections = new FocusedSections(phrases, playbooks, request, whole, paste).Of(focus);
        if (sections.Count == 0)
            return whole;
        return Written(whole with { Sections = sections, Part = focus.Kind, Letter = focus.Kind == FocusKind.Letter ? whole.Letter : null }, focus.Topics);
    }

    /// <summary>The answer with sections in other words, verified like any other; null when it breaks a rule: then the answer stands as it was.</summary>
    public Answer? Reworded(Answer answer, RewordedSections reworded, AnswerRequest request, IReadOnlyList<string> topics)
    {
        ArgumentNullException.ThrowIfNull(reworded);
        var label = new Phrases(corpus, answer.Language).Own("worded-by-model");
        var other = Written(answer with { Sections = reworded.Sections, Wording = reworded.Wording with { Label = label } }, topics);
        return new AnswerVerifier(corpus, request, request.Paste!).Check(other).Count == 0 ? other : null;
    }

    /// <summary>The answer with its Markdown: of a follow-up only the commands and questions that belong to what was asked.</summary>
    private Answer Written(Answer answer, IReadOnlyList<string> topics)
    {
        var phrases = new Phrases(corpus, answer.Language);
        string Title(string id) => phrases.Own("title-" + id);
        string Labelled(string text) => answer.Wording is { Label: var label } ? $"{text}\n*{AnswerMarkdown.Escape(label)}*\n" : text;
        if (answer.Part is not { } part)
            return answer with { Markdown = Labelled(AnswerMarkdown.Compose(answer, Title)) };
        IReadOnlyList<AnswerAction> actions = part switch
        {
            FocusKind.OnlyCommands or FocusKind.More or FocusKind.Advice => answer.Actions,
            FocusKind.Undo => [.. answer.Actions.Where(a => a.Kind == "undo")],
            FocusKind.Less => [.. answer.Actions.Take(1)],
            _ => [],
        };
        IReadOnlyList<AnswerQuestion> questions = part switch
        {
            FocusKind.Why or FocusKind.WhyNotMoreRam or FocusKind.More or FocusKind.Less => answer.Questions,
            FocusKind.Topic => [.. answer.Causes.Where(c => topics.Contains(c.Id)).SelectMany(c => c.Missing)],
            _ => [],
        };
        return answer with { Markdown = Labelled(AnswerMarkdown.Compose(answer.Sections, actions, questions, part == FocusKind.Letter ? answer.Letter : null, Title)) };
    }

    /// <summary>The answer, verified: what breaks a rule is taken out before anybody sees it.</summary>
    /// <param name="request">What to answer.</param>
    /// <param name="paste">The pasted lines, for the citations.</param>
    /// <param name="focus">What a follow-up asks for; null for the whole answer.</param>
    /// <param name="broken">What was taken out and why; empty when all is well.</param>
    public Answer ComposeVerified(AnswerRequest request, PasteLines paste, Focus? focus, out IReadOnlyList<Violation> broken)
    {
        var answer = focus is null ? Compose(request) : Compose(request, focus, paste);
        return Verified(answer, request, paste, out broken);
    }

    /// <summary>An answer without what breaks a rule; when a verdict falls, or something stays broken, the answer that nothing is decided.</summary>
    internal Answer Verified(Answer answer, AnswerRequest request, PasteLines paste, out IReadOnlyList<Violation> broken)
    {
        var verifier = new AnswerVerifier(corpus, request, paste);
        var phrases = new Phrases(corpus, request.Language);
        string Title(string id) => phrases.Own("title-" + id);
        broken = verifier.Check(answer);
        if (broken.Count == 0)
            return answer;
        var rest = Redaction.Without(answer, broken, Title);
        if (rest.Causes is [var first, ..] && first.Id == answer.Causes[0].Id && first.Verdict == answer.Causes[0].Verdict && verifier.Check(rest).Count == 0)
            return rest;
        // Headline, reasons and commands stood on that verdict.
        var undecided = Compose(request with { Findings = new Findings(request.Findings.Facts, [new Judgement(CauseIds.InsufficientEvidence, null, [], [], [])]) });
        return Redaction.Without(undecided, verifier.Check(undecided), Title);
    }

    /// <summary>The documents a person may take advice from: the same case, or the nearest one while nothing is decided.</summary>
    private static IReadOnlyList<string> Followed(AnswerRequest request)
    {
        var undecided = request.Findings.Causes[0].Cause == CauseIds.InsufficientEvidence;
        return [.. request.Hits.Where((h, rank) => h.Exact || undecided && rank == 0).Select(h => h.Document.Id)];
    }

    /// <summary>One sentence that says what to send: whatever else could be said would be about nothing.</summary>
    private static Answer NothingRead(Phrases phrases, AnswerRequest request, List<AnswerCause> causes, Remark nothing)
    {
        var cited = phrases.Corpus.Playbooks.GetValueOrDefault(CauseIds.InsufficientEvidence)?.Explanation[0].Cite ?? [];
        AnswerSection[] only = [new("headline", "", [new Claim(Worded(phrases, nothing), cited)])];
        return new Answer(
            request.Language, request.Incidents, request.Findings.Facts, [], causes, only,
            AnswerMarkdown.Compose(only, [], [], null, id => phrases.Own("title-" + id)), [], [], [], []);
    }

    private static string Worded(Phrases phrases, Remark remark) => phrases.Of(EvidencePhrase.OfAnswer, "notice-" + remark.Id, remark.Arguments) ?? remark.Text;

    private static AnswerSection Headline(Phrases phrases, PlaybookWords playbooks, List<AnswerCause> causes, IReadOnlyList<Judgement> judged)
    {
        var primary = causes[0];
        var playbook = phrases.Corpus.Playbooks.GetValueOrDefault(primary.Id);
        var sentence = playbooks.Headline(primary.Id) ?? primary.Name;
        var text = judged[0].Cause == CauseIds.InsufficientEvidence ? sentence : phrases.Own("headline-" + primary.Verdict).Replace("{headline}", sentence, StringComparison.Ordinal);
        var cited = primary.For is [var first, ..] ? first.Citations : playbook?.Explanation[0].Cite ?? [];
        return new AnswerSection("headline", "", [new Claim(text, cited)]);
    }

    private static List<Claim> Together(Phrases phrases, IReadOnlyList<IncidentPattern> patterns) =>
        [.. patterns.Take(MostPatterns).Select(p => (Text: phrases.Of(EvidencePhrase.OfTogether, p.Id, p.Arguments), Cited: Citations.Of(p.Arguments)))
            .Where(c => c.Text is not null && c.Cited.Count > 0).Select(c => new Claim(c.Text!, c.Cited))];

    private static List<Claim> Why(Phrases phrases, PlaybookWords playbooks, List<AnswerCause> causes)
    {
        var claims = new List<Claim>(causes[0].For.Take(MostReasons));
        // The same cause in further incidents, then other causes that stand beside it, one sentence each.
        foreach (var other in causes.Skip(1).Where(c => c.Verdict is "confirmed" or "likely" or "possible" && c.For.Count > 0).DistinctBy(c => (c.Id, c.Verdict)).Take(3))
        {
            if (other.Id == causes[0].Id && causes[0].For is [var first, ..] && other.For[0].Text == first.Text)
                continue;
            var text = phrases.Own("also-" + other.Verdict).Replace("{cause}", other.Name, StringComparison.Ordinal).Replace("{reason}", other.For[0].Text, StringComparison.Ordinal);
            claims.Add(new Claim(text, other.For[0].Citations));
        }

        claims.AddRange(playbooks.Explanation(causes[0].Id).Take(causes[0].Id == CauseIds.InsufficientEvidence ? 3 : 2));
        return claims;
    }

    private static Claim Bug(Phrases phrases, BugFound found)
    {
        var text = phrases.Own(found.Bug.Proved ? "bug-proved" : "bug-possible").Replace("{text}", found.Bug.Text.In(phrases.Lang), StringComparison.Ordinal)
            .Replace("{affected}", found.Bug.Affected, StringComparison.Ordinal);
        var mended = found.Bug.Fixed is null ? phrases.Own("bug-not-fixed") : phrases.Own("bug-fixed").Replace("{fixed}", found.Bug.Fixed, StringComparison.Ordinal);
        var lines = found.Lines.Select(l => l.Citation).Distinct(StringComparer.Ordinal).Take(MostBugLines);
        return new Claim(text + (phrases.Lang == "zh" ? "" : " ") + mended, [.. lines, $"C:{found.Bug.DocumentId}#mechanism"]);
    }

    private static List<Claim> Against(Phrases phrases, List<AnswerCause> causes)
    {
        var claims = new List<Claim>(causes[0].Against.Take(2));
        foreach (var other in causes.Where(c => c.Verdict == "ruled-out" && c.Against.Count > 0).DistinctBy(c => c.Id).Take(3))
        {
            var text = phrases.Own("ruled-out").Replace("{cause}", other.Name, StringComparison.Ordinal).Replace("{reason}", other.Against[0].Text, StringComparison.Ordinal);
            claims.Add(new Claim(text, other.Against[0].Citations));
        }

        return claims;
    }

    private static List<AnswerQuestion> Questions(CauseWording wording, IReadOnlyList<Judgement> judged) =>
        [.. judged.Where(j => j.Verdict != Verdict.RuledOut)
            .SelectMany((j, rank) => j.Missing.Select(m => (m, rank)))
            .OrderBy(x => x.m.Decisive + Math.Min(x.rank, 3)).ThenBy(x => x.rank).ThenBy(x => x.m.Id, StringComparer.Ordinal)
            .Select(x => wording.Ask(x.m)).OfType<AnswerQuestion>().DistinctBy(q => q.Id).Take(4)];
}
