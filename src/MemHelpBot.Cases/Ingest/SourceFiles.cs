namespace MemHelpBot.Cases.Ingest;

/// <summary>One file to take.</summary>
/// <param name="Path">Full path.</param>
/// <param name="RelativePath">Path below the directory that was given, with forward slashes; the name of a file that was given itself.</param>
/// <param name="Refused">Why it is not even opened; null when it is.</param>
internal readonly record struct SourceFile(string Path, string RelativePath, string? Refused);

/// <summary>Lists the files under what was given, in ordinal order of their paths.</summary>
internal static class SourceFiles
{
    private const long LargestBytes = 32 * 1024 * 1024;

    private static readonly string[] Known = [".md", ".markdown", ".txt", ".text", ".log", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ""];

    public static IEnumerable<SourceFile> Under(IReadOnlyList<string> paths, string dataDirectory)
    {
        var found = new SortedDictionary<string, SourceFile>(StringComparer.Ordinal);
        foreach (var given in paths)
        {
            var path = Path.GetFullPath(given);
            if (File.Exists(path))
                found[path] = Look(path, Path.GetFileName(path));
            else if (Directory.Exists(path))
                AddDirectory(path, dataDirectory, found);
            else
                found[path] = new SourceFile(path, Path.GetFileName(path), "does not exist");
        }

        return found.Values;
    }

    private static void AddDirectory(string root, string dataDirectory, SortedDictionary<string, SourceFile> found)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        };
        foreach (var path in Directory.EnumerateFiles(root, "*", options))
        {
            var relative = Path.GetRelativePath(root, path).Replace('\\', '/');
            if (!relative.Contains("/.", StringComparison.Ordinal) && !relative.StartsWith('.') && !path.StartsWith(dataDirectory + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                found.TryAdd(path, Look(path, relative));
        }
    }

    private static SourceFile Look(string path, string relative)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        var refused = !Known.Contains(extension) ? $"the format '{extension}' is not one of Markdown, text, HTML, JSON, JSON lines"
            : new FileInfo(path).Length > LargestBytes ? "is larger than 32 MiB"
            : null;
        return new SourceFile(path, relative, refused);
    }
}
