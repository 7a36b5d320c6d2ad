using MemHelpBot.Secrets.Finding;

namespace MemHelpBot.Secrets;

/// <summary>
/// Finds secrets in text: by the published format of a key, by the name a value stands under, by where a value stands (a URL, a header, a
/// command line), and the same in what is written in base64, hexadecimal or with escapes. Time is linear in the text; nothing backtracks.
/// </summary>
public static class SecretFinder
{
    /// <summary>How often what was decoded is decoded again: a key in base64 in the JSON of a URL is two.</summary>
    private const int Deepest = 3;

    /// <summary>The secrets of a text in order, none overlapping another. Placeholders of earlier masking are none.</summary>
    public static IReadOnlyList<SecretSpan> Find(string text, MaskOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = Raw(text, 0);
        if (options?.PrivateAddresses == true)
            PrivateAddresses.Find(text, found);
        if (options?.HostNames == true)
            HostNames.Find(text, found);
        return Merged(text, found);
    }

    /// <summary>What is found, in no order and perhaps overlapping.</summary>
    internal static List<SecretSpan> Raw(string text, int depth)
    {
        var found = new List<SecretSpan>();
        KnownFormats.Find(text, found);
        KeyPairs.Find(text, found);
        KeyBlocks.Find(text, found);
        NamedValues.Find(text, found);
        Headers.Find(text, found);
        Links.Find(text, found);
        CommandLines.Find(text, found);
        EmailAddresses.Find(text, found);
        LongRuns.Find(text, found, depth < Deepest);
        if (depth < Deepest)
        {
            EscapedText.Find(text, found, depth);
            WrappedText.Find(text, found, depth);
        }

        return found;
    }

    private static List<SecretSpan> Merged(string text, List<SecretSpan> found)
    {
        var merged = new List<SecretSpan>(found.Count);
        foreach (var span in found.Where(s => s.End > s.Start).OrderBy(s => s.Start).ThenByDescending(s => s.End))
        {
            if (Placeholder.Is(text.AsSpan(span.Start, span.End - span.Start)))
                continue;
            if (merged.Count > 0 && span.Start < merged[^1].End)
                merged[^1] = merged[^1] with { End = Math.Max(merged[^1].End, span.End) };
            else
                merged.Add(span);
        }

        return merged;
    }
}
