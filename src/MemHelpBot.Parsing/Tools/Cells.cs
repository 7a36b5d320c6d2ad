namespace MemHelpBot.Parsing.Tools;

/// <summary>Splits a table row into its cells at blanks.</summary>
internal static class Cells
{
    /// <summary>Fills the ranges of the cells and answers how many there are; more cells than ranges all end in the last one.</summary>
    public static int Of(ReadOnlySpan<char> row, Span<Range> cells) =>
        row.SplitAny(cells, " \t\u00a0\u3000", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A cell of digits alone; null for anything else.</summary>
    public static long? Integer(ReadOnlySpan<char> row, Range cell)
    {
        var text = row[cell];
        if (text.IsEmpty || text.Length > 19)
            return null;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return null;
        }

        return long.TryParse(text, out var value) ? value : null;
    }
}
