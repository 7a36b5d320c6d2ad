using System.IO.Enumeration;

namespace MemHelpBot.Scanning.Sources;

/// <summary>The files that paths on a command line stand for: files, directories with all below them, and patterns a shell did not expand.</summary>
internal static class LogFiles
{
    /// <summary>The files, in the order of the paths and by name below each. What is not there or not readable is told, not thrown.</summary>
    /// <param name="path">A file, a directory or a pattern with <c>*</c> and <c>?</c>.</param>
    /// <param name="skip">Told of each path that is left out, and why.</param>
    public static IEnumerable<string> Of(string path, Action<string, string> skip)
    {
        if (Directory.Exists(path))
            return InDirectory(path, skip);
        if (File.Exists(path) || !path.AsSpan().ContainsAny('*', '?'))
            return [path];
        var matches = Matching(path).ToList();
        if (matches.Count == 0)
            skip(path, "no file matches");
        return matches.SelectMany(m => Directory.Exists(m) ? InDirectory(m, skip) : [m]);
    }

    // Links to directories are not followed: they may lead back. What has no length is empty, or no file (a pipe, a socket, a device).
    private static List<string> InDirectory(string directory, Action<string, string> skip)
    {
        var files = new List<string>();
        var waiting = new Stack<string>([directory]);
        var shallow = new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        while (waiting.TryPop(out var folder))
        {
            try
            {
                foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", shallow))
                {
                    var path = Path.Combine(folder, entry.Name);
                    if (entry is DirectoryInfo { LinkTarget: null })
                        waiting.Push(path);
                    else if (entry is FileInfo file && LengthOf(file) > 0)
                        files.Add(path);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                skip(folder, e is UnauthorizedAccessException ? "permission denied" : e.Message);
            }
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return (file.LinkTarget is null ? file : file.ResolveLinkTarget(true) as FileInfo)?.Length ?? 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static IEnumerable<string> Matching(string pattern)
    {
        IEnumerable<string> found = [Path.IsPathRooted(pattern) ? "/" : ""];
        foreach (var part in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
            found = found.SelectMany(f => Step(f, part));
        return found.Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Step(string folder, string part)
    {
        if (!part.AsSpan().ContainsAny('*', '?'))
        {
            var one = Path.Combine(folder, part);
            return Path.Exists(one) ? [one] : [];
        }

        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder.Length == 0 ? "." : folder).Select(e => Path.GetFileName(e))
                .Where(name => FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: false) && (name[0] != '.' || part[0] == '.'))
                .Select(name => Path.Combine(folder, name))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
