namespace MemHelpBot.Cases.Model;

/// <summary>Everything under <c>corpus/</c>, read and cross-checked. Immutable.</summary>
/// <param name="Documents">Cases and notes, by id.</param>
/// <param name="Playbooks">By cause.</param>
/// <param name="Evidence">By cause and evidence id, as <c>cause/id</c>.</param>
/// <param name="Remedies">By id.</param>
/// <param name="Questions">By id.</param>
/// <param name="Corrections">In file order.</param>
/// <param name="Glossary">In file order.</param>
/// <param name="Lexicon">In file order.</param>
public sealed record Corpus(
    IReadOnlyDictionary<string, CaseDocument> Documents,
    IReadOnlyDictionary<string, Playbook> Playbooks,
    IReadOnlyDictionary<string, EvidencePhrase> Evidence,
    IReadOnlyDictionary<string, Remedy> Remedies,
    IReadOnlyDictionary<string, Question> Questions,
    IReadOnlyList<Correction> Corrections,
    IReadOnlyList<GlossaryEntry> Glossary,
    IReadOnlyList<Concept> Lexicon)
{
    /// <summary>A corpus of nothing.</summary>
    public static Corpus Empty { get; } = new(
        new Dictionary<string, CaseDocument>(), new Dictionary<string, Playbook>(), new Dictionary<string, EvidencePhrase>(),
        new Dictionary<string, Remedy>(), new Dictionary<string, Question>(), [], [], []);

    /// <summary>What the placeholders of the command templates stand for, by their word.</summary>
    public IReadOnlyDictionary<string, Placeholder> Placeholders { get; init; } = new Dictionary<string, Placeholder>(StringComparer.Ordinal);


    /// <summary>Questions that need no paste, in the order of their files.</summary>
    public IReadOnlyList<FrequentQuestion> FrequentQuestions { get; init; } = [];

    /// <summary>Published bugs, in file order.</summary>
    public IReadOnlyList<KnownBug> KnownBugs { get; init; } = [];
}
