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
        var lines = new SortedSet<int>();
        foreach (var span in fact.Spans)
        {
            if (span.Message != fact.Span.Message)
                continue;
            for (var line = span.FirstLine; line <= span.LastLine; line++)
                lines.Add(line);
        }

        return [.. lines];
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
