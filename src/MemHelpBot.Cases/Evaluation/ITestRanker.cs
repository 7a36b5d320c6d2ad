namespace MemHelpBot.Cases.Evaluation;

/// <summary>Something that ranks documents for a question and is measured.</summary>
public interface ITestRanker
{
    /// <summary>Its name in tables and run files.</summary>
    string Name { get; }

    /// <summary>The best documents, best first, each once.</summary>
    ValueTask<IReadOnlyList<RankedDocument>> RankAsync(string text, int depth, CancellationToken cancellationToken);
}

/// <summary>A document in a ranking.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Score">Its score; falls with the rank.</param>
public readonly record struct RankedDocument(string Id, double Score);

/// <summary>A store, measured as answers use it.</summary>
public sealed class StoreRanker(string name, ICaseStore store) : ITestRanker
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<RankedDocument>> RankAsync(string text, int depth, CancellationToken cancellationToken)
    {
        var hits = await store.FindAsync(new CaseQuery { Text = text, Limit = depth }, cancellationToken).ConfigureAwait(false);
        return [.. hits.Select(h => new RankedDocument(h.Document.Id, h.Score))];
    }
}
