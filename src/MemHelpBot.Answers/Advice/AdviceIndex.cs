using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Retrieval;

namespace MemHelpBot.Answers.Advice;

/// <summary>
/// What the corpus says by itself, without any paste, found by a question in the person's words: first the questions that are often asked, by how they
/// are asked; else terms, mechanisms, wrong claims and commands that hold most of the question's words.
/// </summary>
public sealed class AdviceIndex
{
    /// <summary>How alike a question and one that is often asked must be.</summary>
    private const double Alike = 0.55;

    /// <summary>The same where a case is under discussion: "can I raise the limit?" asks of that limit.</summary>
    private const double TheSame = 0.8;

    /// <summary>The share of the question that a sentence holds at least.</summary>
    private const double Holds = 0.6;

    /// <summary>How alike a question and such a sentence must be, however short the question.</summary>
    private const double Speaks = 0.3;

    /// <summary>What is shorter is an interjection.</summary>
    private const int ShortestQuestion = 6;

    private const int MostSentences = 2;
    private const int MostRemedies = 2;

    private static readonly string[] Kinds = ["check", "mitigate", "fix"];

    private readonly Lazy<Shelf> asked;
    private readonly Lazy<Shelf> said;

    /// <summary>Reads nothing before the first question.</summary>
    public AdviceIndex(Corpus corpus) => (asked, said) = (new(() => Asked(corpus)), new(() => Said(corpus)));

    /// <summary>What answers the question, best first; empty when the corpus has nothing on it.</summary>
    /// <param name="question">The question.</param>
    /// <param name="inCase">Whether a case is under discussion: then only a question that is often asked in nearly these words.</param>
    public IReadOnlyList<AdviceTopic> Find(string question, bool inCase = false)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (question.Trim().Length < ShortestQuestion)
            return [];
        if (asked.Value.Find(question) is [var (often, hit), ..] && hit.Both >= (inCase ? TheSame : Alike))
            return [often];
        if (inCase)
            return [];
        var found = said.Value.Find(question).Where(f => f.Hit.OfQuestion >= Holds && f.Hit.Both >= Speaks).ToList();
        return
        [
            .. found.Where(f => f.Topic.Kind != AdviceKind.Remedy).Take(MostSentences).Select(f => f.Topic),
            .. found.Where(f => f.Topic.Kind == AdviceKind.Remedy).Take(MostRemedies).Select(f => f.Topic),
        ];
    }

    private static Shelf Asked(Corpus corpus)
    {
        var shelf = new ShelfBuilder();
        foreach (var question in corpus.FrequentQuestions)
        {
            // Endings of Polish are read beside those of English, whatever a question is written in.
            foreach (var ask in question.Asks)
                shelf.Add(AdviceKind.Question, question.Id, (ask, "pl"));
        }

        return shelf.Build(corpus);
    }

    private static Shelf Said(Corpus corpus)
    {
        var shelf = new ShelfBuilder();
        foreach (var (cause, playbook) in corpus.Playbooks.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            for (var i = 0; i < playbook.Explanation.Count; i++)
                shelf.Add(AdviceKind.Explanation, $"{cause}#{i}", [.. Every(playbook.Name), .. Every(playbook.Explanation[i].Text), .. playbook.Called.Select(c => (c, "pl"))]);
        }

        foreach (var entry in corpus.Glossary)
            shelf.Add(AdviceKind.Term, entry.Id, [.. Every(entry.Text), .. entry.Terms.Select(t => (t, "pl"))]);
        foreach (var correction in corpus.Corrections)
            shelf.Add(AdviceKind.Correction, correction.Id, [.. Every(correction.Claim), .. Every(correction.Correct)]);
        foreach (var remedy in corpus.Remedies.Values.Where(r => Kinds.Contains(r.Kind)).OrderBy(r => r.Id, StringComparer.Ordinal))
            shelf.Add(AdviceKind.Remedy, remedy.Id, [.. Every(remedy.Text), (remedy.Command, "en"), (remedy.Id.Replace('-', ' '), "en")]);
        return shelf.Build(corpus);
    }

    private static (string Text, string Lang)[] Every(LocalText text) => [(text.En, "en"), (text.Zh, "zh"), (text.Pl, "pl")];

    private sealed record Shelf(IReadOnlyList<AdviceTopic> Topics, SentenceIndex Index)
    {
        public IReadOnlyList<(AdviceTopic Topic, SentenceHit Hit)> Find(string question) => [.. Index.Find(question).Select(h => (Topics[h.Sentence], h))];
    }

    private sealed class ShelfBuilder
    {
        private readonly List<AdviceTopic> topics = [];
        private readonly List<IReadOnlyList<(string Text, string Lang)>> texts = [];

        public void Add(AdviceKind kind, string id, params IReadOnlyList<(string Text, string Lang)> text)
        {
            topics.Add(new AdviceTopic(kind, id));
            texts.Add(text);
        }

        public Shelf Build(Corpus corpus) => new(topics, new SentenceIndex(texts, corpus.Lexicon));
    }
}
