using System.Globalization;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// Memory by NUMA node: numastat -m (<c>MemFree  120.2  4897.1  5017.3</c> below <c>Node 0  Node 1  Total</c>, in MB of 1024 KiB), the counters of bare numastat
/// (<c>numa_miss</c>), and a node's own meminfo (<c>Node 0 MemFree:  123 kB</c>).
/// </summary>
internal sealed class NumaMeminfo : IMarkedReader
{
    private readonly List<string> nodes = [];
    private bool counters;
    private Stretch stretch;

    public IReadOnlyList<string> Marks { get; } = ["Node ", "node0"];

    public bool Begin(in LogLine line, ReadingBuilder into) => Header(line, into) || File(line, into);

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (text.IsWhiteSpace())
            return LineOutcome.Foreign;
        if (Header(line, into) || File(line, into))
            return LineOutcome.Taken;
        return stretch.Take(nodes.Count > 0 && (text.IndexOfAnyExcept('-', ' ') < 0 || Cells(line, into)), line, into);
    }

    public void Close(ReadingBuilder into)
    {
        nodes.Clear();
        stretch.Close("numa", into);
    }

    private bool Header(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text.Trim();
        if (Scan.At(text, 0, "Per-node system memory usage"))
        {
            nodes.Clear();
            stretch.Add(line, into);
            return true;
        }

        counters = Scan.At(text, 0, "node0") || counters && !Scan.At(text, 0, "Node 0");
        var word = counters ? "node" : "Node ";
        if (!Scan.At(text, 0, word) || text.Contains(':') || text.Contains(','))
            return false;
        var found = new List<string>();
        for (var at = Scan.Behind(text, word); at > 0 && Scan.Integer(text, at) is { Value: >= 0 } node; at = Scan.Behind(text, word, node.End))
            found.Add(node.Value.ToString(CultureInfo.InvariantCulture));
        if (found.Count == 0 || !OnlyNodes(text))
            return false;
        nodes.Clear();
        nodes.AddRange(found);
        stretch.Add(line, into);
        return true;
    }

    /// <summary>Whether a line holds nothing but the names of nodes and Total.</summary>
    private static bool OnlyNodes(ReadOnlySpan<char> text)
    {
        foreach (var cell in text.SplitAny(' ', '\t'))
        {
            var word = text[cell];
            if (word is not ("Node" or "Total") && word.TrimStart("node").ContainsAnyExceptInRange('0', '9'))
                return false;
        }

        return true;
    }

    private bool Cells(in LogLine line, ReadingBuilder into)
    {
        Span<Range> ranges = stackalloc Range[64];
        var row = Row.Of(line.Text, ranges);
        if (row.Count < nodes.Count + 1 || row.Count > nodes.Count + 2 || !char.IsAsciiLetter(row[0][0]) || row[0] is "Huge" or "Heap" or "Stack" or "Private" or "Total")
            return false; // the last ones are a process's (numastat -p), whose title is cut off
        FactKey? key = counters
            ? row[0] switch { "numa_hit" => NumaFacts.Hit, "numa_miss" => NumaFacts.Miss, "numa_foreign" => NumaFacts.Foreign, _ => null }
            : NumaFacts.Meminfo;
        if (counters && key is null)
            return row[0] is "interleave_hit" or "local_node" or "other_node";
        // HugePages_ rows are MB here too (numastat multiplies by the page size).
        for (var i = 0; i < nodes.Count; i++)
        {
            var subject = counters ? nodes[i] : $"{nodes[i]}/{row[0]}";
            if (!row.Tell(key!, i + 1, line, into, subject, 1 << 20))
                return false;
        }

        return true;
    }

    /// <summary>/sys/devices/system/node/node0/meminfo.</summary>
    private bool File(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (!Scan.At(text, 0, "Node ") || Scan.Integer(text, 5) is not { Value: >= 0 } node)
            return false;
        var start = Scan.Blanks(text, node.End);
        var colon = text[start..].IndexOf(':');
        if (colon <= 0 || start == node.End || text.Slice(start, colon).ContainsAny(' ', ',') || Scan.Integer(text, start + colon + 1) is not { Value: >= 0 } value)
            return false;
        var counts = Scan.At(text, start, "HugePages_");
        var unit = text[value.End..].Trim();
        if (!(unit is "kB" || counts && unit.IsEmpty))
            return false;
        if (!counts)
            into.Tell(NumaFacts.Meminfo, FactValue.Of((double)value.Value), line, value.Offset, value.Length, null, $"{node.Value}/{text.Slice(start, colon)}");
        stretch.Add(line, into);
        return true;
    }
}
