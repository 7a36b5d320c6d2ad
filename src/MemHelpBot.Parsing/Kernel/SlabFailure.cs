using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// <c>SLUB: Unable to allocate memory on node N (gfp=0xH)</c> (from 4.19 <c>, gfp=0xH(NAMES)</c>, from 6.12 <c>on CPU c (of node n) on node N, gfp=…</c>), its
/// line <c>cache: C, object size: …, buffer size: …, default order: …, min order: …</c> and one a node: <c>node 0: slabs: …, objs: …, free: …</c>
/// (mm/slub.c, slab_out_of_memory); the SLAB allocator (to 6.7) prints <c>cache: C, object size: …, order: …</c>. Behind a page allocation failure it is
/// that failure's consequence; the kernel often prints it alone, since the other is rate limited.
/// </summary>
internal sealed class SlabFailure : IArtefactReader
{
    private const int NearReport = 60;

    private LogLine head;
    private LogLine last;
    private int incident;
    private bool untold;
    private string cache = "";

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = 0;
        Scan.Blanks(text, ref at);
        if (!Scan.Literal(text, ref at, "SLUB: Unable to allocate memory on ") && !Scan.Literal(text, ref at, "SLAB: Unable to allocate memory on "))
            return false;
        var near = into.LastIncident(IncidentKind.AllocationFailure);
        var alone = near is not { } known || line.Number - into.LastLineOf(known) is < 0 or > NearReport;
        incident = alone ? into.OpenIncident(IncidentKind.AllocationFailure, line) : near!.Value;
        (head, last, cache, untold) = (line, line, "", alone);
        into.ExtendIncident(incident, line);
        into.Sign("slab-alloc-failed", line, incident);
        Header(line, text, into);
        return true;
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = 0;
        Scan.Blanks(text, ref at);
        if (Scan.Literal(text, ref at, "cache: "))
            Cache(line, text, at, into);
        else if (Scan.Literal(text, ref at, "node ") && cache.Length > 0)
            Node(line, text, at, into);
        else if (!text.Contains("debugging increased min order", StringComparison.Ordinal))
            return line.Number - last.Number > 3 || text.Contains(": Unable to allocate memory on ", StringComparison.Ordinal) ? LineOutcome.Ended : LineOutcome.Foreign;
        last = line;
        into.ExtendIncident(incident, line);
        return LineOutcome.Taken;
    }

    public void Close(ReadingBuilder into) =>
        into.Recognise("slab-failure", head.Span(into.Message) with { LastLine = last.Number, End = last.LineEnd });

    private void Header(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var from = text.LastIndexOf("on node ", StringComparison.Ordinal) + 8;
        var at = from;
        if (from >= 8 && Scan.Signed(text, ref at, out var node))
            into.Tell(SlabFailureFacts.Node, FactValue.Of(node), line, from, at - from, incident);
        from = Scan.Behind(text, 0, "gfp=");
        at = from;
        if (!untold || from < 0 || !Scan.Hex(text, ref at, out var mask))
            return;
        into.Tell(AllocFailureFacts.GfpMask, FactValue.Of(mask), line, from, at - from, incident);
        var close = at < text.Length && text[at] == '(' ? text[at..].IndexOf(')') : -1;
        if (close > 1)
            into.Tell(AllocFailureFacts.GfpFlags, FactValue.Of(text.Slice(at + 1, close - 1).ToString().Split('|')), line, at + 1, close - 1, incident);
    }

    private void Cache(in LogLine line, ReadOnlySpan<char> text, int at, ReadingBuilder into)
    {
        var end = text[at..].IndexOf(", object size: ", StringComparison.Ordinal);
        if (end <= 0)
        {
            into.CouldNotRead("The cache's name and the size of its objects were expected.", line);
            return;
        }

        cache = text.Slice(at, end).ToString();
        Number(SlabFailureFacts.ObjectBytes, cache, "object size: ", line, into);
        Number(SlabFailureFacts.DefaultOrder, cache, "default order: ", line, into);
        var order = Number(SlabFailureFacts.MinOrder, cache, "min order: ", line, into) ?? Number(SlabFailureFacts.MinOrder, cache, ", order: ", line, into);
        if (untold && order is { } smallest)
            into.Tell(Fact.Derive(AllocFailureFacts.Order, null, smallest.Value, incident, "the last try is made with the cache's smallest order", smallest));
        untold = false;
    }

    private void Node(in LogLine line, ReadOnlySpan<char> text, int at, ReadingBuilder into)
    {
        if (!Scan.Number(text, ref at, out var node))
            return;
        var subject = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{cache}/{node}");
        Number(SlabFailureFacts.Objects, subject, "objs: ", line, into);
        Number(SlabFailureFacts.FreeObjects, subject, "free: ", line, into);
    }

    private Fact? Number(FactKey key, string subject, ReadOnlySpan<char> name, in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var from = Scan.Behind(text, 0, name);
        var at = from;
        if (from < 0 || !Scan.Number(text, ref at, out var value))
            return null;
        var fact = new Fact(key, subject, FactValue.Of(value), line.Span(into.Message, from, at - from), incident);
        into.Tell(fact);
        return fact;
    }
}
