namespace MemHelpBot.Cases.Ingest;

/// <summary>Reads the simple <c>key: value</c> lines between two <c>---</c> at the head of a Markdown file.</summary>
internal static class FrontMatter
{
    /// <summary>The values by lower-case key; empty when there is no front matter.</summary>
    /// <param name="lines">The file.</param>
    /// <param name="next">Index of the first line after it.</param>
    public static Dictionary<string, string> Read(string[] lines, out int next)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        next = 0;
        var end = lines[0].TrimEnd() == "---" ? Array.FindIndex(lines, 1, l => l.TrimEnd() == "---") : -1;
        if (end < 0)
            return values;
        for (var i = 1; i < end; i++)
        {
            var colon = lines[i].IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || char.IsWhiteSpace(lines[i][0]))
                continue;
            var value = lines[i][(colon + 1)..].Trim().Trim('"', '\'');
            if (value.Length > 0)
                values[lines[i][..colon].Trim().ToLowerInvariant()] = value;
        }

        next = end + 1;
        return values;
    }
}
