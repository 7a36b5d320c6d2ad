using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// ENOMEM and EAGAIN as programs print them (<c>bash: fork: Cannot allocate memory</c>, <c>[Errno 12] …</c>). Only in the form of
/// a message: behind a colon, a bracket or an errno; a sentence that speaks of the words is no message. EAGAIN at fork or thread
/// creation is a limit of processes, not of memory.
/// </summary>
internal sealed class Enomem(Failures failures) : MessageReader(failures)
{
    private const string Words = "annot allocate memory";

    private static readonly string[] Kinds =
        ["error", "fatal", "warn", "fail", "exception", "panic", "message", "reason", "output", "stderr", "stdout", "caused", "detail", "status", "log", "result", "docker", "unable", "cannot", "fork", "malloc", "calloc", "realloc", "mmap", "reg", "note", "info", "remote"];

    public override IReadOnlyList<string> Triggers { get; } =
        [.. LocalisedErrors.CannotAllocate, .. LocalisedErrors.TemporarilyUnavailable, Words, "mmap() failed", "mmap failed", "malloc failed", "can't allocate region", "Resource temporarily unavailable", "Errno 12", "mach_vm_map(size=", "*** mmap(size=", "spawn ENOMEM", "spawn EAGAIN", ": fork: retry: "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (SourceCode.Is(text))
            return false;
        if (Scan.Has(text, "= -1 ENOMEM"))
            return false;
        if (Scan.Has(text, "spawn E"))
            return Spawn(line, text, into);
        if (Scan.Has(text, ": fork: retry: "))
            return Retried(line, text, into);
        if (Scan.Has(text, "Resource temporarily unavailable") || LocalisedErrors.In(text, LocalisedErrors.TemporarilyUnavailable) >= 0)
            return Eagain(line, text, into);
        if (Scan.Behind(text, "mach_vm_map(size=") is > 0 and var size || (size = Scan.Behind(text, "*** mmap(size=")) > 0)
            return Mach(line, size, into);
        var at = text.IndexOf(Words, StringComparison.Ordinal);
        if (at < 0)
            at = LocalisedErrors.In(text, LocalisedErrors.CannotAllocate) is >= 0 and var other ? other + 1 : -1;
        var mapped = Scan.Has(text, "mmap() failed") || Scan.Has(text, "mmap failed");
        if (at < 0 && !mapped && !Scan.Has(text, "malloc failed") && !Scan.Has(text, "can't allocate region") && !Scan.Has(text, "Errno 12]"))
            return false;
        if (at > 0 && !mapped && !IsMessage(text, at - 1) || Elsewhere(text))
            return false;
        var signature = Signature(text, at);
        Failures.Failed(line, into, signature);
        if (signature == "enomem-mmap" && (Scan.Has(text, "mmap file") || Scan.Has(text, "map file ") || Scan.Has(text, "mapping file") || Scan.Has(text, "mmap the file")))
            Failures.Failed(line, into, "file-map-refused");
        if (signature == "enomem-fork" && LimitWritten(into.Paste))
            Failures.Failed(line, into, "cgroup-limit-set");
        if (signature == "enomem-fork" && (Scan.Has(text, "nsenter:") || Scan.Has(text, "OCI runtime") || Scan.Has(text, "runc")))
            Failures.Failed(line, into, "fork-into-container");
        if (signature == "enomem-fork" && Unshared(into.Paste))
            Failures.Failed(line, into, "pid-namespace-gone");
        Program(line, text, into);
        Size(line, text, into);
        var mac = text.IndexOf('(');
        if (mac > 0 && Scan.Has(text, "can't allocate region") && Scan.Has(text, ",0x") && !text[..mac].Contains(' '))
            Failures.Tell(ProgramFacts.Name, line, into, 0, mac);
        return true;
    }

    /// <summary>
    /// A shell in a new PID namespace: <c>unshare --pid</c> without <c>--fork</c>. When its first child ends, alloc_pid answers every
    /// fork there with ENOMEM (pid_namespaces(7)).
    /// </summary>
    private static bool Unshared(string paste) =>
        paste.Contains("unshare", StringComparison.Ordinal)
        && (paste.Contains("--pid", StringComparison.Ordinal) || paste.Contains("CLONE_NEWPID", StringComparison.Ordinal)
            || paste.Contains("PID", StringComparison.Ordinal) && paste.Contains("namespace", StringComparison.Ordinal));

    /// <summary>The paste shows how a limit is written into a cgroup and a process is put into it by hand.</summary>
    private static bool LimitWritten(string paste) =>
        (paste.Contains("memory.limit_in_bytes", StringComparison.Ordinal) || paste.Contains("memory.max", StringComparison.Ordinal))
        && (paste.Contains("/tasks", StringComparison.Ordinal) || paste.Contains("cgroup.procs", StringComparison.Ordinal)) && paste.Contains("echo ", StringComparison.Ordinal);

    private static string Signature(ReadOnlySpan<char> text, int at)
    {
        var call = at > 0 ? text[..at] : text;
        // Ruby puts the call behind: "Cannot allocate memory - fork(2)".
        if (Scan.HasAnyCase(call, "fork") || Scan.Has(text, "memory - fork(2)") || Scan.Has(call, "clone(") || Scan.Has(call, "Cannot run program"))
            return "enomem-fork";
        if (Scan.HasAnyCase(call, "mmap") || Scan.Has(call, "map segment"))
            return "enomem-mmap";
        return Scan.HasAnyCase(call, "malloc") || Scan.HasAnyCase(call, "realloc") || Scan.HasAnyCase(call, "calloc") ? "enomem-malloc" : "enomem-generic";
    }

    /// <summary>Whether the words stand where a message puts them: at the start, or behind a colon, a bracket or a dash.</summary>
    private static bool IsMessage(ReadOnlySpan<char> text, int at)
    {
        var before = text[..at].TrimEnd();
        return before.IsEmpty || before[^1] is ':' or ']' or ')' or '：' or '-' or '(' or '>' || before.EndsWith("reg_mr", StringComparison.Ordinal)
            || before.EndsWith("error=12,", StringComparison.Ordinal) || before.EndsWith("failed with error", StringComparison.Ordinal);
    }

    /// <summary>Messages that another reader owns: static TLS, mprotect, the JVM's commit, PostgreSQL's shared memory, compilers.</summary>
    private static bool Elsewhere(ReadOnlySpan<char> text) =>
        Scan.Has(text, "static TLS block") || Scan.Has(text, "mprotect") || Scan.Has(text, "cannot protect guard page") || Scan.Has(text, "os::commit_memory") || Scan.Has(text, "shared memory: ") || Scan.Has(text, "shared memory segment") || Scan.Has(text, "virtual memory exhausted");

    /// <summary><c>bash: fork: Cannot …</c>: the word before the call.</summary>
    private void Program(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var fork = text.IndexOf(": fork: ", StringComparison.Ordinal);
        if (fork < 0)
            fork = text.IndexOf(": Unable to fork:", StringComparison.Ordinal);
        if (fork <= 0)
        {
            if (Scan.Has(text, "could not fork "))
                Failures.Tell(ProgramFacts.Name, FactValue.Of("postgres"), line, into, text.IndexOf("could not fork ", StringComparison.Ordinal), "could not fork".Length);
            else
                First(line, text, into);
            return;
        }

        var start = fork;
        while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '.' or '_' or '/' or '-'))
            start--;
        if (start < fork && text[start] == '-')
            start++;
        var name = text[start..fork];
        name = name[(name.LastIndexOf('/') + 1)..];
        if (!name.IsEmpty && name is not "background")
            Failures.Tell(ProgramFacts.Name, line, into, fork - name.Length, name.Length);
    }

    /// <summary>
    /// <c>tar: Cannot open: Cannot allocate memory</c>: a program that puts its own name first. Words that only name the kind of a
    /// message, and names of exceptions, are no program.
    /// </summary>
    private void First(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var word = Scan.Until(text, 0, ':').TrimStart('-');
        var name = word[(word.LastIndexOf('/') + 1)..];
        if (name.IsEmpty || name.Length > 40 || !Scan.At(text, Scan.Until(text, 0, ':').Length, ": ") || !char.IsAsciiLetterLower(name[0]) && !word.StartsWith("/", StringComparison.Ordinal))
            return;
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '+'))
                return;
        }

        foreach (var kind in Kinds)
        {
            if (name.Contains(kind, StringComparison.OrdinalIgnoreCase))
                return;
        }

        Failures.Tell(ProgramFacts.Name, line, into, text.IndexOf(name, StringComparison.Ordinal), name.Length);
    }

    /// <summary><c>failed to allocate 123456 bytes: Cannot allocate memory</c>: the size behind "allocate", "allocation of" or "of size" on the same line.</summary>
    private void Size(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        foreach (var words in (ReadOnlySpan<string>)["allocate ", "allocation of ", "allocating ", "of size ", "mmap of ", "malloc of ", "(length="])
        {
            if (Scan.Size(text, Scan.Behind(text, words), bare: words is "(length=" ? 1 : 0) is not { Value: > 0 } size || size.Offset != Scan.Behind(text, words))
                continue;
            Failures.Tell(ProgramFacts.FailedBytes, size, line, into);
            return;
        }
    }

    /// <summary>Node.js: <c>Error: spawn ENOMEM</c>, <c>Error: spawn EAGAIN</c>.</summary>
    private bool Spawn(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Has(text, "spawn ENOMEM"))
            Failures.Failed(line, into, "enomem-fork");
        else if (Scan.Has(text, "spawn EAGAIN"))
            Failures.Failed(line, into, "eagain-fork");
        else
            return false;
        return true;
    }

    /// <summary>bash tries a fork again only where EAGAIN refused it (jobs.c, make_child); what stands behind may be another errno by then.</summary>
    private bool Retried(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        Failures.Failed(line, into, "eagain-fork");
        Program(line, text, into);
        return true;
    }

    private bool Eagain(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Math.Max(text.IndexOf("Resource temporarily unavailable", StringComparison.Ordinal), LocalisedErrors.In(text, LocalisedErrors.TemporarilyUnavailable));
        if (at > 0 && !IsMessage(text, at) && !Scan.Has(text, "fork") && !Scan.Has(text, "pthread_create") && !Scan.Has(text, "errno=11") && !Scan.Has(text, "create thread"))
            return false;
        // A queue of a fabric's card that is refused is no process.
        if (Scan.Has(text, "UCX ") || Scan.Has(text, "create qp") || Scan.Has(text, "= -1 E"))
            return false;
        var thread = Scan.Has(text, "pthread") || Scan.Has(text, "thread");
        Failures.Failed(line, into, thread ? "eagain-thread" : "eagain-fork");
        Program(line, text, into);
        return true;
    }

    /// <summary>macOS: <c>*** mach_vm_map(size=18446744069414588416) failed (error code=3)</c>; the size may be a negative number seen as unsigned.</summary>
    private bool Mach(in LogLine line, int at, ReadingBuilder into)
    {
        var text = line.Text;
        var end = Scan.DigitsEnd(text, at);
        Failures.Failed(line, into, "enomem-malloc");
        if (end > at && ulong.TryParse(text[at..end], out var size))
            Failures.Tell(ProgramFacts.FailedBytes, FactValue.Of(size), line, into, at, end - at);
        return true;
    }
}
