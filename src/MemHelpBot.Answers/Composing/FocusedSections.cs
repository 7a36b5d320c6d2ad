using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;

namespace MemHelpBot.Answers.Composing;

/// <summary>The sections that a follow-up asks for, from the evidence of the whole conversation.</summary>
internal sealed class FocusedSections(Phrases phrases, Answer whole)
{
    /// <summary>The sections; empty when the corpus has nothing on it, and the whole answer serves better.</summary>
    public IReadOnlyList<AnswerSection> Of(Focus focus) => [.. (focus.Kind switch
    {
        FocusKind.Why => [Section("why", [.. whole.Causes[0].For, .. Explanation(whole.Causes[0].Id)]), .. Existing("numbers", "against", "related")],
        FocusKind.WhyNotMoreRam => MoreRam(),
        FocusKind.OnlyCommands => [Commands()],
        FocusKind.Undo => whole.Actions.Any(a => a.Kind == "undo") ? [Commands()] : [],
        FocusKind.Letter => whole.Letter is { } letter ? [new AnswerSection("letter", letter.Title, letter.Claims)] : [],
        FocusKind.Term => [Section("term", [.. focus.Topics.SelectMany(Term)])],
        FocusKind.Topic => [.. focus.Topics.SelectMany(Topic)],
        _ => (IReadOnlyList<AnswerSection>)[Section("known", Known())],
    }).Where(s => s.Claims.Count > 0)];

    private AnswerSection Section(string kind, IReadOnlyList<Claim> claims) => new(kind, phrases.Own("title-" + kind), claims);

    private IEnumerable<AnswerSection> Existing(params string[] kinds) => whole.Sections.Where(s => kinds.Contains(s.Kind));

    private List<Claim> Explanation(string cause) => phrases.Corpus.Playbooks.TryGetValue(cause, out var playbook)
        ? [.. playbook.Explanation.Select(Worded)]
        : [];

    private Claim Worded(CitedText text) => new(text.Text.In(phrases.Lang), text.Cite);

    /// <summary>What more RAM would and would not change, then the lines of the paste that show it.</summary>
    private IReadOnlyList<AnswerSection> MoreRam()
    {
        var primary = whole.Causes[0];
        return phrases.Corpus.Playbooks.TryGetValue(primary.Id, out var playbook)
            ? [Section("more-ram", [Worded(playbook.WhyNotMoreRam), .. primary.For.Take(3)]), .. Existing("numbers")]
            : [];
    }

    private AnswerSection Commands()
    {
        var primary = whole.Causes[0];
        var cited = whole.Actions is [var first, ..] ? first.Citations : [];
        return cited.Count == 0
            ? new("commands", "", [])
            : Section("commands", [new Claim(phrases.Own("commands-for", new EvidenceArgument("cause", null, primary.Name)), cited)]);
    }

    private IEnumerable<Claim> Term(string id) => phrases.Corpus.Glossary.Where(g => g.Id == id).Select(g => new Claim(g.Text.In(phrases.Lang), [g.Cite]));

    /// <summary>One cause: how it is judged here and why, then how it works.</summary>
    private List<AnswerSection> Topic(string cause)
    {
        var name = phrases.Corpus.Playbooks.TryGetValue(cause, out var playbook) ? playbook.Name.In(phrases.Lang) : cause;
        var judged = whole.Causes.FirstOrDefault(c => c.Id == cause);
        var claims = new List<Claim>();
        if (judged is not null && judged.For.Concat(judged.Against).FirstOrDefault() is { } reason)
        {
            var verdict = new EvidenceArgument("verdict", null, phrases.Own("verdict-" + judged.Verdict));
            claims.Add(new Claim(phrases.Own("topic-verdict", new EvidenceArgument("cause", null, name), verdict), reason.Citations));
            claims.AddRange(judged.For.Concat(judged.Against));
        }
        else if (playbook is not null)
        {
            claims.Add(new Claim(phrases.Own("topic-not-judged", new EvidenceArgument("cause", null, name)), playbook.Explanation[0].Cite));
        }

        claims.AddRange(Explanation(cause));
        return [Section("topic", claims)];
    }

    private List<Claim> Known() =>
        [.. whole.Sections.Where(s => s.Kind is "headline" or "what-happened" or "numbers").SelectMany(s => s.Claims),
         .. whole.Causes.Skip(1).Where(c => c.Verdict is "confirmed" or "likely").SelectMany(c => c.For.Take(1))];
}
