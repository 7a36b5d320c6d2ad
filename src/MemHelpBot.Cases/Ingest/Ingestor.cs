namespace MemHelpBot.Cases.Ingest;

/// <summary>
/// Takes a site's own documents as they stand: Markdown, plain text, HTML, JSON and JSON lines. Files that did not change are not
/// read again, files that are gone leave the index. The index is replaced as a whole at the end: an ingest that is interrupted at
/// any point leaves the old one.
/// </summary>
public static class Ingestor
{
    private const string LockName = "ingest.lock";

    /// <summary>Takes files and directories (with all below them) into the index of a data directory.</summary>
    /// <param name="paths">Files and directories.</param>
    /// <param name="dataDirectory">Where the index is kept; made when it is absent.</param>
    /// <param name="dryRun">True to say what would happen and write nothing.</param>
    /// <param name="cancellationToken">Stops between files; the old index stays.</param>
    /// <exception cref="IngestBusyException">Another ingest is writing to this data directory.</exception>
    /// <exception cref="IOException">The index cannot be written; the old one stays.</exception>
    public static IngestSummary Ingest(
        IReadOnlyList<string> paths, string dataDirectory, bool dryRun = false, CancellationToken cancellationToken = default)
    {
        if (dryRun)
            return Run(paths, dataDirectory, true, cancellationToken);
        Directory.CreateDirectory(dataDirectory);
        using var held = Lock(Path.Combine(dataDirectory, LockName));
        return Run(paths, dataDirectory, false, cancellationToken);
    }

    private static IngestSummary Run(IReadOnlyList<string> paths, string dataDirectory, bool dryRun, CancellationToken cancellationToken)
    {
        var (old, note) = LoadOld(dataDirectory);
        var run = new IngestRun(old);
        foreach (var file in SourceFiles.Under(paths, Path.GetFullPath(dataDirectory)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            run.Take(file);
        }

        run.Settle();
        if (!dryRun && (run.Changed || note is not null))
            IngestIndex.Replace(dataDirectory, run.Entries);
        var documents = run.Entries.Sum(e => e.Documents.Count);
        return new IngestSummary(run.Files, documents, run.Entries.Sum(e => e.Documents.Sum(d => d.Sections.Count)), dryRun, note);
    }

    private static (IngestIndex Index, string? Note) LoadOld(string dataDirectory)
    {
        try
        {
            return (IngestIndex.Load(dataDirectory), null);
        }
        catch (InvalidDataException)
        {
            return (IngestIndex.Empty, "The old index was damaged or of another version: everything given was read anew, anything else has to be ingested again.");
        }
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy) when (File.Exists(path))
        {
            throw new IngestBusyException("Another ingest is writing to this data directory; wait until it has finished.", busy);
        }
    }
}
