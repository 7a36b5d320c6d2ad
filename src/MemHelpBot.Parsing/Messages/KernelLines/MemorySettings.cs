using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages.KernelLines;

/// <summary>
/// <c>C (N): drop_caches: 3</c> (fs/drop_caches.c: somebody dropped caches) and <c>raising min_free_kbytes from A to B to help transparent
/// hugepage allocations</c> (mm/khugepaged.c: B is what holds from then on). Neither is a fault.
/// </summary>
internal sealed class MemorySettings(Failures failures) : KernelLine(failures)
{
    private const string Drop = "): drop_caches: ";
    private const string Raise = "raising min_free_kbytes from ";

    public override IReadOnlyList<string> Triggers { get; } = [Drop, Raise];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = Scan.Behind(text, Drop);
        if (at > 0)
            return Dropped(line, text, at, into);
        var to = Scan.Behind(text, " to ", Scan.Behind(text, Raise));
        if (Scan.Integer(text, to) is not { Value: > 0 } raised)
            return false;
        into.Tell(VmFacts.Setting, FactValue.Of(raised.Value), line, raised.Offset, raised.Length, null, "min_free_kbytes");
        into.Recognise("message", line.Span(into.Message));
        return true;
    }

    private static bool Dropped(in LogLine line, ReadOnlySpan<char> text, int at, ReadingBuilder into)
    {
        var open = text[..at].LastIndexOf(" (", StringComparison.Ordinal);
        if (open < 0 || Scan.Integer(text, at) is not { Value: > 0 and < 8 } value)
            return false;
        Note(line, into, "drop-caches");
        into.Tell(KernelEventFacts.DropCaches, FactValue.Of(value.Value), line, value.Offset, value.Length);
        var start = Scan.Blanks(text, 0);
        if (open > start)
            into.Tell(KernelEventFacts.DropCachesComm, FactValue.Of(text[start..open].ToString()), line, start, open - start);
        return true;
    }
}
