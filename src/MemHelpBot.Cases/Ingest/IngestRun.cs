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
    private readonly Dictionary<string, string> pathByBase = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IngestEntry> finished = new(StringComparer.Ordinal);
    private readonly Action<IngestEntry>? keep;

    /// <summary>A run over an old index.</summary>
    /// <param name="old">The index that is served now.</param>
    /// <param name="finished">What an interrupted run has finished.</param>
    /// <param name="keep">Is told of every entry that is made.</param>
    public IngestRun(IngestIndex old, IReadOnlyList<IngestEntry> finished, Action<IngestEntry>? keep)
    {
        this.keep = keep;
        foreach (var entry in old.Entries)
            Keep(entry);
        foreach (var entry in finished)
            this.finished[entry.Path] = entry;
    }

    /// <summary>Whether the index differs from the old one.</summary>
    public bool Changed { get; private set; }

    /// <summary>Sections of the index so far.</summary>
    public int Sections { get; private set; }

    /// <summary>The new index, by path.</summary>
    public IReadOnlyList<IngestEntry> Entries => [.. entries.Values];

    /// <summary>What became of each file, by path.</summary>
    public IReadOnlyList<IngestedFile> Files => [.. files.Values];

    /// <summary>Takes one file or page, or says why not.</summary>
    public void Take(SourceFile file, Func<string, FetchedPage> fetch)
    {
        if (file.Refused is { } refused)
            Refuse(file.Path, refused);
        else if (file.List is not null)
            TakePage(file, fetch);
        else if (ReadFile(file.Path, out var why) is { } bytes)
            Take(file, bytes, file.Path, null);
        else
            Stay(file.Path, why);
    }

    /// <summary>Removes the entries that lie under what was given and are there no more.</summary>
    /// <param name="given">Full paths of what was given.</param>
    public void Settle(IReadOnlyList<string> given)
    {
        foreach (var gone in entries.Values.Where(e => !files.ContainsKey(e.Path) && IsUnder(e, given)).ToList())
        {
            Drop(gone);
            Report(gone.Path, IngestOutcome.Removed, gone.List is null ? "the file is gone" : "is no longer listed", gone.Documents);
        }

        // What was said not to exist and is known to have been removed needs no second word.
        foreach (var path in given.Where(p => files.TryGetValue(p, out var file) && file.Reason == "does not exist" && files.Values.Any(f => f.Outcome == IngestOutcome.Removed && f.Path != p)).ToList())
            files.Remove(path);
    }

    private static bool IsUnder(IngestEntry entry, IReadOnlyList<string> given)
    {
        var path = entry.List ?? entry.Path;
        return given.Any(g => path == g || path.StartsWith(Path.TrimEndingDirectorySeparator(g) + Path.DirectorySeparatorChar, StringComparison.Ordinal));
    }

    private static byte[]? ReadFile(string path, out string why)
    {
        why = "";
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            why = $"cannot be read: {failed.Message}";
            return null;
        }
    }

    private void TakePage(SourceFile file, Func<string, FetchedPage> fetch)
    {
        if (finished.TryGetValue(file.Path, out var done))
        {
            Replace(done);
            Report(file.Path, IngestOutcome.Taken, null, done.Documents);
            return;
        }

        var page = fetch(file.Path);
        if (page.Bytes is null)
            Stay(file.Path, $"could not be fetched: {page.Why}");
        else
            Take(file, page.Bytes, page.Name, page.Charset);
    }

    private void Take(SourceFile file, byte[] bytes, string name, string? charset)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (entries.TryGetValue(file.Path, out var old) && old.Hash == hash && old.List == file.List)
            Report(file.Path, IngestOutcome.Unchanged, null, old.Documents);
        else if (pathByHash.TryGetValue(hash, out var twin) && twin != file.Path && (entries[twin].List is not null || File.Exists(twin)))
            Refuse(file.Path, $"has the same content as {twin}");
        else if (finished.TryGetValue(file.Path, out var done) && done.Hash == hash)
            Accept(done, null);
        else
            Read(file, bytes, hash, name, charset);
    }

    private void Read(SourceFile file, byte[] bytes, string hash, string name, string? charset)
    {
        var (raw, note) = SourceFormat.Read(name, bytes, charset);
        var baseId = BaseId(file);
        var documents = new List<CaseDocument>();
        foreach (var one in raw)
        {
            var source = file.List is not null && one.Url is null ? one with { Url = file.Path } : one;
            if (DocumentBuilder.Build(source, raw.Count == 1 ? baseId : $"{baseId}-{one.Key}", file.Path) is { } document)
                documents.Add(document);
        }

        if (documents.Count == 0)
        {
            Refuse(file.Path, note ?? "holds no text");
            return;
        }

        var entry = new IngestEntry(file.Path, hash, baseId, file.List, documents);
        keep?.Invoke(entry);
        Accept(entry, note);
    }

    private void Accept(IngestEntry entry, string? note)
    {
        Replace(entry);
        Report(entry.Path, IngestOutcome.Taken, note, entry.Documents);
    }

    private void Replace(IngestEntry entry)
    {
        if (entries.TryGetValue(entry.Path, out var old))
            Drop(old);
        Keep(entry);
        Changed = true;
    }

    /// <summary>
    /// The id is made of the name and the path below the directory that was given, so that it is the same on every machine; two files
    /// that would share it are told apart by their full paths. A file keeps the id that it has.
    /// </summary>
    private string BaseId(SourceFile file)
    {
        if (entries.TryGetValue(file.Path, out var old))
            return old.BaseId;
        var name = Ids.FromHeading(Path.GetFileNameWithoutExtension(file.Path.TrimEnd('/')), 40);
        var id = $"ext-{(name.Length > 0 ? name + "-" : "")}{Hash64.Of(file.RelativePath) & 0xFFFF_FFFF:x8}";
        return pathByBase.TryGetValue(id, out var other) && other != file.Path ? $"{id}-{Hash64.Of(file.Path) & 0xFFFF_FFFF:x8}" : id;
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

    // What cannot be looked at now may be there again tomorrow.
    private void Stay(string path, string why)
    {
        if (entries.TryGetValue(path, out var old))
            Report(path, IngestOutcome.Kept, why, old.Documents);
        else
            Report(path, IngestOutcome.Skipped, why, []);
    }

    private void Keep(IngestEntry entry)
    {
        entries[entry.Path] = entry;
        pathByHash.TryAdd(entry.Hash, entry.Path);
        pathByBase.TryAdd(entry.BaseId, entry.Path);
        Sections += SectionsOf(entry);
    }

    private void Drop(IngestEntry entry)
    {
        entries.Remove(entry.Path);
        if (pathByHash.GetValueOrDefault(entry.Hash) == entry.Path)
            pathByHash.Remove(entry.Hash);
        if (pathByBase.GetValueOrDefault(entry.BaseId) == entry.Path)
            pathByBase.Remove(entry.BaseId);
        Sections -= SectionsOf(entry);
        Changed = true;
    }

    private static int SectionsOf(IngestEntry entry) => entry.Documents.Sum(d => d.Sections.Count);

    private void Report(string path, IngestOutcome outcome, string? reason, IReadOnlyList<CaseDocument> documents) =>
        files[path] = new IngestedFile(path, outcome, reason, [.. documents.Select(d => d.Id)]);
}
