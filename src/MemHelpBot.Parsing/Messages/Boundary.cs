using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>Decides whether a failure message tells of another event than the one before it.</summary>
internal static class Boundary
{
    private static readonly string[] OtherRun =
        ["another ", "Another ", "second ", "other job", "other run", "other machine", "other time", "另一", "另外", "第二", "inny ", "inne ", "drugi", "kolejn"];

    /// <summary>
    /// Whether the line begins another event: another identity; a record of its own in a collection; a fresh report behind an
    /// abort; or, behind the end of one code block and in another, the same message with other values or prose that says "another".
    /// </summary>
    public static bool Separates(Event current, in LogLine line, ReadingBuilder into, string? signature, string? identity, bool starts)
    {
        if (identity is not null && current.Identity is { } known)
            return known != identity;
        if (line.Number == current.LastLine)
            return false;
        if (current.Packed || current.Restarted || starts && current.IsAborted)
            return true;
        var paste = into.Paste;
        var from = Math.Min(current.LastEnd, paste.Length);
        var to = Math.Clamp(line.LineStart, from, paste.Length);
        var between = paste.AsSpan(from, to - from);
        if (!TwoFences(between))
            return false;
        if (signature is not null && current.Lines.TryGetValue(signature, out var before))
            return !line.Text.SequenceEqual(before);
        foreach (var word in OtherRun)
        {
            if (between.Contains(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool TwoFences(ReadOnlySpan<char> between)
    {
        var count = 0;
        for (var at = 0; count < 2; count++)
        {
            var next = between[at..].IndexOfAny("`~");
            while (next >= 0 && !Fence(between, at + next))
            {
                at += next + 1;
                next = between[at..].IndexOfAny("`~");
            }

            if (next < 0)
                return false;
            at += next + 3;
        }

        return true;
    }

    private static bool Fence(ReadOnlySpan<char> text, int at) =>
        at + 2 < text.Length && text[at + 1] == text[at] && text[at + 2] == text[at];
}
