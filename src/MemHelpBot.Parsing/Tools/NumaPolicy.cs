using System.Globalization;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>numactl --show (<c>policy: bind</c>, <c>membind: 0</c>) and the NUMA lines of lscpu (<c>NUMA node0 CPU(s):  0-15,32-47</c>).</summary>
internal sealed class NumaPolicy : IMarkedReader
{
    private const long MostCpus = 8192;
    private Stretch stretch;

    public IReadOnlyList<string> Marks { get; } = ["policy: ", "membind: ", "NUMA node"];

    public bool Begin(in LogLine line, ReadingBuilder into) => Take(line, into);

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Take(line, into))
            return LineOutcome.Taken;
        return Scan.At(text, 0, "physcpubind: ") || Scan.At(text, 0, "cpubind: ") || Scan.At(text, 0, "nodebind: ") || Scan.At(text, 0, "preferred node: ") || Scan.At(text, 0, "interleavemask: ") ? LineOutcome.Taken : LineOutcome.Ended;
    }

    public void Close(ReadingBuilder into) => stretch.Close("numa", into);

    private bool Take(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text.TrimEnd();
        var taken = Cpus(line, into);
        if (Scan.At(text, 0, "policy: ") && text[8..] is "default" or "bind" or "preferred" or "interleave" or "local" or "preferred-many")
        {
            into.Tell(NumaFacts.Policy, FactValue.Of(text[8..].ToString()), line, 8, text.Length - 8);
            taken = true;
        }
        else if (Scan.At(text, 0, "membind: ") && !text[9..].ContainsAnyExcept(Characters.Numbers))
        {
            into.Tell(NumaFacts.Membind, FactValue.Of(text[9..].ToString()), line, 9, text.Length - 9);
            taken = true;
        }

        if (taken)
            stretch.Add(line, into);
        return taken;
    }

    private static bool Cpus(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text.TrimEnd();
        var start = Scan.Blanks(text, 0);
        if (!Scan.At(text, start, "NUMA node"))
            return false;
        if (Scan.At(text, start, "NUMA node(s):"))
            return true;
        if (Scan.Integer(text, start + 9) is not { Value: >= 0 } node || !Scan.At(text, node.End, " CPU(s):"))
            return false;
        var first = Scan.Blanks(text, node.End + 8);
        var cpus = new List<long>();
        for (var at = first; Scan.Integer(text, at) is { Value: >= 0 } from; at++)
        {
            var to = from;
            if (Scan.At(text, from.End, "-") && Scan.Integer(text, from.End + 1) is { } end)
                to = end;
            if (to.Value < from.Value || to.Value > MostCpus)
                return true;
            for (var cpu = from.Value; cpu <= to.Value; cpu++)
                cpus.Add(cpu);
            at = to.End;
            if (at >= text.Length || text[at] != ',')
                break;
        }

        if (first < text.Length)
            into.Tell(NumaFacts.Cpus, FactValue.Of(cpus), line, first, text.Length - first, null, node.Value.ToString(CultureInfo.InvariantCulture));
        return true;
    }
}
