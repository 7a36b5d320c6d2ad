using System.Buffers.Binary;
using MemHelpBot.Cases.Cache;

namespace MemHelpBot.Cases.Ingest;

/// <summary>
/// What an ingest has finished and not yet put into the index: one record a file, each with its length and checksum. An interrupted
/// ingest leaves it; the next one takes what is whole in it and goes on. The last record of a killed writer may be cut: it is not read.
/// </summary>
internal sealed class IngestJournal : IDisposable
{
    private const string FileName = "ingest.journal";
    private const int HeaderBytes = 12;
    private const int LargestRecord = 1 << 30;
    private readonly string path;
    private readonly FileStream file;

    private IngestJournal(string path, FileStream file) => (this.path, this.file) = (path, file);

    /// <summary>Opens the journal of a data directory; what an interrupted ingest left in it comes first.</summary>
    /// <param name="dataDirectory">The data directory; its lock is held.</param>
    /// <param name="finished">What is whole in it.</param>
    public static IngestJournal Open(string dataDirectory, out IReadOnlyList<IngestEntry> finished)
    {
        var path = Path.Combine(dataDirectory, FileName);
        finished = Load(path, out var whole);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1);
        file.SetLength(whole);
        file.Seek(whole, SeekOrigin.Begin);
        return new IngestJournal(path, file);
    }

    /// <summary>What an interrupted ingest has finished, without touching it.</summary>
    public static IReadOnlyList<IngestEntry> Read(string dataDirectory) => Load(Path.Combine(dataDirectory, FileName), out _);

    /// <summary>Adds a finished file.</summary>
    public void Add(IngestEntry entry)
    {
        var pack = new PackWriter();
        pack.Text(IngestIndex.Version);
        IngestIndex.Write(pack, entry);
        var body = pack.Written;
        Span<byte> header = stackalloc byte[HeaderBytes];
        BinaryPrimitives.WriteInt32LittleEndian(header, body.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(header[4..], PackFile.Checksum(body));
        file.Write(header);
        file.Write(body);
        file.Flush();
    }

    /// <summary>Ends it: everything is in the index.</summary>
    public void Finish()
    {
        file.Dispose();
        File.Delete(path);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static List<IngestEntry> Load(string path, out long whole)
    {
        var entries = new List<IngestEntry>();
        whole = 0;
        if (!File.Exists(path))
            return entries;
        var bytes = File.ReadAllBytes(path);
        var at = 0;
        while (bytes.Length - at >= HeaderBytes)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
            if (length is <= 0 or > LargestRecord || length > bytes.Length - at - HeaderBytes)
                break;
            var body = bytes.AsMemory(at + HeaderBytes, length);
            if (PackFile.Checksum(body.Span) != BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at + 4)) || Entry(body) is not { } entry)
                break;
            entries.Add(entry);
            at += HeaderBytes + length;
            whole = at;
        }

        return entries;
    }

    private static IngestEntry? Entry(ReadOnlyMemory<byte> body)
    {
        try
        {
            var reader = new PackReader(body, 0);
            return reader.Text() == IngestIndex.Version ? IngestIndex.Read(reader) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
