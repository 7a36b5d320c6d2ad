using MemHelpBot.Facts;

namespace MemHelpBot.Rendering;

/// <summary>The lines a fact stands on, of the message its span names. Sources in other messages are found through the facts it derives from.</summary>
internal static class FactLines
{
    /// <summary>The lines, ascending, each once.</summary>
    public static IReadOnlyList<int> Of(in Fact fact)
    {
        if (fact.Derivation is null && fact.Span.FirstLine == fact.Span.LastLine)
            return [fact.Span.FirstLine];
        var lines = new List<int>();
        Add(lines, fact, fact.Span.Message);
        lines.Sort();
        var kept = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (i == 0 || lines[i] != lines[kept - 1])
                lines[kept++] = lines[i];
        }

        lines.RemoveRange(kept, lines.Count - kept);
        return lines;
    }

    // By hand: a scan writes thousands of derived facts, and query operators over spans are compiled when they are first called.
    private static void Add(List<int> lines, in Fact fact, int message)
    {
        if (fact.Derivation is { } derivation)
        {
            for (var i = 0; i < derivation.From.Count; i++)
                Add(lines, derivation.From[i], message);
        }
        else if (fact.Span.Message == message)
        {
            for (var line = fact.Span.FirstLine; line <= fact.Span.LastLine; line++)
                lines.Add(line);
        }
    }

    /// <summary>The lines as ranges, for people: consecutive lines as first and last.</summary>
    public static IReadOnlyList<(int First, int Last)> RangesOf(in Fact fact)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var line in Of(fact))
        {
            if (ranges.Count > 0 && ranges[^1].Last == line - 1)
                ranges[^1] = (ranges[^1].First, line);
            else
                ranges.Add((line, line));
        }

        return ranges;
    }
}
