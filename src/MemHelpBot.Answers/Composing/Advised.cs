using MemHelpBot.Answers.Advice;
using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Planning;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Diagnosis;

namespace MemHelpBot.Answers.Composing;

/// <summary>The reply to a question that no paste is needed for: sentences and commands of the corpus as they stand there, each with its source.</summary>
internal sealed class Advised(Phrases phrases, PlaybookWords playbooks, Meanings meanings, ActionPlanner planner, Answer whole)
{
    /// <summary>Commands, beside what verifies and undoes them.</summary>
    private const int MostCommands = 3;

    /// <summary>The answer; null when nothing of what was found fits the place.</summary>
    public Answer? Of(Focus focus)
    {
        var topics = focus.Topics.Select(AdviceTopic.Parse).OfType<AdviceTopic>().ToList();
        var actions = planner.Named([.. topics.SelectMany(Remedies)], MostCommands, whole.Causes[0].Id);
        var claims = topics.Select(Word).OfType<Claim>().ToList();
        if (claims.Count + actions.Count == 0)
            return null;
        List<AnswerSection> sections = [new("headline", "", [new Claim(phrases.Own("advice"), ["C:note-this-bot#mechanism"])])];
        if (claims.Count > 0)
            sections.Add(new("advice", phrases.Own("title-advice"), claims));
        return whole with
        {
            Sections = sections,
            Actions = actions,
            Questions = [],
            Letter = null,
            Part = focus.Kind,
        };
    }

    private IReadOnlyList<string> Remedies(AdviceTopic topic) => topic.Kind switch
    {
        AdviceKind.Remedy => [topic.Id],
        AdviceKind.Question => phrases.Corpus.FrequentQuestions.FirstOrDefault(q => q.Id == topic.Id)?.Remedies ?? [],
        _ => [],
    };

    private Claim? Word(AdviceTopic topic)
    {
        var corpus = phrases.Corpus;
        switch (topic.Kind)
        {
            case AdviceKind.Question when corpus.FrequentQuestions.FirstOrDefault(q => q.Id == topic.Id) is { } question:
                return new Claim(question.Text.In(phrases.Lang), question.Cite);
            case AdviceKind.Explanation when topic.Id.Split('#') is [var cause, var number] && corpus.Playbooks.TryGetValue(cause, out var playbook):
                return int.TryParse(number, out var i) && i < playbook.Explanation.Count ? playbooks.Word(playbook.Explanation[i]) : null;
            case AdviceKind.Term:
                return meanings.Of(topic.Id).FirstOrDefault();
            case AdviceKind.Correction when corpus.Corrections.FirstOrDefault(c => c.Id == topic.Id) is { } correction:
                return new Claim(phrases.Own("correction", new EvidenceArgument("claim", null, correction.Claim.In(phrases.Lang).TrimEnd('.', '。')), new EvidenceArgument("correct", null, correction.Correct.In(phrases.Lang))), [correction.Cite]);
            default:
                return null;
        }
    }
}
