using System.Globalization;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// numastat -p / -c PATTERN: memory of processes by node, in MB. The subject is pid/node; the last row is <c>Total/node</c>. For one
/// process the title names it (<c>… for PID 4321 (java)</c>) and the rows are kinds of its memory: their Total is <c>4321/node</c>.
/// Two tables of one paste are two measurements, told in their order.
/// </summary>
internal sealed class Numastat : IArtefactReader
{
    private readonly List<string> nodes = [];
    private Stretch stretch;
    private string? process;
    private bool last;

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        if (Title(line.Text) || Header(line.Text))
        {
            stretch.Add(line, into);
            return true;
        }

        return false;
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (text.IsWhiteSpace())
            return nodes.Count == 0 ? LineOutcome.Foreign : last ? LineOutcome.Ended : LineOutcome.Foreign;
        if (Header(text) || text.TrimStart()[0] == '-' && text.Trim().Trim('-').IndexOfAnyExcept(' ', '-') < 0)
        {
            stretch.Add(line, into);
            return LineOutcome.Taken;
        }

        if (nodes.Count == 0 || !Row(line, into))
            return LineOutcome.Ended;
        stretch.Add(line, into);
        return last ? LineOutcome.TakenLast : LineOutcome.Taken;
    }

    public void Close(ReadingBuilder into)
    {
        nodes.Clear();
        process = null;
        last = false;
        stretch.Close("numastat", into);
    }

    /// <summary><c>Per-node process memory usage (in MBs)</c>, of one process with <c>for PID 4321 (java)</c> behind it.</summary>
    private bool Title(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("Per-node process memory usage", StringComparison.Ordinal))
            return false;
        var at = Scan.Behind(text, " for PID ");
        var end = at < 0 ? at : Scan.DigitsEnd(text, at);
        process = end > at ? text[at..end].ToString() : null;
        return true;
    }

    /// <summary><c>PID   Node 0 Node 1 Total</c>; without <c>PID</c> below the title of one process.</summary>
    private bool Header(ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimStart();
        if (!trimmed.StartsWith(process is null ? "PID " : "Node ", StringComparison.Ordinal) || !Scan.Has(trimmed, "Node "))
            return false;
        nodes.Clear();
        for (var at = Scan.Behind(trimmed, "Node "); at > 0 && Scan.Integer(trimmed, at) is { } node; at = Scan.Behind(trimmed, "Node ", node.End))
            nodes.Add(node.Value.ToString(CultureInfo.InvariantCulture));
        if (Scan.Has(trimmed, "Total"))
            nodes.Add("Total");
        return nodes.Count > 0;
    }

    private bool Row(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var start = Scan.Blanks(text, 0);
        var pidEnd = Scan.DigitsEnd(text, start);
        last = Scan.At(text, start, "Total");
        var kind = process is not null && !last && start < text.Length && char.IsAsciiLetter(text[start]);
        if (pidEnd == start && !last && !kind)
            return false;
        var subject = last ? process ?? "Total" : text[start..pidEnd].ToString();
        var at = last || kind ? start + Scan.Word(text, start).Length : Scan.Behind(text, ")", pidEnd);
        if (at < 0)
            return false;
        var row = new List<(decimal Value, int Offset, int Length)>(nodes.Count);
        while (row.Count < nodes.Count && Scan.Number(text, at) is { } value)
        {
            row.Add(value);
            at = value.Offset + value.Length;
        }

        if (row.Count != nodes.Count || Scan.Blanks(text, at) < text.Length)
        {
            into.CouldNotRead($"a row of numastat has {nodes.Count} numbers", line);
            return true;
        }

        for (var i = 0; i < row.Count && !kind; i++)
            into.Tell(NumaFacts.ProcessMemory, FactValue.Of((double)row[i].Value), line, row[i].Offset, row[i].Length, null, $"{subject}/{nodes[i]}");
        return true;
    }
}
