using MemHelpBot.Cases.Cache;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Ingest;

/// <summary>One file that was taken.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Hash">SHA-256 of its bytes, in hexadecimal.</param>
/// <param name="Documents">Its documents.</param>
internal sealed record IngestEntry(string Path, string Hash, IReadOnlyList<CaseDocument> Documents);

/// <summary>Everything that was ingested: one file in the data directory, replaced as a whole.</summary>
/// <param name="Entries">By path.</param>
/// <param name="Stamp">Checksum of the stored form; 0 for an index that was never stored.</param>
internal sealed record IngestIndex(IReadOnlyList<IngestEntry> Entries, ulong Stamp)
{
    // The last digit is the version of what ingest makes of a file: raised, everything is read anew.
    private const ulong Magic = 0x32_4753_4749_4d48;
    private const string FileName = "ingested.bin";

    /// <summary>An index of nothing.</summary>
    public static IngestIndex Empty { get; } = new([], 0);

    /// <summary>All documents.</summary>
    public IReadOnlyList<CaseDocument> Documents { get; } = [.. Entries.SelectMany(e => e.Documents)];

    /// <summary>Where the index of a data directory is.</summary>
    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, FileName);

    /// <summary>The index of a data directory, empty when there is none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or of another version.</exception>
    public static IngestIndex Load(string dataDirectory)
    {
        if (PackFile.Open(PathIn(dataDirectory), Magic) is not { } reader)
            return Empty;
        var entries = reader.List(() => new IngestEntry(reader.Text(), reader.Text(), reader.List(() => DocumentPack.Read(reader))));
        return new IngestIndex(entries, reader.Stamp);
    }

    /// <summary>Replaces the index of a data directory.</summary>
    public static void Replace(string dataDirectory, IReadOnlyList<IngestEntry> entries)
    {
        var pack = new PackWriter();
        pack.List(entries, entry =>
        {
            pack.Text(entry.Path);
            pack.Text(entry.Hash);
            pack.List(entry.Documents, d => DocumentPack.Write(pack, d));
        });
        PackFile.Replace(PathIn(dataDirectory), Magic, pack.Written);
        PackFile.Sweep(dataDirectory, FileName + ".*.tmp");
    }
}
