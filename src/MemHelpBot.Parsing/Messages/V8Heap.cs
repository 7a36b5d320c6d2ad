using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// V8's trace of its last collections: <c>[23201:0xb5d40c000] 58738573 ms: Mark-sweep 4098.8 (4122.6) -&gt; 4079.8 (4105.0) MB</c>. The number
/// behind the arrow is what is still in use; the last such line is the use at the failure (src/heap/heap.cc, GCTracer::PrintNVP).
/// </summary>
internal sealed class V8Heap(Failures failures) : MessageReader(failures)
{
    private (LogLine Line, Figure Used)? last;

    /// <summary>The last collection that V8 tries before it gives up (GarbageCollectionReason::kLastResort) freed less than a twentieth.</summary>
    private static bool Unshrunk(ReadOnlySpan<char> text, int arrow, decimal after)
    {
        var behind = Scan.Behind(text, " ms: ");
        var digit = behind < 0 ? -1 : text[behind..arrow].IndexOfAnyInRange('0', '9');
        return digit >= 0 && Scan.Number(text, behind + digit) is { Value: > 0 } before && after * 20 >= before.Value * 19;
    }

    public override IReadOnlyList<string> Triggers { get; } = [") MB", "FATAL ERROR: ", "heap out of memory", "process out of memory"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var arrow = Scan.Behind(text, " -> ");
        if (arrow > 0 && Scan.Has(text, " ms: ") && Scan.Number(text, arrow) is { } number && Scan.At(text, number.Offset + number.Length, " (") && Scan.Has(text[arrow..], ") MB"))
        {
            if (Scan.Has(text, "last resort") && Unshrunk(text, arrow, number.Value))
                Failures.Failed(line, into, "node-heap");
            last = (line, new Figure((long)Math.Round(number.Value * 1024 * 1024), number.Offset, number.Length));
            return true;
        }

        if (last is not { } trace || !(Scan.Has(text, "FATAL ERROR: ") || Scan.Has(text, "out of memory")) || line.Number - trace.Line.Number > 40)
            return false;
        last = null;
        Failures.Tell(RuntimeFacts.HeapUsed, trace.Used, trace.Line, into);
        return true;
    }
}
