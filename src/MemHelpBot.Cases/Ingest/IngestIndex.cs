using MemHelpBot.Cases.Cache;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Ingest;

/// <summary>One file or page that was taken.</summary>
/// <param name="Path">Full path; the address of a page.</param>
/// <param name="Hash">SHA-256 of its bytes, in hexadecimal.</param>
/// <param name="BaseId">What the ids of its documents begin with: it keeps them when its content changes.</param>
/// <param name="List">The file that lists the address; null for a file.</param>
/// <param name="Documents">Its documents.</param>
internal sealed record IngestEntry(string Path, string Hash, string BaseId, string? List, IReadOnlyList<CaseDocument> Documents);

/// <summary>Everything that was ingested: one file in the data directory, replaced as a whole.</summary>
/// <param name="Entries">By path.</param>
/// <param name="Stamp">Checksum of the stored form; 0 for an index that was never stored.</param>
internal sealed record IngestIndex(IReadOnlyList<IngestEntry> Entries, ulong Stamp)
{
    // The last digit is the version of what ingest makes of a file: raised, everything is read anew.
    private const ulong Magic = 0x33_4753_4749_4d48;
    private const string FileName = "ingested.bin";

    /// <summary>The version of what ingest makes of a file, for what is kept beside the index.</summary>
    public static string Version { get; } = Magic.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

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
        var entries = reader.List(() => Read(reader));
        return new IngestIndex(entries, reader.Stamp);
    }

    /// <summary>Replaces the index of a data directory.</summary>
    public static void Replace(string dataDirectory, IReadOnlyList<IngestEntry> entries)
    {
        var pack = new PackWriter();
        pack.List(entries, entry => Write(pack, entry));
        PackFile.Replace(PathIn(dataDirectory), Magic, pack.WrittenMemory);
        PackFile.Sweep(dataDirectory, FileName + ".*.tmp");
    }

    /// <summary>Packs one entry.</summary>
    public static void Write(PackWriter to, IngestEntry entry)
    {
        to.Text(entry.Path);
        to.Text(entry.Hash);
        to.Text(entry.BaseId);
        to.TextOrNull(entry.List);
        to.List(entry.Documents, d => DocumentPack.Write(to, d));
    }

    /// <summary>Unpacks one entry.</summary>
    public static IngestEntry Read(PackReader from) =>
        new(from.Text(), from.Text(), from.Text(), from.TextOrNull(), from.List(() => DocumentPack.Read(from)));
}
