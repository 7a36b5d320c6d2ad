namespace MemHelpBot.Cases.Ingest;

/// <summary>What became of one file or page.</summary>
public enum IngestOutcome
{
    /// <summary>Read and in the index.</summary>
    Taken,

    /// <summary>In the index already, with the same content.</summary>
    Unchanged,

    /// <summary>Not in the index; the reason says why.</summary>
    Skipped,

    /// <summary>Was in the index and is no more, because the file is gone or can no longer be taken.</summary>
    Removed,

    /// <summary>Stays in the index as it was, because it could not be looked at this time; the reason says why.</summary>
    Kept,
}

/// <summary>One file or page of an ingest.</summary>
/// <param name="Path">Full path; the address of a page.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it was skipped or removed, or what of it was left out; null when there is nothing to say.</param>
/// <param name="Documents">Ids of its documents, which answers cite as <c>C:id#section</c>.</param>
public sealed record IngestedFile(string Path, IngestOutcome Outcome, string? Reason, IReadOnlyList<string> Documents);

/// <summary>What an ingest did, or in a dry run would do.</summary>
/// <param name="Files">Every file that was looked at, by path.</param>
/// <param name="Documents">Documents in the index afterwards.</param>
/// <param name="Sections">Sections in the index afterwards.</param>
/// <param name="DryRun">Whether nothing was written.</param>
/// <param name="Note">What else a person should know, such as that the old index was damaged; null when there is nothing.</param>
public sealed record IngestSummary(IReadOnlyList<IngestedFile> Files, int Documents, int Sections, bool DryRun, string? Note)
{
    /// <summary>How many files had an outcome.</summary>
    public int Count(IngestOutcome outcome) => Files.Count(f => f.Outcome == outcome);
}
