using MemHelpBot.Cases.Dense;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Retrieval;

namespace MemHelpBot.Cases.Store;

/// <summary>One query, analysed.</summary>
public sealed class CandidateQuery
{
    /// <summary>Below this cosine a section has nothing in common with the query but chance.</summary>
    public const float LeastSimilarity = 0.1f;

    private readonly CaseGeneration local;
    private readonly SearchTerms terms;

    internal CandidateQuery(CaseGeneration local, CaseQuery asked, SearchTerms terms, ReadOnlyMemory<float> vector) =>
        (this.local, Asked, this.terms, Vector) = (local, asked, terms, vector);

    /// <summary>What was asked; its filter holds for every ranking.</summary>
    public CaseQuery Asked { get; }

    /// <summary>Terms of the text, each once, with their weight; the store multiplies by its inverse document frequency ln(1 + (N − n + 0.5)/(n + 0.5)).</summary>
    public IReadOnlyList<WeightedTerm> Words => terms.Words;

    /// <summary>Vector of the text, of length 1; empty when it has no words.</summary>
    public ReadOnlyMemory<float> Vector { get; }

    /// <summary>The model that made the vector.</summary>
    public string Model => local.Analysis.Model;

    /// <summary>How many candidates each ranking gives at most.</summary>
    public static int Depth => QueryAnalysis.Depth;

    /// <summary>Marks of the query for a ranking by facts elsewhere: see <see cref="FactTerms"/>.</summary>
    public IReadOnlyList<WeightedTerm> Facts => FactTerms.Of(Asked);

    /// <summary>Which words speak for a document of those that lie here; nothing for one that lies elsewhere only.</summary>
    internal IEnumerable<string> Explain(string id) =>
        local.Find(id) is >= 0 and var number ? Explanation.Of(terms, local.Lexical, number) : [];

    /// <summary>How each word that no document has was read.</summary>
    internal IEnumerable<string> Misspelt => terms.Read.Select(r => $"\"{r.Typed}\" was read as \"{r.Read.Term}\"");

    /// <summary>How well each section of a document fits, by its words (with the statistics of the documents that lie here) and its vector.</summary>
    /// <param name="document">The document, with its text.</param>
    /// <param name="vectors">A vector for each section, of length 1 or empty.</param>
    public IReadOnlyList<float> WeighSections(CaseDocument document, IReadOnlyList<ReadOnlyMemory<float>> vectors)
    {
        var weights = SectionScores.Of(document, Words, local.Lexical, local.Analysis.Concepts);
        for (var i = 0; i < weights.Length; i++)
        {
            if (!Vector.IsEmpty && vectors[i].Length == Vector.Length)
                weights[i] += ExactScan.Dot(Vector.Span, vectors[i].Span);
        }

        return weights;
    }
}
