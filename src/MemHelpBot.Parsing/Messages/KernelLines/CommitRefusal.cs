using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages.KernelLines;

/// <summary>
/// Refused reservations that the kernel itself reports: <c>__vm_enough_memory: pid: N, comm: C[, bytes: B] not enough memory for the
/// allocation</c> (mm/util.c, 6.5+; bytes from 6.10) and <c>C (N): VmData A exceed data ulimit B. Update limits or use boot option
/// ignore_rlimit_data.</c> (mm/mmap.c, 4.7+).
/// </summary>
internal sealed class CommitRefusal(Failures failures) : KernelLine(failures)
{
    private const string Overcommit = "__vm_enough_memory: pid: ";
    private const string Data = "): VmData ";

    public override IReadOnlyList<string> Triggers { get; } = [Overcommit, Data];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = Scan.Behind(text, Overcommit);
        return at > 0 ? Promise(line, text, at, into) : DataLimit(line, text, into);
    }

    private bool Promise(in LogLine line, ReadOnlySpan<char> text, int at, ReadingBuilder into)
    {
        var end = text.IndexOf(" enough memory for the allocation", StringComparison.Ordinal);
        var comm = Scan.Behind(text, ", comm: ", at);
        if (end < 0 || comm < 0)
            return false;
        Failures.Failed(line, into, "vm-enough-memory");
        var bytes = Scan.Behind(text, ", bytes: ", comm);
        var stop = bytes > 0 ? bytes - ", bytes: ".Length : comm + Math.Max(0, text[comm..end].LastIndexOf(','));
        Failures.Tell(ProgramFacts.Name, line, into, comm, stop - comm);
        if (Scan.Integer(text, bytes) is { Value: > 0 } asked)
            Failures.Tell(ProgramFacts.FailedBytes, asked, line, into);
        return true;
    }

    // Without the hint at the boot option that option is set, and the mapping was made all the same.
    private bool DataLimit(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var size = Scan.Behind(text, Data);
        var limit = Scan.Behind(text, " exceed data ulimit ", size);
        if (limit < 0 || Scan.Integer(text, limit) is not { Value: >= 0 } bytes)
            return false;
        if (!Scan.Has(text, "ignore_rlimit_data"))
            return true;
        Failures.Failed(line, into, "data-ulimit");
        Failures.Tell(UlimitFacts.Data, FactValue.Of(bytes.Value / 1024), line, into, bytes.Offset, bytes.Length);
        var start = Scan.Blanks(text, 0);
        var open = text[..size].LastIndexOf(" (", StringComparison.Ordinal);
        Failures.Tell(ProgramFacts.Name, line, into, start, open - start);
        return true;
    }
}
