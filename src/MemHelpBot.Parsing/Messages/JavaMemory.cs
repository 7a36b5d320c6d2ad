using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// The JVM: OutOfMemoryError in its forms, and what HotSpot prints when malloc or mmap refuses it (os::commit_memory, hs_err).
/// Each form names another pool; only hs_err and "unable to create native thread" concern the machine.
/// </summary>
internal sealed class JavaMemory(Failures failures) : MessageReader(failures)
{
    private const string Error = "java.lang.OutOfMemoryError";

    private static readonly string[] Messages =
    [
        "Java heap space", "GC overhead limit exceeded", "Metaspace", "Compressed class space", "PermGen space", "Direct buffer memory", "Map failed",
        "unable to create native thread: possibly out of memory or process/resource limits reached", "unable to create new native thread", "Requested array size exceeds VM limit",
    ];

    public override IReadOnlyList<string> Triggers { get; } =
        [Error, "OutOfMemoryError:", "os::commit_memory(", "insufficient memory for the Java Runtime", "Native memory allocation (", "-Xmx", "pthread_create failed (EAGAIN)", "MaxDirectMemorySize=", "JVM heap space is exhausted", "out of JVM heap space", "configured max heap space is '", " ran out of memory and crashed"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var read = false;
        var at = Scan.Behind(text, "OutOfMemoryError");
        if (at > 0)
            read = Thrown(line, at, into);
        read |= Native(line, text, into) | Gradle(line, text, into);
        if (Scan.Size(text, Scan.Behind(text, "-Xmx"), bare: 1) is { Value: > 0 } heap && heap.Offset == Scan.Behind(text, "-Xmx"))
        {
            Failures.Tell(RuntimeFacts.JvmMaxHeap, heap, line, into);
            read = true;
        }

        return read;
    }

    /// <summary>Gradle's daemon: <c>Expiring Daemon because JVM heap space is exhausted</c>, <c>The currently configured max heap space is '512 MiB'</c>.</summary>
    private bool Gradle(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Has(text, "aemon") && (Scan.Has(text, "JVM heap space is exhausted") || Scan.Has(text, "out of JVM heap space")))
        {
            Failures.Failed(line, into, "jvm-heap");
            return true;
        }

        // Bazel, before the error itself: "FATAL: bazel ran out of memory and crashed."
        var crashed = text.IndexOf(" ran out of memory and crashed", StringComparison.Ordinal);
        if (crashed > 0 && Scan.Behind(text, "FATAL: ") is > 0 and var name && name < crashed && !text[name..crashed].Contains(' '))
        {
            Failures.Failed(line, into, null);
            Failures.Tell(ProgramFacts.Name, line, into, name, crashed - name);
            return true;
        }

        if (Scan.Size(text, Scan.Behind(text, "configured max heap space is '")) is not { Value: > 0 } most)
            return false;
        Failures.Tell(RuntimeFacts.JvmMaxHeap, most, line, into);
        return true;
    }

    private bool Thrown(in LogLine line, int at, ReadingBuilder into)
    {
        var text = line.Text;
        if (!Scan.At(text, at, ": ") && !Scan.Has(text, Error))
            return false;
        var message = Scan.At(text, at, ":") ? text[Scan.Blanks(text, at + 1)..].Trim() : default;
        var quote = message.IndexOfAny("\"`");
        if (quote >= 0 && !message.StartsWith("Cannot reserve", StringComparison.Ordinal))
            message = message[..quote];
        message = Known(message);
        if (Signature(message) is not { } signature)
        {
            if (!Scan.Has(text, Error))
                return false;
            signature = message.Contains("heap", StringComparison.OrdinalIgnoreCase) ? "jvm-heap" : "jvm-oom";
        }

        Failures.Failed(line, into, signature);
        if (!message.IsEmpty)
            Failures.Tell(RuntimeFacts.JvmError, line, into, text.IndexOf(message, StringComparison.Ordinal), message.TrimEnd(" .,;").Length);
        if (Scan.Integer(text, Scan.Behind(text, "Cannot reserve ")) is { } bytes)
            Failures.Tell(RuntimeFacts.JvmFailedAlloc, bytes, line, into);
        else if (Scan.Integer(text, Scan.Behind(text, "request ")) is { } request && Scan.At(text, request.End, " bytes"))
            Failures.Tell(RuntimeFacts.JvmFailedAlloc, request, line, into);
        if (Scan.Integer(text, Scan.Behind(text, ", limit: ")) is { } limit)
            Failures.Tell(RuntimeFacts.HeapLimit, limit, line, into);
        return true;
    }

    /// <summary>HotSpot's own words, where a log without line breaks goes on behind them.</summary>
    private static ReadOnlySpan<char> Known(ReadOnlySpan<char> message)
    {
        foreach (var words in Messages)
        {
            if (message.StartsWith(words, StringComparison.Ordinal) && message.Length > words.Length && Scan.Has(message[words.Length..], " at "))
                return message[..words.Length];
        }

        return message;
    }

    private static string? Signature(ReadOnlySpan<char> message) => message switch
    {
        _ when message.StartsWith("Java heap space", StringComparison.Ordinal) => "jvm-heap",
        _ when message.StartsWith("GC overhead limit exceeded", StringComparison.Ordinal) => "jvm-gc-overhead",
        _ when message.StartsWith("Metaspace", StringComparison.Ordinal) || message.StartsWith("Compressed class space", StringComparison.Ordinal) || message.StartsWith("PermGen", StringComparison.Ordinal) => "jvm-metaspace",
        _ when message.StartsWith("Direct buffer memory", StringComparison.Ordinal) || Scan.Has(message, "direct buffer memory") => "jvm-direct",
        _ when message.StartsWith("unable to create new native thread", StringComparison.Ordinal) || message.StartsWith("unable to create native thread", StringComparison.Ordinal) => "jvm-thread",
        _ when message.StartsWith("Requested array size exceeds VM limit", StringComparison.Ordinal) => "jvm-array-size",
        _ when message.StartsWith("Map failed", StringComparison.Ordinal) => "enomem-mmap",
        _ when Scan.Has(message, "Out of swap space?") => "jvm-hs-err",
        _ => null,
    };

    private bool Native(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var commit = Scan.Behind(text, "os::commit_memory(");
        if (commit > 0 && Scan.Has(text, "failed"))
        {
            Failures.Failed(line, into, "jvm-hs-err");
            if (Scan.Integer(text, Scan.Behind(text, ", ", commit)) is { } size)
                Failures.Tell(RuntimeFacts.JvmFailedAlloc, size, line, into);
            return true;
        }

        if (Scan.Has(text, "insufficient memory for the Java Runtime"))
        {
            Failures.Failed(line, into, "jvm-hs-err");
            return true;
        }

        if (Scan.Has(text, "pthread_create failed (EAGAIN)"))
        {
            Failures.Failed(line, into, "eagain-thread");
            return true;
        }

        if (!Scan.Has(text, "Native memory allocation (") || !Scan.Has(text, "failed"))
            return false;
        Failures.Failed(line, into, "jvm-hs-err");
        var at = Scan.Behind(text, "failed to map ") is > 0 and var map ? map : Scan.Behind(text, "failed to allocate ");
        if (Scan.Integer(text, at) is { } bytes)
            Failures.Tell(RuntimeFacts.JvmFailedAlloc, bytes, line, into);
        return true;
    }
}
