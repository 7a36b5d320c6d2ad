using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Reading;

/// <summary>A corpus while it is being read.</summary>
internal sealed class CorpusDraft
{
    public SortedDictionary<string, CaseDocument> Documents { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Playbook> Playbooks { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, EvidencePhrase> Evidence { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Remedy> Remedies { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Question> Questions { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Placeholder> Placeholders { get; } = new(StringComparer.Ordinal);

    public List<Correction> Corrections { get; } = [];

    public List<GlossaryEntry> Glossary { get; } = [];

    public List<Concept> Lexicon { get; } = [];

    public List<KnownBug> KnownBugs { get; } = [];

    public List<FrequentQuestion> FrequentQuestions { get; } = [];

    /// <summary>Ids of documents whose source says that its address is not known.</summary>
    public HashSet<string> WithoutAddress { get; } = new(StringComparer.Ordinal);

    public CorpusPlaces Places { get; } = new();

    /// <summary>Adds a thing under its id, or tells that the id is taken.</summary>
    public void Add<T>(IDictionary<string, T> to, string kind, string id, T thing, int line, FileLog log)
    {
        if (Claim(kind, id, line, log))
            to[id] = thing;
    }

    /// <summary>Adds a thing of a list, or tells that its id is taken.</summary>
    public void Add<T>(List<T> to, string kind, string id, T thing, int line, FileLog log)
    {
        if (Claim(kind, id, line, log))
            to.Add(thing);
    }

    /// <summary>The finished corpus.</summary>
    public Corpus Finish() => new(
        Frozen(Documents), Frozen(Playbooks), Frozen(Evidence), Frozen(Remedies), Frozen(Questions), Corrections, Glossary, Lexicon)
    {
        Placeholders = Frozen(Placeholders),
        KnownBugs = KnownBugs,
        FrequentQuestions = FrequentQuestions,
    };

    private static Dictionary<string, T> Frozen<T>(SortedDictionary<string, T> of) => new(of, StringComparer.Ordinal);

    private bool Claim(string kind, string id, int line, FileLog log)
    {
        if (id.Length == 0)
            return false;
        if (Places.Add(kind, id, log.File, line) is not { } earlier)
            return true;
        log.Error(line, $"The {kind} '{id}' is already in {earlier.File}:{earlier.Line}.", "Rename or remove one of them.");
        return false;
    }
}
