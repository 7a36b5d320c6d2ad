using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>/proc/pagetypeinfo: free blocks by order of each migrate type; a row with <c>&gt;100000</c> (5.5+: the kernel stopped counting) is told as printed. The numbers of blocks by type are passed over.</summary>
internal sealed class PageTypeInfo : IMarkedReader
{
    private Stretch stretch;

    public IReadOnlyList<string> Marks { get; } = ["Page block order:", "Node "];

    public bool Begin(in LogLine line, ReadingBuilder into) => Take(line, into);

    public LineOutcome Continue(in LogLine line, ReadingBuilder into) =>
        line.Text.IsWhiteSpace() ? LineOutcome.Foreign : Take(line, into) || IsOther(line.Text) ? LineOutcome.Taken : LineOutcome.Ended;

    public void Close(ReadingBuilder into) => stretch.Close("pagetypeinfo", into);

    private static bool IsOther(ReadOnlySpan<char> text) =>
        Scan.At(text, 0, "Pages per block:") || Scan.At(text, 0, "Number of blocks type") || Scan.At(text, 0, "Number of mixed blocks") || Scan.At(text, 0, "Node ") && Scan.Has(text, ", zone");

    private bool Take(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.At(text, 0, "Page block order:") || Scan.At(text, 0, "Free pages count per migrate type"))
        {
            stretch.Add(line, into);
            return true;
        }

        if (!Scan.At(text, 0, "Node ") || Scan.Integer(text, 5) is not { } node || !Scan.At(text, node.End, ", zone") || Scan.Behind(text, ", type") is not (> 0 and var type))
            return false;
        var zone = text[(node.End + 6)..(type - 6)].Trim();
        Span<Range> ranges = stackalloc Range[20];
        var row = Row.Of(text[type..], ranges);
        if (row.Count < 2)
            return false;
        var blocks = new List<long>(row.Count - 1);
        for (var i = 1; i < row.Count; i++)
        {
            if (Scan.Integer(row[i].TrimStart('>'), 0) is not { Value: >= 0 } count)
            {
                into.CouldNotRead("a row of /proc/pagetypeinfo is a zone, a type and counts", line);
                return true;
            }

            blocks.Add(count.Value);
        }

        var first = type + row.Start(1);
        var value = text[first..].Contains('>') ? FactValue.Of(Printed(row)) : FactValue.Of(blocks);
        into.Tell(ZoneFacts.TypeBlocks, value, line, first, text.TrimEnd().Length - first, null, $"{node.Value}/{zone}/{row[0]}");
        stretch.Add(line, into);
        return true;
    }

    private static List<string> Printed(Row row)
    {
        var cells = new List<string>(row.Count - 1);
        for (var i = 1; i < row.Count; i++)
            cells.Add(row[i].ToString());
        return cells;
    }
}
