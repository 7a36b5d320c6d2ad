using MemHelpBot.Cases.Retrieval;

namespace MemHelpBot.Cases.Store;

/// <summary>Candidates of a generation that lies in this process.</summary>
internal sealed class EmbeddedCandidates : ICandidates
{
    private readonly CaseGeneration? generation;
    private readonly LexicalRanking? words;
    private readonly DenseIndex? dense;
    private readonly ReadOnlyMemory<float> vector;

    public EmbeddedCandidates(CaseGeneration generation, HashSet<string> removed, CandidateQuery query, LexicalRanking words, DenseIndex? dense)
    {
        (this.generation, this.words, this.dense, vector) = (generation, words, dense, query.Vector);
        bool Passes(int number) =>
            (query.Asked.Filter.IsEmpty || query.Asked.Filter.Passes(generation.Documents[number])) && (removed.Count == 0 || !removed.Contains(generation.Documents[number].Id));
        Words = Ranked(TopRanks.Of(words.Scores, CandidateQuery.Depth, Passes));
        Vectors = dense is null ? [] : Ranked(dense.Best(query.Vector, CandidateQuery.Depth, Passes));
        Facts = [.. generation.Marked.Where(m => Passes(generation.Find(m.Id)))];
    }

    private EmbeddedCandidates() => (Words, Vectors, Facts) = ([], [], []);

    /// <summary>No candidates.</summary>
    public static EmbeddedCandidates None { get; } = new();

    public IReadOnlyList<Candidate> Words { get; }

    public IReadOnlyList<Candidate> Vectors { get; }

    public IReadOnlyList<CaseMarks> Facts { get; }

    public ValueTask<IReadOnlyList<WeighedDocument>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken = default)
    {
        var read = new WeighedDocument[ids.Count];
        for (var i = 0; i < read.Length; i++)
        {
            var number = generation!.Find(ids[i]);
            read[i] = new WeighedDocument(generation.Documents[number], SectionWeights(number));
        }

        return new(read);
    }

    private List<Candidate> Ranked(TopRanks top)
    {
        var ranked = new List<Candidate>(top.Count);
        for (var i = 0; i < top.Count; i++)
            ranked.Add(new Candidate(CaseMarks.Of(generation!.Documents[top.Numbers[i]]), top.Scores[i]));
        return ranked;
    }

    private float[] SectionWeights(int document)
    {
        var index = generation!.Lexical;
        var weights = new float[generation.Documents[document].Sections.Count];
        for (var i = First(index.UnitDocuments, document); i < index.UnitDocuments.Length && index.UnitDocuments[i] == document; i++)
        {
            if (index.UnitSections[i] is >= 0 and var section)
                weights[section] = words!.SectionScores[i];
        }

        SectionScores.Scale(weights);
        dense?.AddTo(weights, document, vector.Span);
        return weights;
    }

    private static int First(int[] sorted, int value)
    {
        var at = Array.BinarySearch(sorted, value);
        if (at < 0)
            return sorted.Length;
        while (at > 0 && sorted[at - 1] == value)
            at--;
        return at;
    }
}
