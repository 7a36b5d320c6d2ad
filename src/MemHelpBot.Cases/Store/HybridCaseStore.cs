using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Retrieval;

namespace MemHelpBot.Cases.Store;

/// <summary>
/// The store over any index: analyses the query, lets the index propose candidates by words, vectors and facts, fuses them by
/// <see cref="RankFusion"/> and puts the same case before a related one.
/// </summary>
public sealed class HybridCaseStore : ICaseStore
{
    private readonly CaseGeneration local;
    private readonly ICaseIndex index;

    /// <summary>A store over an index.</summary>
    /// <param name="local">The documents that lie here: their words for things and their statistics are those of the analysis.</param>
    /// <param name="index">Where candidates are searched.</param>
    public HybridCaseStore(CaseGeneration local, ICaseIndex index) => (this.local, this.index) = (local, index);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CaseHit>> FindAsync(CaseQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 100);
        cancellationToken.ThrowIfCancellationRequested();
        var analysed = await AnalyseAsync(query, cancellationToken).ConfigureAwait(false);
        var candidates = await index.SearchAsync(analysed, cancellationToken).ConfigureAwait(false);
        return await HybridSearch.FindAsync(candidates, analysed, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<CaseDocument?> GetAsync(string id, CancellationToken cancellationToken = default) => index.GetAsync(id, cancellationToken);

    private async ValueTask<CandidateQuery> AnalyseAsync(CaseQuery query, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(query.Text))
            return new CandidateQuery(local, query, SearchTerms.None, default);
        var words = local.Analysis.Words(query.Text);
        cancellationToken.ThrowIfCancellationRequested();
        var expanded = await FirstPass.ExpandAsync(local, words, cancellationToken).ConfigureAwait(false);
        var vector = local.Analysis.Embeddings is LatentEmbeddingGenerator latent
            ? latent.Embed(expanded.Words)
            : await local.Analysis.VectorAsync(query.Text, cancellationToken).ConfigureAwait(false);
        return new CandidateQuery(local, query, expanded, vector);
    }
}
