namespace MemHelpBot.Cases.Ingest;

/// <summary>Takes away what a paged document prints at the head and foot of every page: the same line, but for its numbers.</summary>
internal static class PageFurniture
{
    private const int LeastPages = 3;
    private const int Lines = 2;

    /// <summary>The text without its pages' heads and feet; pages are parted by form feeds.</summary>
    public static string Without(string text)
    {
        var pages = Array.ConvertAll(text.Split('\f'), p => p.Split('\n'));
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var page in pages)
        {
            foreach (var line in Margins(page).Select(i => Shape(page[i])).Distinct(StringComparer.Ordinal))
                counts[line] = counts.GetValueOrDefault(line) + 1;
        }

        foreach (var page in pages)
        {
            foreach (var i in Margins(page).Where(i => counts[Shape(page[i])] is var seen && seen >= LeastPages && seen * 2 > pages.Length).ToList())
                page[i] = "";
        }

        return string.Join('\n', pages.Select(p => string.Join('\n', p)));
    }

    /// <summary>Indices of the first and last lines of a page that hold something.</summary>
    private static List<int> Margins(string[] page)
    {
        var full = new List<int>();
        for (var i = 0; i < page.Length; i++)
        {
            if (!string.IsNullOrWhiteSpace(page[i]))
                full.Add(i);
        }

        return full.Count <= 2 * Lines ? full : [.. full[..Lines], .. full[^Lines..]];
    }

    private static string Shape(string line)
    {
        var shape = new System.Text.StringBuilder(line.Length);
        foreach (var c in line.AsSpan().Trim())
        {
            if (!char.IsDigit(c))
                shape.Append(c);
            else if (shape.Length == 0 || shape[^1] != '0')
                shape.Append('0');
        }

        return shape.ToString();
    }
}
