using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Diagnosis;

namespace MemHelpBot.Answers.Composing;

/// <summary>Replies to what a person says of the conversation itself: yes, no, it worked, it did not, forget it, and what is not of this field.</summary>
internal sealed class Dialogue(Phrases phrases, Answer whole)
{
    private const int MostLeft = 3;

    /// <summary>The reply; null when the focus is none of these, or the whole answer serves better.</summary>
    public Said? Of(Focus focus) => focus.Kind switch
    {
        FocusKind.Outside => new Said([AboutUs("outside")], [], []),
        FocusKind.Forget => new Said([AboutUs("forgotten")], [], []),
        FocusKind.AskForget => new Said([AboutUs("forget-asked")], [], []),
        FocusKind.NotForgotten => new Said([AboutUs("forget-not")], [], []),
        FocusKind.Unread => new Said([AboutUs("unread")], [], []),
        FocusKind.Yes => Yes(Asked(focus)),
        FocusKind.No => No(focus),
        FocusKind.It => It(focus),
        FocusKind.Worked => Worked(focus),
        FocusKind.Failed => Failed(focus),
        _ => null,
    };

    private AnswerQuestion? Asked(Focus focus) => whole.Questions.FirstOrDefault(q => focus.Topics.Contains(q.Id));

    private Said? Yes(AnswerQuestion? asked)
    {
        if (asked is not null)
            return new Said([Head(asked.Command.Length > 0 ? "yes-run" : "yes-tell")], [], [asked]);
        var first = Changing([]).Take(1).ToList();
        return first.Count == 0 ? null : new Said([Head("yes-first")], [.. first, .. Following(first)], []);
    }

    private Said? No(Focus focus)
    {
        var place = whole.Questions.ToList().FindIndex(q => focus.Topics.Contains(q.Id));
        var left = whole.Questions.Skip(place + 1).Take(1).ToList();
        if (place >= 0 && left.Count > 0)
            return new Said([Head("no-next")], [], left);
        var first = Changing([]).Take(1).ToList();
        return first.Count == 0 ? null : new Said([Head("no-more-questions")], [.. first, .. Following(first)], []);
    }

    private Said? It(Focus focus)
    {
        var meant = whole.Actions.Where(a => focus.Topics.Contains(a.Id)).Take(1).ToList();
        return meant.Count == 0 ? null : new Said([Head("it-" + meant[0].Risk)], [.. meant, .. Following(meant)], []);
    }

    /// <summary>What proves it, and what makes it last: a setting that is gone after a restart brings the incident back.</summary>
    private Said Worked(Focus focus)
    {
        var fades = whole.Actions.Any(a => focus.Topics.Contains(a.Id) && a.Lasts is "process" or "reboot");
        var lasting = whole.Actions.Where(a => a.Kind == "verify" || (fades && a.Lasts == "permanent")).ToList();
        List<AnswerSection> sections = [Head(fades ? "worked-fades" : "worked")];
        return new Said(sections, lasting, []);
    }

    /// <summary>What was not tried yet, the causes that are still open, and the question that would decide.</summary>
    private Said Failed(Focus focus)
    {
        var others = whole.Causes.Skip(1).Where(c => c.Verdict is "confirmed" or "likely" or "possible" && c.Id != whole.Causes[0].Id && c.For.Count > 0).DistinctBy(c => c.Id).Take(MostLeft).ToList();
        List<AnswerSection> sections = [Head("did-not-work")];
        if (others.Count > 0)
            sections.Add(new("why", phrases.Own("title-why"), [.. others.Select(c => new Claim(phrases.Own("also-" + c.Verdict).Replace("{cause}", c.Name, StringComparison.Ordinal).Replace("{reason}", c.For[0].Text, StringComparison.Ordinal), c.For[0].Citations))]));
        var left = Changing(focus.Topics).Take(2).ToList();
        return new Said(sections, left, [.. whole.Questions.Take(1)]);
    }

    /// <summary>Commands that change something and were not named.</summary>
    private IEnumerable<AnswerAction> Changing(IReadOnlyList<string> but) => whole.Actions.Where(a => a.Kind is "mitigate" or "fix" && !but.Contains(a.Id));

    /// <summary>What verifies and undoes commands of a cause.</summary>
    private IEnumerable<AnswerAction> Following(List<AnswerAction> actions) =>
        whole.Actions.Where(a => a.Kind is "verify" or "undo" && actions.Exists(b => b.Cause == a.Cause)).GroupBy(a => a.Kind).Select(g => g.First());

    private AnswerSection AboutUs(string id) => new("headline", "", [new Claim(phrases.Own(id), ["C:note-this-bot#mechanism"])]);

    private AnswerSection Head(string id)
    {
        var cited = phrases.Corpus.Playbooks.GetValueOrDefault(whole.Causes[0].Id)?.Explanation[0].Cite ?? phrases.Corpus.Playbooks.GetValueOrDefault(CauseIds.InsufficientEvidence)?.Explanation[0].Cite ?? [];
        return new("headline", "", [new Claim(phrases.Own(id), cited)]);
    }

    /// <summary>A reply: sentences, commands, questions.</summary>
    internal sealed record Said(IReadOnlyList<AnswerSection> Sections, IReadOnlyList<AnswerAction> Actions, IReadOnlyList<AnswerQuestion> Questions);
}
