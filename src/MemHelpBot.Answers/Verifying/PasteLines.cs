using System.Buffers;

namespace MemHelpBot.Answers.Verifying;

/// <summary>The messages of a conversation as they were sent, by line: what a citation of a line points to.</summary>
public sealed class PasteLines
{
    private readonly string[] messages;
    private readonly Lazy<int[][]> starts;

    /// <summary>The messages in the order sent.</summary>
    public PasteLines(IEnumerable<string> messages)
    {
        this.messages = [.. messages];
        starts = new(() => [.. this.messages.Select(Starts)]);
    }

    /// <summary>How many messages there are.</summary>
    public int Count => messages.Length;

    /// <summary>The first line of a message that holds each of some texts, in one walk over the message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="any">All the texts.</param>
    /// <param name="each">The same one by one.</param>
    public IReadOnlyList<(string Text, int Line)> FirstLinesWith(int message, SearchValues<string> any, IEnumerable<string> each)
    {
        var left = each.ToHashSet(StringComparer.Ordinal);
        var found = new List<(string Text, int Line)>();
        var text = messages[message].AsSpan();
        for (var at = 0; left.Count > 0 && at < text.Length;)
        {
            var hit = text[at..].IndexOfAny(any);
            if (hit < 0)
                break;
            var end = text[(at + hit)..].IndexOf('\n') is >= 0 and var rest ? at + hit + rest : text.Length;
            var start = text[..(at + hit)].LastIndexOf('\n') + 1;
            var line = LineAt(message, start);
            foreach (var one in left.ToArray())
            {
                if (text[start..end].Contains(one, StringComparison.Ordinal) && left.Remove(one))
                    found.Add((one, line));
            }

            at = end;
        }

        return found;
    }

    /// <summary>Whether that line exists.</summary>
    public bool Has(int message, int line) =>
        message >= 0 && message < messages.Length && line >= 1 && line <= starts.Value[message].Length;

    /// <summary>Lines <paramref name="first"/> to <paramref name="last"/> of a message, or an empty text where there are none.</summary>
    public ReadOnlySpan<char> Text(int message, int first, int last)
    {
        if (!Has(message, first) || !Has(message, last))
            return default;
        var lines = starts.Value[message];
        var end = last < lines.Length ? lines[last] : messages[message].Length;
        return messages[message].AsSpan(lines[first - 1], end - lines[first - 1]);
    }

    private int LineAt(int message, int start)
    {
        var place = Array.BinarySearch(starts.Value[message], start);
        return place >= 0 ? place + 1 : ~place;
    }

    private static int[] Starts(string text)
    {
        var found = new List<int> { 0 };
        for (var i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0 && i + 1 < text.Length; i = text.IndexOf('\n', i + 1))
            found.Add(i + 1);
        return [.. found];
    }
}
