using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// Python: MemoryError, numpy (<c>Unable to allocate 2.86 TiB for an array with shape (a, b) and data type float32</c>, of which
/// the shape gives the exact size), the CPU allocator of PyTorch; and which script a traceback began with.
/// </summary>
internal sealed class PythonMemory(Failures failures) : MessageReader(failures)
{
    private (LogLine Line, int Offset, int Length)? script;

    public override IReadOnlyList<string> Triggers { get; } = ["MemoryError", "Unable to allocate ", "DefaultCPUAllocator", "  File \""];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Script(line, text, into))
            return false;
        var at = text.IndexOf("MemoryError", StringComparison.Ordinal);
        var array = Scan.Behind(text, "Unable to allocate ");
        var torch = Scan.Has(text, "DefaultCPUAllocator") && Scan.HasAnyCase(text, "memory");
        var named = at >= 0 && IsPython(text[..at]) && IsRaised(text, at);
        if (!named && !torch && !(array > 0 && Scan.Has(text, "for an array with shape")))
            return false;
        Failures.Failed(line, into, "python-memoryerror");
        if (script is { } first)
            Failures.Tell(ProgramFacts.Name, first.Line, into, first.Offset, first.Length);
        script = null;
        if (torch && Scan.Integer(text, Scan.Behind(text, "tried to allocate ")) is { } bytes)
            Failures.Tell(ProgramFacts.FailedBytes, bytes, line, into);
        if (array > 0)
            Array(line, array, into);
        return true;
    }

    /// <summary>Python's error, numpy's <c>_ArrayMemoryError</c> or Arrow's: not OutOfMemoryError, NoMemoryError, OutOfDirectMemoryError of other languages.</summary>
    private static bool IsPython(ReadOnlySpan<char> before) =>
        before.IsEmpty || !char.IsAsciiLetter(before[^1]) || before.EndsWith("Array", StringComparison.Ordinal) || before.EndsWith("Arrow", StringComparison.Ordinal);

    private static bool IsRaised(ReadOnlySpan<char> text, int at)
    {
        var end = at + "MemoryError".Length;
        var before = text[..at];
        var raised = before.TrimStart().IsEmpty || !before.Contains(' ') || before.EndsWith(": ", StringComparison.Ordinal) || before.EndsWith("_Array", StringComparison.Ordinal);
        return raised && (end >= text.Length || text[end] is ':' or ' ' or '`' or '\'' or '"' or '(');
    }

    private void Array(in LogLine line, int at, ReadingBuilder into)
    {
        var text = line.Text;
        var shape = Scan.Behind(text, "with shape (", at);
        var type = Scan.Behind(text, "data type ", at);
        var each = ArrayShape.ElementBytes(text, type);
        if (shape > 0 && each > 0 && ArrayShape.Elements(text, shape, ')') is { } elements && ArrayShape.Bytes(elements, each) is { } exact)
            Failures.Tell(ProgramFacts.FailedBytes, FactValue.Of(exact), line, into, at, type - at);
        else if (Scan.Size(text, at) is { } rounded)
            Failures.Tell(ProgramFacts.FailedBytes, rounded, line, into);
    }

    /// <summary>Remembers the entry point of a traceback: <c>File "…/bin/SemiBin2", line 10, in &lt;module&gt;</c>. A launcher of ranks is not what failed.</summary>
    private bool Script(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "File \"");
        if (at < 0 || !Scan.Has(text, "in <module>"))
            return at > 0 && Scan.Has(text, "\", line ");
        var path = Scan.Until(text, at, '"');
        if (Scan.Has(path, "/bin/"))
        {
            var name = path[(path.LastIndexOf('/') + 1)..];
            if (name is "torchrun" or "accelerate" or "deepspeed" or "mpiexec" or "ray")
                return true;
            if (Failures.Any)
                Failures.Tell(ProgramFacts.Name, line, into, at + path.Length - name.Length, name.Length);
            else
                script = (line, at + path.Length - name.Length, name.Length);
        }

        return true;
    }
}
