namespace MemHelpBot.Cases.Ingest;

/// <summary>
/// Takes a site's own documents as they stand: Markdown, plain text, HTML, JSON, exports of ticket systems, Word, PDF, and pages by
/// their addresses. Files that did not change are not read again, files that are gone leave the index. What is finished is kept in a
/// journal, and the index is replaced as a whole at the end: an ingest that is interrupted at any point leaves the old index, and the
/// next one goes on where it stopped.
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
        IReadOnlyList<string> paths, string dataDirectory, bool dryRun = false, CancellationToken cancellationToken = default) =>
        Ingest(new IngestRequest(paths, dataDirectory) { DryRun = dryRun }, cancellationToken);

    /// <summary>Takes what is asked for into the index of a data directory.</summary>
    /// <param name="request">What is to be ingested.</param>
    /// <param name="cancellationToken">Stops between files; the old index stays, and what is finished is not done again.</param>
    /// <exception cref="IngestBusyException">Another ingest is writing to this data directory.</exception>
    /// <exception cref="IOException">The index cannot be written; the old one stays.</exception>
    public static IngestSummary Ingest(IngestRequest request, CancellationToken cancellationToken = default)
    {
        if (request.DryRun)
            return Run(request, IngestJournal.Read(request.DataDirectory), null, cancellationToken).Summary;
        Directory.CreateDirectory(request.DataDirectory);
        using var held = Lock(Path.Combine(request.DataDirectory, LockName));
        using var journal = IngestJournal.Open(request.DataDirectory, out var finished);
        var (summary, run, damaged) = Run(request, finished, journal.Add, cancellationToken);
        if (run.Changed || damaged)
            IngestIndex.Replace(request.DataDirectory, run.Entries);
        journal.Finish();
        return summary;
    }

    private static (IngestSummary Summary, IngestRun Run, bool Damaged) Run(
        IngestRequest request, IReadOnlyList<IngestEntry> finished, Action<IngestEntry>? keep, CancellationToken cancellationToken)
    {
        var (old, note) = LoadOld(request.DataDirectory);
        var run = new IngestRun(old, finished, keep);
        var files = new SourceFiles(request.DataDirectory).Under(request.Paths);
        using var fetcher = new PageFetcher(request.AllowPrivate);
        var done = 0;
        foreach (var file in files)
        {
            request.Progress?.Invoke(new IngestProgress(done++, files.Count, run.Sections));
            cancellationToken.ThrowIfCancellationRequested();
            run.Take(file, address => fetcher.Fetch(address, cancellationToken));
        }

        run.Settle([.. request.Paths.Select(Path.GetFullPath)]);
        var entries = run.Entries;
        return (new IngestSummary(run.Files, entries.Sum(e => e.Documents.Count), run.Sections, request.DryRun, note), run, note is not null);
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
