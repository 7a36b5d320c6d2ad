using MemHelpBot.Cases;
using MemHelpBot.Cases.Qdrant;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cli;

/// <summary>What <c>memhelp store</c> does: says what is served, publishes, goes back.</summary>
internal static class StoreErrands
{
    /// <summary>The store of a site over an open corpus.</summary>
    /// <exception cref="WrongCallException">A setting cannot be meant.</exception>
    public static ICaseStore StoreOf(OpenCorpus open, Places places) =>
        SettingsOf(places).Qdrant is { } qdrant ? QdrantCaseStores.Over(open, new QdrantIndex(qdrant), publishes: false, TimeProvider.System) : open.Store;

    /// <summary>Runs one errand.</summary>
    public static async ValueTask<Outcome> RunAsync(StoreErrand errand, Places places, Func<OpenCorpus> corpus, CancellationToken cancellationToken)
    {
        var settings = SettingsOf(places);
        if (settings.Qdrant is not { } qdrant)
            return errand == StoreErrand.Status
                ? new Outcome([Line("embedded, in this process", await corpus().Generation.IdentityAsync(cancellationToken))], [])
                : throw new WrongCallException("the store is the embedded one, which needs no publication: set Store:Kind to qdrant and Qdrant:Url to an address");
        using var index = new QdrantIndex(qdrant);
        var name = $"qdrant at {qdrant.Url.GetLeftPart(UriPartial.Authority)}, alias {qdrant.Alias}";
        try
        {
            return new Outcome([.. await LinesAsync(errand, name, index, corpus, cancellationToken), .. settings.Warnings], []);
        }
        catch (CaseStoreUnavailableException away)
        {
            return new Outcome([], [away.Message]);
        }
    }

    /// <summary>The documents of a measurement in the Qdrant of the settings, beside what is served there.</summary>
    /// <exception cref="WrongCallException">No Qdrant is set, or it does not answer.</exception>
    public static async Task<QdrantIndex> PublishForEvaluationAsync(CaseGeneration generation, Places places, CancellationToken cancellationToken)
    {
        if (SettingsOf(places).Qdrant is not { } qdrant)
            throw new WrongCallException("--store qdrant needs its address: set Store:Kind to qdrant and Qdrant:Url (or MEMHELP_Store__Kind and MEMHELP_Qdrant__Url)");
        var index = new QdrantIndex(qdrant with { Alias = qdrant.Alias + "-eval" });
        try
        {
            await index.PublishAsync(generation, cancellationToken);
            return index;
        }
        catch (CaseStoreUnavailableException away)
        {
            index.Dispose();
            throw new WrongCallException(away.Message, away);
        }
    }

    private static async Task<IEnumerable<string>> LinesAsync(StoreErrand errand, string name, QdrantIndex index, Func<OpenCorpus> corpus, CancellationToken cancellationToken)
    {
        switch (errand)
        {
            case StoreErrand.Publish:
                await index.PublishAsync(corpus().Generation, cancellationToken);
                return [Line(name, await index.IdentityAsync(cancellationToken))];
            case StoreErrand.Rollback:
                return [Line(name, await index.RollBackAsync(cancellationToken) ?? throw new CaseStoreUnavailableException("There is no other generation to go back to."))];
            default:
                var (served, own) = (await index.IdentityAsync(cancellationToken), await corpus().Generation.IdentityAsync(cancellationToken));
                return [Line(name, served), served == own ? "up to date" : Line("not up to date; here", own) + "; run \"memhelp store publish\""];
        }
    }

    private static string Line(string name, IndexIdentity? identity) => identity is null
        ? $"{name}: nothing is published"
        : $"{name}: {identity.Documents} documents, generation {identity.Stamp}, vectors of {identity.Model} ({identity.Dimensions} dimensions)";

    private static StoreSettings SettingsOf(Places places)
    {
        try
        {
            return StoreSettings.Read(places.Setting);
        }
        catch (StoreSettingException bad)
        {
            throw new WrongCallException(bad.Message, bad);
        }
    }
}

/// <summary>What is to be done with the store.</summary>
internal enum StoreErrand
{
    /// <summary>Say what is served.</summary>
    Status,

    /// <summary>Bring the server up to date.</summary>
    Publish,

    /// <summary>Serve the generation before.</summary>
    Rollback,
}
