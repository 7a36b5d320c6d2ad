namespace MemHelpBot.Cases.Ingest;

/// <summary>What is to be ingested.</summary>
/// <param name="Paths">Files, directories with all below them, and text files that list web addresses.</param>
/// <param name="DataDirectory">Where the index is kept; made when it is absent.</param>
public sealed record IngestRequest(IReadOnlyList<string> Paths, string DataDirectory)
{
    /// <summary>Whether to say what would happen and write nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether pages of private and local addresses may be fetched, and a proxy of the environment be used.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Is told before each file; null when nobody watches.</summary>
    public Action<IngestProgress>? Progress { get; init; }
}

/// <summary>How far an ingest is.</summary>
/// <param name="Done">Files and pages looked at.</param>
/// <param name="Total">All of them.</param>
/// <param name="Sections">Sections of the index so far.</param>
public readonly record struct IngestProgress(int Done, int Total, int Sections);
