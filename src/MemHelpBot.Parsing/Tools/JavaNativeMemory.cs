using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// jcmd VM.native_memory: <c>Total: reserved=5678MB, committed=1234MB</c> and <c>-  Java Heap (reserved=4194304KB, committed=1048576KB)</c>. The subject is the pool, then reserved or committed.
/// </summary>
internal sealed class JavaNativeMemory : IMarkedReader
{
    private Stretch stretch;

    public IReadOnlyList<string> Marks { get; } = ["Native Memory Tracking", "reserved="];

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        if (!Scan.At(line.Text.TrimStart(), 0, "Native Memory Tracking") && !Pool(line, into))
            return false;
        stretch.Add(line, into);
        return true;
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text.Trim();
        if (text.IsEmpty)
            return LineOutcome.Foreign;
        return stretch.Take(Pool(line, into) || text[0] is '(' or '-' or '[', line, into);
    }

    public void Close(ReadingBuilder into) => stretch.Close("native-memory", into);

    private static bool Pool(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var reserved = Scan.Behind(text, "reserved=");
        var committed = Scan.Behind(text, ", committed=");
        if (reserved < 0 || committed < reserved || Scan.Kibibytes(text, reserved, 1) is not { } r || Scan.Kibibytes(text, committed, 1) is not { } c)
            return false;
        var name = text[..(reserved - "reserved=".Length)].Trim().Trim("-(: ");
        // Lines inside a pool (mmap:, malloc=) have a bracket and no name, or a name with a colon.
        if (name.IsEmpty || name is "mmap" or "malloc" || name.Length > 40)
            return name is "mmap" or "malloc";
        Tell($"{name}/reserved", r, line, into);
        Tell($"{name}/committed", c, line, into);
        return true;
    }

    private static void Tell(string subject, Figure value, in LogLine line, ReadingBuilder into) =>
        into.Tell(RuntimeFacts.JvmNative, FactValue.Of(value.Value), line, value.Offset, value.Length, null, subject);
}
