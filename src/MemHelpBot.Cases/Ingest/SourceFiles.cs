namespace MemHelpBot.Cases.Ingest;

/// <summary>One file or page to take.</summary>
/// <param name="Path">Full path; the address of a page.</param>
/// <param name="RelativePath">Path below the directory that was given, with forward slashes; the name of a file that was given itself; the address of a page.</param>
/// <param name="Refused">Why it is not even opened; null when it is.</param>
/// <param name="List">The file that lists the address; null for a file.</param>
internal readonly record struct SourceFile(string Path, string RelativePath, string? Refused, string? List = null);

/// <summary>
/// Lists the files under what was given, in ordinal order of their paths. Links are not followed: what is taken lies under what was
/// given. A file without content is not opened (it may be a pipe or a device, on which reading waits for ever).
/// </summary>
internal sealed class SourceFiles(string dataDirectory)
{
    /// <summary>Larger files are not taken.</summary>
    public const long LargestBytes = 64 * 1024 * 1024;

    private static readonly EnumerationOptions All = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly SortedDictionary<string, SourceFile> found = new(StringComparer.Ordinal);
    private readonly string dataDirectory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataDirectory)) + Path.DirectorySeparatorChar;

    /// <summary>The files and pages that the paths name.</summary>
    public IReadOnlyCollection<SourceFile> Under(IReadOnlyList<string> paths)
    {
        foreach (var given in paths)
        {
            var path = Path.GetFullPath(given);
            if (Directory.Exists(path))
                AddDirectory(path);
            else if (!File.Exists(path))
                found[path] = new SourceFile(path, Path.GetFileName(path), "does not exist");
            else if (UrlList.Read(path) is { } addresses)
                AddPages(path, addresses);
            else
                found[path] = Look(new FileInfo(path), Path.GetFileName(path));
        }

        return found.Values;
    }

    private void AddPages(string list, IReadOnlyList<string> addresses)
    {
        foreach (var address in addresses)
            found.TryAdd(address, new SourceFile(address, address, null, list));
    }

    private void AddDirectory(string root)
    {
        var open = new Stack<DirectoryInfo>([new DirectoryInfo(root)]);
        while (open.TryPop(out var directory))
        {
            try
            {
                foreach (var entry in directory.EnumerateFileSystemInfos("*", All))
                {
                    if (!entry.Name.StartsWith('.') && !(entry.FullName + Path.DirectorySeparatorChar).StartsWith(dataDirectory, StringComparison.Ordinal))
                        Add(entry, Path.GetRelativePath(root, entry.FullName).Replace('\\', '/'), open);
                }
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                found[directory.FullName] = new SourceFile(directory.FullName, directory.Name, $"the directory cannot be read: {failed.Message}");
            }
        }
    }

    private void Add(FileSystemInfo entry, string relative, Stack<DirectoryInfo> open)
    {
        if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            found.TryAdd(entry.FullName, new SourceFile(entry.FullName, relative, "is a link, and links are not followed: give what it points to"));
        else if (entry is DirectoryInfo below)
            open.Push(below);
        else
            found.TryAdd(entry.FullName, Look((FileInfo)entry, relative));
    }

    private static SourceFile Look(FileInfo file, string relative)
    {
        var refused = SourceFormat.Refusal(file.Extension)
            ?? (file.Length == 0 ? "is empty" : file.Length > LargestBytes ? "is larger than 64 MiB: split it" : null);
        return new SourceFile(file.FullName, relative, refused);
    }
}
