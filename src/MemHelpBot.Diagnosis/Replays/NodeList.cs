using System.Globalization;

namespace MemHelpBot.Diagnosis.Replays;

/// <summary>A kernel list of NUMA nodes such as <c>0-1,4</c>.</summary>
internal static class NodeList
{
    /// <summary>Whether the list holds the node; null when the text is no list, such as <c>(null)</c>.</summary>
    public static bool? Holds(string? list, int node)
    {
        if (string.IsNullOrEmpty(list))
            return null;
        var held = false;
        foreach (var range in list.AsSpan().Split(','))
        {
            var part = list.AsSpan()[range];
            var hyphen = part.IndexOf('-');
            if (!Number(hyphen < 0 ? part : part[..hyphen], out var first) || !Number(hyphen < 0 ? part : part[(hyphen + 1)..], out var last))
                return null;
            held |= node >= first && node <= last;
        }

        return held;
    }

    private static bool Number(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
