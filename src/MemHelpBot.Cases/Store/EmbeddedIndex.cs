using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Store;

/// <summary>The index that needs nothing else: it searches the generation in this process, exactly.</summary>
internal sealed class EmbeddedIndex(CaseGeneration first) : ICaseIndex
{
    private volatile Served served = new(first, []);

    public async ValueTask<IndexIdentity?> IdentityAsync(CancellationToken cancellationToken = default) =>
        await served.Generation.IdentityAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask<ICandidates> SearchAsync(CandidateQuery query, CancellationToken cancellationToken = default)
    {
        var (generation, removed) = served;
        cancellationToken.ThrowIfCancellationRequested();
        if (generation.Documents.Count == 0)
            return EmbeddedCandidates.None;
        var dense = query.Vector.IsEmpty ? null : await generation.DenseAsync(cancellationToken).ConfigureAwait(false);
        if (dense is not null && (dense.Model != query.Model || (dense.Dimensions != query.Vector.Length && dense.Dimensions > 0)))
            throw new CaseIndexMismatchException(new IndexIdentity("", dense.Model, dense.Dimensions, generation.Documents.Count), query.Model, query.Vector.Length);
        return new EmbeddedCandidates(generation, removed, query, dense);
    }

    public ValueTask<CaseDocument?> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        var (generation, removed) = served;
        return new(generation.Find(id) is >= 0 and var number && !removed.Contains(id) ? generation.Documents[number] : null);
    }

    public Task PublishAsync(CaseGeneration generation, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        served = new Served(generation, []);
        return Task.CompletedTask;
    }

    public Task RemoveAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (var before = served; Interlocked.CompareExchange(ref served, before with { Removed = [.. before.Removed, .. ids] }, before) != before; before = served)
        {
            // Another thread was faster; its change is kept.
        }

        return Task.CompletedTask;
    }

    private sealed record Served(CaseGeneration Generation, HashSet<string> Removed);
}
