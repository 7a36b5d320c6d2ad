using MemHelpBot.Secrets;

namespace MemHelpBot.Cases.Ingest;

/// <summary>One ticket of an export.</summary>
/// <param name="Key">Its key or number; null where the export has none.</param>
/// <param name="Title">Its title, or null.</param>
/// <param name="Url">Its address, or null.</param>
/// <param name="Date">When it was made, as the export says it; or null.</param>
/// <param name="Parts">Its texts in the order in which they are to be read: name, text.</param>
internal sealed record Ticket(string? Key, string? Title, string? Url, string? Date, IReadOnlyList<(string Name, string Text)> Parts)
{
    private static readonly string[] Fences = ["{noformat", "{code", "[code]", "[/code]", "```"];

    /// <summary>The document that it is; null when it has no text.</summary>
    /// <param name="number">Its number in the export, where it has no key.</param>
    public RawDocument? ToDocument(string number)
    {
        var parts = new List<RawPart>();
        foreach (var (name, text) in Parts)
        {
            if (!string.IsNullOrWhiteSpace(text))
                parts.Add(new RawPart(name, Blocks(Egress.Mask(text.ReplaceLineEndings("\n")).Text)));
        }

        if (parts.Count == 0 && Title is null)
            return null;
        if (parts.Count == 0)
            parts.Add(new RawPart(null, [new Block(BlockKind.Paragraph, Egress.Mask(Title!).Text, 0)]));
        var key = Reading.Ids.FromHeading(Key ?? "", 40) is { Length: > 0 } id ? id : number;
        return new RawDocument(key, Title, OwnMarks.IsUrl(Url) ? Url : null, OwnMarks.DateIn(Date), parts);
    }

    /// <summary>The blocks of a text with the code marks of a ticket system (<c>{noformat}</c>, <c>{code:java}</c>, <c>[code]</c>, <c>```</c>).</summary>
    private static List<Block> Blocks(string text)
    {
        var (blocks, from, inside) = (new List<Block>(), 0, false);
        foreach (var (at, length) in Marks(text))
        {
            Add(blocks, text[from..at], inside);
            (from, inside) = (at + length, !inside);
        }

        Add(blocks, text[from..], inside);
        return blocks;
    }

    private static void Add(List<Block> blocks, string text, bool verbatim)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        if (verbatim)
            blocks.Add(new Block(BlockKind.Verbatim, text.Trim('\n'), 0));
        else
            blocks.AddRange(PlainTextFormat.Blocks(text));
    }

    private static IEnumerable<(int At, int Length)> Marks(string text)
    {
        for (var at = text.AsSpan().IndexOfAny('{', '[', '`'); at >= 0 && at < text.Length;)
        {
            var length = Mark(text.AsSpan(at));
            if (length > 0)
                yield return (at, length);
            var next = text.AsSpan(at + Math.Max(length, 1)).IndexOfAny('{', '[', '`');
            at = next < 0 ? -1 : at + Math.Max(length, 1) + next;
        }
    }

    private static int Mark(ReadOnlySpan<char> text)
    {
        foreach (var fence in Fences)
        {
            if (!text.StartsWith(fence, StringComparison.OrdinalIgnoreCase))
                continue;
            if (fence[0] != '{')
                return fence.Length;
            // {code}, {code:title=x|java}: up to the brace, on the same line.
            var close = text[..Math.Min(text.Length, 120)].IndexOfAny('}', '\n');
            return close >= fence.Length && text[close] == '}' && text[fence.Length] is '}' or ':' ? close + 1 : 0;
        }

        return 0;
    }
}
