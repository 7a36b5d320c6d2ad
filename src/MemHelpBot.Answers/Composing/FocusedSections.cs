using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Verifying;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Diagnosis;

namespace MemHelpBot.Answers.Composing;

/// <summary>The sections that a follow-up asks for, from the evidence of the whole conversation.</summary>
internal sealed class FocusedSections(Phrases phrases, PlaybookWords playbooks, AnswerRequest request, Answer whole, PasteLines? paste)
{
    /// <summary>The sections; empty when the corpus has nothing on it, and the whole answer serves better.</summary>
    public IReadOnlyList<AnswerSection> Of(Focus focus) => [.. (focus.Kind switch
    {
        FocusKind.Why => [Section("why", [.. whole.Causes[0].For, .. playbooks.Explanation(whole.Causes[0].Id)]), .. Existing("numbers", "against", "related")],
        FocusKind.WhyNotMoreRam => MoreRam(),
        FocusKind.OnlyCommands => [Commands()],
        FocusKind.Undo => whole.Actions.Any(a => a.Kind == "undo") ? [Commands()] : [],
        FocusKind.Letter => whole.Letter is { } letter ? [new AnswerSection("letter", letter.Title, letter.Claims)] : [],
        FocusKind.Term => [Section("term", [.. focus.Topics.SelectMany(new Meanings(phrases, request, paste).Of)])],
        FocusKind.Line => [Section("line", [.. focus.Topics.SelectMany(new Meanings(phrases, request, paste).OfLine)])],
        FocusKind.More => Everything(),
        FocusKind.Less => [.. Existing("headline")],
        FocusKind.Topic => [.. focus.Topics.SelectMany(Topic)],
        FocusKind.Yes or FocusKind.No or FocusKind.It => [],
        _ => (IReadOnlyList<AnswerSection>)[Section("known", Known())],
    }).Where(s => s.Claims.Count > 0)];

    private AnswerSection Section(string kind, IReadOnlyList<Claim> claims) => new(kind, phrases.Own("title-" + kind), claims);

    private IEnumerable<AnswerSection> Existing(params string[] kinds) => whole.Sections.Where(s => kinds.Contains(s.Kind));

    /// <summary>The whole answer with every reason of its primary cause and the whole mechanism.</summary>
    private List<AnswerSection> Everything() =>
    [
        .. whole.Sections.Select(s => s.Kind == "why"
            ? s with { Claims = [.. s.Claims.Concat(whole.Causes[0].For).Concat(playbooks.Explanation(whole.Causes[0].Id)).DistinctBy(c => c.Text)] }
            : s),
    ];

    /// <summary>What more RAM would and would not change, then the lines of the paste that show it.</summary>
    private IReadOnlyList<AnswerSection> MoreRam()
    {
        var primary = whole.Causes[0];
        return phrases.Corpus.Playbooks.TryGetValue(primary.Id, out var playbook)
            ? [Section("more-ram", [playbooks.Word(playbook.WhyNotMoreRam), .. primary.For.Take(3)]), .. Existing("numbers")]
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

        claims.AddRange(playbooks.Explanation(cause));
        return [Section("topic", claims)];
    }

    private List<Claim> Known() =>
        [.. whole.Sections.Where(s => s.Kind is "headline" or "what-happened" or "numbers").SelectMany(s => s.Claims),
         .. whole.Causes.Skip(1).Where(c => c.Verdict is "confirmed" or "likely").SelectMany(c => c.For.Take(1))];
}
