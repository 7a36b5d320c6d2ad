namespace MemHelpBot.Cases.Ingest;

/// <summary>A text file of web addresses, one a line; what follows <c>#</c> at the start of a line or after a blank is a comment.</summary>
internal static class UrlList
{
    private const int LargestBytes = 4 * 1024 * 1024;
    private static readonly string[] Endings = ["", ".txt", ".text", ".list", ".url", ".urls"];

    /// <summary>The addresses, each once in order; null when the file is no such list.</summary>
    public static IReadOnlyList<string>? Read(string path)
    {
        if (!Endings.Contains(Path.GetExtension(path).ToLowerInvariant()) || new FileInfo(path).Length is 0 or > LargestBytes)
            return null;
        try
        {
            var addresses = new List<string>();
            foreach (var line in File.ReadLines(path))
            {
                var text = WithoutComment(line.Trim('\uFEFF', ' ', '\t'));
                if (text.Length == 0)
                    continue;
                if (!OwnMarks.IsUrl(text) || text.Contains(' ', StringComparison.Ordinal))
                    return null;
                addresses.Add(text);
            }

            return addresses.Count == 0 ? null : [.. addresses.Distinct(StringComparer.Ordinal)];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string WithoutComment(string line)
    {
        if (line.StartsWith('#'))
            return "";
        var comment = line.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? line : line[..comment].TrimEnd();
    }
}
