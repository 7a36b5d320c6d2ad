using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Reading;

namespace MemHelpBot.Cases.Cache;

/// <summary>A corpus in packed form.</summary>
internal static class CorpusPack
{
    public static void Write(PackWriter to, Corpus corpus)
    {
        to.List(Sorted(corpus.Documents), d =>
        {
            DocumentPack.Write(to, d);
            to.Texts(d.Evidence);
        });
        to.List(Sorted(corpus.Playbooks), p => Write(to, p));
        to.List(Sorted(corpus.Evidence), e =>
        {
            to.Text(e.Cause);
            to.Text(e.Id);
            Write(to, e.Text);
        });
        to.List(Sorted(corpus.Remedies), r => Write(to, r));
        to.List(Sorted(corpus.Questions), q =>
        {
            to.Text(q.Id);
            Write(to, q.Text);
            to.TextOrNull(q.Remedy);
            to.Texts(q.Elsewhere);
        });
        to.List(corpus.Corrections, c => Write(to, c));
        to.List(corpus.Glossary, g =>
        {
            to.Text(g.Id);
            to.Texts(g.Terms);
            Write(to, g.Text);
            to.Text(g.Cite);
        });
        to.List(corpus.Lexicon, c =>
        {
            to.Text(c.Id);
            to.Texts(c.Words);
        });
        to.List(Sorted(corpus.Placeholders), p =>
        {
            to.Text(p.Word);
            Write(to, p.Text);
        });
        to.List(corpus.KnownBugs, b => KnownBugPack.Write(to, b));
        to.List(corpus.FrequentQuestions, q =>
        {
            to.Text(q.Id);
            to.Texts(q.Asks);
            Write(to, q.Text);
            to.Texts(q.Cite);
            to.Texts(q.Remedies);
        });
    }

    public static Corpus Read(PackReader from) => new(
        By(from.List(() => DocumentPack.Read(from) with { Evidence = from.Texts() }), d => d.Id),
        By(from.List(() => ReadPlaybook(from)), p => p.Cause),
        By(from.List(() => new EvidencePhrase(from.Text(), from.Text(), ReadLocal(from))), e => $"{e.Cause}/{e.Id}"),
        By(from.List(() => ReadRemedy(from)), r => r.Id),
        By(from.List(() => new Question(from.Text(), ReadLocal(from), from.TextOrNull()) { Elsewhere = from.Texts() }), q => q.Id),
        from.List(() => new Correction(from.Text(), ReadLocal(from), ReadLocal(from), from.Text(), from.List<IReadOnlyList<string>>(from.Texts), from.Texts())),
        from.List(() => new GlossaryEntry(from.Text(), from.Texts(), ReadLocal(from), from.Text())),
        from.List(() => new Concept(from.Text(), from.Texts())))
    {
        Placeholders = By(from.List(() => new Placeholder(from.Text(), ReadLocal(from))), p => p.Word),
        KnownBugs = from.List(() => KnownBugPack.Read(from)),
        FrequentQuestions = from.List(() => new FrequentQuestion(from.Text(), from.Texts(), ReadLocal(from), from.Texts(), from.Texts())),
    };

    public static void Write(PackWriter to, CorpusProblem problem)
    {
        to.Int((int)problem.Severity);
        to.Text(problem.File);
        to.Int(problem.Line);
        to.Text(problem.Message);
        to.Text(problem.Mend);
    }

    public static CorpusProblem ReadProblem(PackReader from) =>
        new((ProblemSeverity)from.Int(), from.Text(), from.Int(), from.Text(), from.Text());

    internal static void Write(PackWriter to, LocalText text)
    {
        to.Text(text.En);
        to.Text(text.Zh);
        to.Text(text.Pl);
    }

    internal static LocalText ReadLocal(PackReader from) => new(from.Text(), from.Text(), from.Text());

    private static void Write(PackWriter to, CitedText text)
    {
        Write(to, text.Text);
        to.Texts(text.Cite);
        to.Texts(text.When);
    }

    private static CitedText ReadCited(PackReader from) => new(ReadLocal(from), from.Texts()) { When = from.Texts() };

    private static void Write(PackWriter to, Playbook playbook)
    {
        to.Text(playbook.Cause);
        Write(to, playbook.Name);
        Write(to, playbook.Headline);
        to.List(playbook.Explanation, text => Write(to, text));
        Write(to, playbook.WhyNotMoreRam);
        to.List(playbook.Remedies, remedy =>
        {
            to.Text(remedy.Id);
            to.Texts(remedy.When);
        });
        to.List(playbook.Headlines, text => Write(to, text));
        to.Texts(playbook.Called);
    }

    private static Playbook ReadPlaybook(PackReader from) => new(
        from.Text(), ReadLocal(from), ReadLocal(from), from.List(() => ReadCited(from)), ReadCited(from),
        from.List(() => new PlaybookRemedy(from.Text(), from.Texts())))
    {
        Headlines = from.List(() => ReadCited(from)),
        Called = from.Texts(),
    };

    private static void Write(PackWriter to, Remedy remedy)
    {
        to.Text(remedy.Id);
        to.Text(remedy.Kind);
        to.Text(remedy.Risk);
        to.Text(remedy.RunAs);
        to.Text(remedy.Command);
        to.List(remedy.Parameters, p =>
        {
            to.Text(p.Name);
            to.Text(p.Type);
            to.TextOrNull(p.Fact);
            to.TextOrNull(p.Rule);
            to.Text(p.Placeholder);
        });
        Write(to, remedy.Text);
        to.Texts(remedy.Cite);
        to.Texts(remedy.When);
        to.TextOrNull(remedy.Lasts);
        to.TextOrNull(remedy.Source);
        to.Texts(remedy.Verify);
        to.Texts(remedy.Undo);
        to.List(remedy.Warning is { } warning ? [warning] : Array.Empty<LocalText>(), text => Write(to, text));
    }

    private static Remedy ReadRemedy(PackReader from) => new(
        from.Text(), from.Text(), from.Text(), from.Text(), from.Text(),
        from.List(() => new RemedyParameter(from.Text(), from.Text(), from.TextOrNull(), from.TextOrNull(), from.Text())),
        ReadLocal(from), from.Texts(), from.Texts())
    {
        Lasts = from.TextOrNull(),
        Source = from.TextOrNull(),
        Verify = from.Texts(),
        Undo = from.Texts(),
        Warning = from.List(() => ReadLocal(from)).FirstOrDefault(),
    };

    private static void Write(PackWriter to, Correction correction)
    {
        to.Text(correction.Id);
        Write(to, correction.Claim);
        Write(to, correction.Correct);
        to.Text(correction.Cite);
        to.List(correction.Patterns, to.Texts);
        to.Texts(correction.Documents);
    }

    private static List<T> Sorted<T>(IReadOnlyDictionary<string, T> things) =>
        [.. things.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value)];

    private static Dictionary<string, T> By<T>(T[] things, Func<T, string> id)
    {
        var by = new Dictionary<string, T>(things.Length, StringComparer.Ordinal);
        foreach (var thing in things)
            by[id(thing)] = thing;
        return by;
    }
}
