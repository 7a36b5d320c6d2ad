using MemHelpBot.Cases.Ingest;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Tests.Ingest;

/// <summary>A directory of documents and a data directory beside it.</summary>
internal sealed class IngestFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("memhelp-ingest-").FullName;

    public IngestFolder()
    {
        Directory.CreateDirectory(Site);
    }

    public string Site => Path.Combine(Root, "site");

    public string Data => Path.Combine(Root, "data");

    public string PathOf(string name) => Path.Combine(Site, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    public IngestSummary Ingest(bool dryRun = false) => Ingestor.Ingest([Site], Data, dryRun, TestContext.Current.CancellationToken);

    public IReadOnlyList<CaseDocument> Documents() => IngestIndex.Load(Data).Documents;

    /// <summary>The one document that bytes give.</summary>
    public CaseDocument Take(string name, byte[] bytes)
    {
        Write(name, bytes);
        Ingest();
        return Assert.Single(Documents());
    }

    /// <summary>The one document that a text gives.</summary>
    public CaseDocument Take(string name, string text)
    {
        Write(name, text);
        Ingest();
        return Assert.Single(Documents());
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
