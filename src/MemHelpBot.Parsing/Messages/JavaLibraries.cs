using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// What libraries on the JVM and its tools say of memory without an OutOfMemoryError of the JDK: Netty's own count of direct memory
/// (PlatformDependent.incrementMemoryCounter), a file that could not be mapped (FileChannelImpl.map), a thread that could not be
/// started, and what jcmd's System.trim_native_heap gave back to the kernel (JDK 17+).
/// </summary>
internal sealed class JavaLibraries(Failures failures) : MessageReader(failures)
{
    private const string Direct = " byte(s) of direct memory (used: ";
    private const string Thread = "unable to create native thread: possibly out of memory";

    // A trim that gives back less than this finds an allocator that holds little.
    private const long WorthTelling = 64L << 20;

    public override IReadOnlyList<string> Triggers { get; } = [Direct, Thread, "unable to create new native thread", "IOException: Map failed", "RSS before: ", "RSS+Swap before: "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        return !SourceCode.Is(text) && (Netty(line, text, into) || Mapping(line, text, into) || Native(line, text, into) || Trimmed(line, text, into));
    }

    /// <summary><c>OutOfDirectMemoryError: failed to allocate 16777216 byte(s) of direct memory (used: 7449083911, max: 7460618240)</c></summary>
    private bool Netty(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = text.IndexOf(Direct, StringComparison.Ordinal);
        if (at < 0)
            return false;
        Failures.Failed(line, into, "jvm-direct");
        if (Scan.Integer(text, Scan.Behind(text[..at], "allocate ")) is { Value: > 0 } asked && asked.End == at)
            Failures.Tell(RuntimeFacts.JvmFailedAlloc, asked, line, into);
        if (Scan.Integer(text, at + Direct.Length) is not { Value: >= 0 } used || !Scan.At(text, used.End, ", max: "))
            return true;
        Failures.Tell(RuntimeFacts.HeapUsed, used, line, into);
        if (Scan.Integer(text, used.End + ", max: ".Length) is { Value: > 0 } most && Scan.At(text, most.End, ")"))
            Failures.Tell(RuntimeFacts.HeapLimit, most, line, into);
        return true;
    }

    /// <summary><c>java.io.IOException: Map failed</c>: mmap of a file was refused; a mapped file reserves no memory.</summary>
    private bool Mapping(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "IOException: ");
        if (!Scan.At(text, at, "Map failed"))
            return false;
        Failures.Failed(line, into, "enomem-mmap");
        Failures.Failed(line, into, "file-map-refused");
        Failures.Tell(RuntimeFacts.JvmError, line, into, at, "Map failed".Length);
        return true;
    }

    /// <summary>The words of java.lang.OutOfMemoryError where a build tool or a log prints them without the error's name.</summary>
    private bool Native(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Has(text, "OutOfMemoryError") || !Scan.Has(text, Thread) && !text.TrimStart().StartsWith("unable to create new native thread", StringComparison.Ordinal))
            return false;
        Failures.Failed(line, into, "jvm-thread");
        return true;
    }

    /// <summary><c>RSS+Swap before: 2229376k, after: 1784572k, (-444804k)</c> (trimCHeapDCmd.cpp)</summary>
    private bool Trimmed(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Math.Max(Scan.Behind(text, "RSS before: "), Scan.Behind(text, "RSS+Swap before: "));
        if (Scan.Size(text, at) is not { } before || !Scan.At(text, before.End, ", after: ") || Scan.Size(text, before.End + ", after: ".Length) is not { } after)
            return false;
        if (before.Value - after.Value >= WorthTelling && before.Value - after.Value >= before.Value / 10)
            into.Sign("native-heap-trimmed", line, Failures.Newest);
        into.Recognise("message", line.Span(into.Message));
        return true;
    }
}
