using System.Globalization;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>numactl --hardware: <c>node 1 size: 32012 MB</c>, <c>node 1 free: 4897 MB</c>, <c>node 1 cpus: 1 3 5</c>.</summary>
internal sealed class NumactlHardware : IArtefactReader
{
    private Stretch stretch;

    public bool Begin(in LogLine line, ReadingBuilder into) =>
        (line.Text.StartsWith("available: ", StringComparison.Ordinal) && Scan.Has(line.Text, " nodes (") && Add(line, into)) || Node(line, into);

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text.TrimStart();
        if (Node(line, into))
            return LineOutcome.Taken;
        if (text.StartsWith("node distances:", StringComparison.Ordinal) || text.StartsWith("node ", StringComparison.Ordinal) || Distances(text))
        {
            stretch.Add(line, into);
            return LineOutcome.Taken;
        }

        return LineOutcome.Ended;
    }

    public void Close(ReadingBuilder into) => stretch.Close("numactl", into);

    private static bool Distances(ReadOnlySpan<char> text)
    {
        var digits = Scan.DigitsEnd(text, 0);
        return digits > 0 && digits < text.Length && text[digits] == ':' && Scan.Integer(text, digits + 1) is not null;
    }

    private bool Node(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var start = Scan.Blanks(text, 0);
        if (!Scan.At(text, start, "node ") || Scan.Integer(text, start + 5) is not { } node)
            return false;
        var key = Scan.Blanks(text, node.End);
        var subject = node.Value.ToString(CultureInfo.InvariantCulture);
        if (Scan.At(text, key, "cpus:"))
            return Add(line, into) && Cpus(line, key + 5, subject, into);
        var fact = Scan.At(text, key, "size:") ? NumaFacts.Size : Scan.At(text, key, "free:") ? NumaFacts.Free : null;
        if (fact is null)
            return false;
        Add(line, into);
        if (Scan.Integer(text, key + 5) is { Value: >= 0 } size && text[size.End..].Trim() is "MB")
            into.Tell(fact, FactValue.Of(size.Value), line, size.Offset, size.Length, null, subject);
        else
            into.CouldNotRead("the size of a NUMA node is a number and MB", line);
        return true;
    }

    private static bool Cpus(in LogLine line, int at, string node, ReadingBuilder into)
    {
        var cpus = new List<long>();
        var first = Scan.Blanks(line.Text, at);
        var end = at;
        while (Scan.Integer(line.Text, end) is { } cpu)
        {
            cpus.Add(cpu.Value);
            end = cpu.End;
        }

        if (Scan.Blanks(line.Text, end) < line.Text.Length)
            into.CouldNotRead("the processors of a NUMA node are numbers", line);
        else
            into.Tell(NumaFacts.Cpus, FactValue.Of(cpus), line, Math.Min(first, line.Text.Length), Math.Max(0, end - first), null, node);
        return true;
    }

    private bool Add(in LogLine line, ReadingBuilder into)
    {
        stretch.Add(line, into);
        return true;
    }
}
