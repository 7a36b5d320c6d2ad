using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Retrieval;

namespace MemHelpBot.Cases.Store;

/// <summary>
/// The store over any index: analyses the query, lets the index propose candidates by words, vectors and facts, fuses them by
/// <see cref="RankFusion"/> and puts the same case before a related one.
/// </summary>
public sealed class HybridCaseStore : ICaseStore
{
    private readonly QueryAnalysis analysis;
    private readonly ICaseIndex index;

    internal HybridCaseStore(QueryAnalysis analysis, ICaseIndex index) => (this.analysis, this.index) = (analysis, index);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CaseHit>> FindAsync(CaseQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 100);
        cancellationToken.ThrowIfCancellationRequested();
        var analysed = await analysis.OfAsync(query, cancellationToken).ConfigureAwait(false);
        var candidates = await index.SearchAsync(analysed, cancellationToken).ConfigureAwait(false);
        return await HybridSearch.FindAsync(candidates, query, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<CaseDocument?> GetAsync(string id, CancellationToken cancellationToken = default) => index.GetAsync(id, cancellationToken);
}
