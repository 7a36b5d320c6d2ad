using System.Text;

namespace MemHelpBot.Channels.Teams.Replies;

/// <summary>
/// Cuts a long Markdown text into messages, between paragraphs where that is possible. A fenced block that is cut is closed at the end of one
/// message and opened again in the next.
/// </summary>
internal static class TextSplitter
{
    /// <summary>Most characters of a message's text: 24 KB in UTF-16, far below the 80 KB that a whole message may have.</summary>
    public const int MostCharacters = 12_000;

    /// <summary>The parts, in order; one for a text that fits.</summary>
    public static IReadOnlyList<string> Split(string markdown, int most = MostCharacters)
    {
        if (markdown.Length <= most)
            return [markdown];
        var parts = new List<string>();
        var part = new StringBuilder();
        var fence = "";
        foreach (var line in markdown.Split('\n').SelectMany(l => Short(l, most / 2)))
        {
            // A paragraph's end in the last quarter is a good place, any line's end at the limit a necessary one.
            var after = After(fence, line.Trim());
            var full = part.Length + line.Length + 1 + (after.Length > 0 ? Ticks(after).Length + 1 : 0) > most;
            var good = line.Length == 0 && fence.Length == 0 && part.Length > most * 3 / 4;
            if (part.Length > 0 && (full || good))
            {
                if (fence.Length > 0)
                    part.Append(Ticks(fence)).Append('\n');
                parts.Add(part.ToString().TrimEnd('\n'));
                part.Clear();
                if (fence.Length > 0)
                    part.Append(fence).Append('\n');
                if (good)
                    continue;
            }

            part.Append(line).Append('\n');
            fence = after;
        }

        if (part.ToString().Trim().Length > 0)
            parts.Add(part.ToString().TrimEnd('\n'));
        return parts;
    }

    private static string After(string fence, string line)
    {
        var ticks = Ticks(line);
        if (fence.Length > 0)
            return ticks.Length >= Ticks(fence).Length && ticks.Length == line.Length ? "" : fence;
        return ticks.Length >= 3 ? line : "";
    }

    private static string Ticks(string line) => line[..(line.Length - line.TrimStart('`').Length)];

    private static IEnumerable<string> Short(string line, int most)
    {
        var at = 0;
        while (line.Length - at > most)
        {
            var blank = line.LastIndexOf(' ', at + most - 1, most / 2);
            var end = blank > at ? blank : at + most - (char.IsHighSurrogate(line[at + most - 1]) ? 1 : 0);
            yield return line[at..end];
            at = blank > at ? end + 1 : end;
        }

        yield return line[at..];
    }
}
