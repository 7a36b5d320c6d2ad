using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// kubectl describe node: memory below Capacity and Allocatable, and the row <c>memory  1234Mi (8%)  4321Mi (28%)</c> of its allocated
/// resources. Conditions and events of the same page are messages.
/// </summary>
internal sealed class KubectlNode : IMarkedReader
{
    private FactKey? section;
    private bool allocated;
    private Stretch stretch;

    public IReadOnlyList<string> Marks { get; } = ["Capacity:", "Allocatable:", "Allocated resources:"];

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        section = line.Text.TrimEnd() switch
        {
            "Capacity:" => KubernetesFacts.NodeCapacity,
            "Allocatable:" => KubernetesFacts.NodeAllocatable,
            _ => null,
        };
        allocated = line.Text.StartsWith("Allocated resources:", StringComparison.Ordinal);
        if (section is null && !allocated)
            return false;
        stretch.Add(line, into);
        return true;
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (text.IsWhiteSpace() || !char.IsWhiteSpace(text[0]))
            return LineOutcome.Ended;
        var start = Scan.Blanks(text, 0);
        if (section is { } key && Scan.At(text, start, "memory:"))
        {
            Amount.TellWord(key, line, start + "memory:".Length, into, bare: 1, step: 1000);
        }
        else if (allocated && Scan.At(text, start, "memory ") && Scan.Size(text, start + "memory ".Length, 1, 1000) is { } requests)
        {
            into.Tell(KubernetesFacts.NodeRequests, FactValue.Of(requests.Value), line, requests.Offset, requests.Length);
            if (Scan.Size(text, Scan.Behind(text, ")", requests.End), 1, 1000) is { } limits)
                into.Tell(KubernetesFacts.NodeLimits, FactValue.Of(limits.Value), line, limits.Offset, limits.Length);
        }

        stretch.Add(line, into);
        return LineOutcome.Taken;
    }

    public void Close(ReadingBuilder into) => stretch.Close("kubectl-node", into);
}
