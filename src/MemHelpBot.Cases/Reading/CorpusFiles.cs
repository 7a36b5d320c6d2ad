namespace MemHelpBot.Cases.Reading;

/// <summary>One file of the corpus.</summary>
/// <param name="Path">Relative to the corpus directory, with forward slashes.</param>
/// <param name="FullPath">Where it is.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">Time of last change, UTC ticks.</param>
internal sealed record CorpusFile(string Path, string FullPath, long Size, long Modified);

/// <summary>Lists the files of a corpus directory.</summary>
internal static class CorpusFiles
{
    /// <summary>No corpus file is larger: it is text in our own words.</summary>
    public const long LargestBytes = 4 * 1024 * 1024;

    /// <summary>All Markdown and YAML files, in ordinal order of their paths; README.md at the top and hidden files are not part of it.</summary>
    public static List<CorpusFile> In(string directory)
    {
        var root = Path.GetFullPath(directory);
        var files = new List<CorpusFile>();
        foreach (var file in new DirectoryInfo(root).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var path = file.FullName[(root.Length + (Path.EndsInDirectorySeparator(root) ? 0 : 1))..].Replace('\\', '/');
            if (path != "README.md" && !path.StartsWith('.') && !path.Contains("/.", StringComparison.Ordinal) && IsCorpusText(path))
                files.Add(new CorpusFile(path, file.FullName, file.Length, file.LastWriteTimeUtc.Ticks));
        }

        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    private static bool IsCorpusText(string path) =>
        path.EndsWith(".md", StringComparison.Ordinal) || path.EndsWith(".yaml", StringComparison.Ordinal) || path.EndsWith(".yml", StringComparison.Ordinal);
}
