using System.Security.Cryptography;
using MemHelpBot.Cases.Cache;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Reading;

namespace MemHelpBot.Cases.Ingest;

/// <summary>One ingest while it goes on: the old entries, and what becomes of them.</summary>
internal sealed class IngestRun
{
    private readonly SortedDictionary<string, IngestEntry> entries = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IngestedFile> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> pathByHash = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> pathById = new(StringComparer.Ordinal);

    public IngestRun(IngestIndex old)
    {
        foreach (var entry in old.Entries)
            Keep(entry);
    }

    /// <summary>Whether the index differs from the old one.</summary>
    public bool Changed { get; private set; }

    /// <summary>The new index, by path.</summary>
    public IReadOnlyList<IngestEntry> Entries => [.. entries.Values];

    /// <summary>What became of each file, by path.</summary>
    public IReadOnlyList<IngestedFile> Files => [.. files.Values];

    /// <summary>Takes one file, or says why not.</summary>
    public void Take(SourceFile file)
    {
        if (file.Refused is { } refused)
        {
            Refuse(file.Path, refused);
            return;
        }

        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file.Path);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Refuse(file.Path, $"cannot be read: {failed.Message}");
            return;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (entries.TryGetValue(file.Path, out var old) && old.Hash == hash)
            Report(file.Path, IngestOutcome.Unchanged, null, old.Documents);
        else if (pathByHash.TryGetValue(hash, out var twin) && twin != file.Path && File.Exists(twin))
            Refuse(file.Path, $"has the same content as {twin}");
        else
            Read(file, bytes, hash);
    }

    /// <summary>Removes the entries of files that are gone.</summary>
    public void Settle()
    {
        foreach (var gone in entries.Values.Where(e => !files.ContainsKey(e.Path) && !File.Exists(e.Path)).ToList())
        {
            Drop(gone);
            Report(gone.Path, IngestOutcome.Removed, "the file is gone", gone.Documents);
        }
    }

    private void Read(SourceFile file, byte[] bytes, string hash)
    {
        var (text, unreadable) = SourceText.Decode(bytes);
        if (text is null)
        {
            Refuse(file.Path, unreadable!);
            return;
        }

        var (raw, note) = SourceFormat.Read(file.Path, text);
        var baseId = BaseId(file);
        var documents = new List<CaseDocument>();
        foreach (var one in raw)
        {
            if (DocumentBuilder.Build(one, raw.Count == 1 ? baseId : $"{baseId}-{one.Key}", file.Path) is { } document)
                documents.Add(document);
        }

        if (documents.Count == 0)
        {
            Refuse(file.Path, note ?? "holds no text");
            return;
        }

        if (entries.TryGetValue(file.Path, out var old))
            Drop(old);
        Keep(new IngestEntry(file.Path, hash, documents));
        Changed = true;
        Report(file.Path, IngestOutcome.Taken, note, documents);
    }

    /// <summary>
    /// The id is made of the name and the path below the directory that was given, so that it is the same on every machine; two files
    /// that would share it are told apart by their full paths. A file keeps the id that it has.
    /// </summary>
    private string BaseId(SourceFile file)
    {
        var name = Ids.FromHeading(Path.GetFileNameWithoutExtension(file.Path), 40);
        var id = $"ext-{(name.Length > 0 ? name + "-" : "")}{Hash64.Of(file.RelativePath) & 0xFF_FFFF:x6}";
        return pathById.TryGetValue(id, out var other) && other != file.Path ? $"{id}-{Hash64.Of(file.Path) & 0xFF_FFFF:x6}" : id;
    }

    private void Refuse(string path, string why)
    {
        if (entries.TryGetValue(path, out var old))
        {
            Drop(old);
            Report(path, IngestOutcome.Removed, why, old.Documents);
        }
        else
        {
            Report(path, IngestOutcome.Skipped, why, []);
        }
    }

    private void Keep(IngestEntry entry)
    {
        entries[entry.Path] = entry;
        pathByHash.TryAdd(entry.Hash, entry.Path);
        foreach (var document in entry.Documents)
            pathById.TryAdd(document.Id, entry.Path);
    }

    private void Drop(IngestEntry entry)
    {
        entries.Remove(entry.Path);
        pathByHash.Remove(entry.Hash);
        foreach (var document in entry.Documents)
            pathById.Remove(document.Id);
        Changed = true;
    }

    private void Report(string path, IngestOutcome outcome, string? reason, IReadOnlyList<CaseDocument> documents) =>
        files[path] = new IngestedFile(path, outcome, reason, [.. documents.Select(d => d.Id)]);
}
