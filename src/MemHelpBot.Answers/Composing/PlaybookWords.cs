using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Planning;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Answers.Composing;

/// <summary>What a playbook says of a cause in this case: only the sentences that fit the surroundings, the evidence and the messages found.</summary>
internal sealed class PlaybookWords(Phrases phrases, CaseFit fit)
{
    /// <summary>The sentences on the mechanism; those written for this case first.</summary>
    public IReadOnlyList<Claim> Explanation(string cause) => phrases.Corpus.Playbooks.TryGetValue(cause, out var playbook)
        ? [.. playbook.Explanation.Where(e => fit.Holds(e.When, cause)).OrderBy(e => e.When.Count == 0).Select(Word)]
        : [];

    /// <summary>The headline for this case; null without a playbook.</summary>
    public string? Headline(string cause) => phrases.Corpus.Playbooks.TryGetValue(cause, out var playbook)
        ? (playbook.Headlines.FirstOrDefault(h => fit.Holds(h.When, cause))?.Text ?? playbook.Headline).In(phrases.Lang)
        : null;

    /// <summary>A sentence with its citations.</summary>
    public Claim Word(CitedText text) => new(text.Text.In(phrases.Lang), text.Cite);
}
