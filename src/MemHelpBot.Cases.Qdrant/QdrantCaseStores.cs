using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Qdrant;

/// <summary>Puts an open corpus behind a Qdrant server, with the embedded store as what answers while the server is away.</summary>
public static class QdrantCaseStores
{
    /// <summary>The store of a site. Nothing is sent yet.</summary>
    /// <param name="open">The corpus and what was ingested; it is the copy.</param>
    /// <param name="index">The server.</param>
    /// <param name="publishes">Whether a probe brings the server up to date, too.</param>
    /// <param name="time">The clock.</param>
    public static StandInCaseStore Over(OpenCorpus open, QdrantIndex index, bool publishes, TimeProvider time) =>
        new(new HybridCaseStore(open.Generation, index), open.Store, cancellation => ProbeAsync(open.Generation, index, publishes, cancellation), time);

    private static async Task ProbeAsync(CaseGeneration generation, QdrantIndex index, bool publishes, CancellationToken cancellationToken)
    {
        if (publishes)
            await index.PublishAsync(generation, cancellationToken).ConfigureAwait(false);
        else if (await index.IdentityAsync(cancellationToken).ConfigureAwait(false) is not { } served)
            throw new CaseStoreUnavailableException("Nothing is published in Qdrant: run \"memhelp store publish\".");
        else if (served.Model != (await generation.IdentityAsync(cancellationToken).ConfigureAwait(false)).Model)
            throw new CaseIndexMismatchException($"Qdrant serves vectors of {served.Model}, which are not those of this machine: run \"memhelp store publish\".");
    }
}
