using MemHelpBot.Cases.Retrieval;

namespace MemHelpBot.Cases.Store;

/// <summary>Candidates of a generation that lies in this process.</summary>
internal sealed class EmbeddedCandidates : ICandidates
{
    private readonly CaseGeneration? generation;
    private readonly CandidateQuery? query;
    private readonly DenseIndex? dense;

    public EmbeddedCandidates(CaseGeneration generation, HashSet<string> removed, CandidateQuery query, DenseIndex? dense)
    {
        (this.generation, this.query, this.dense) = (generation, query, dense);
        bool Passes(int number) =>
            (query.Asked.Filter.IsEmpty || query.Asked.Filter.Passes(generation.Documents[number])) && (removed.Count == 0 || !removed.Contains(generation.Documents[number].Id));
        Words = Ranked(LexicalRanking.Best(generation.Lexical, query.Words, CandidateQuery.Depth, Passes));
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
        var weights = LexicalRanking.OfSections(generation!.Lexical, query!.Words, document, generation.Documents[document].Sections.Count);
        SectionScores.Scale(weights);
        dense?.AddTo(weights, document, query.Vector.Span);
        return weights;
    }
}
