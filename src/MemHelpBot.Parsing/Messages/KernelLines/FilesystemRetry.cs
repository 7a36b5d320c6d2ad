using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages.KernelLines;

/// <summary>
/// <c>XFS: C(N) possible memory allocation deadlock size S in kmem_alloc (mode:0xM)</c> (fs/xfs, to 6.8; size from 4.5, task from 4.4): the
/// file system asks again and again, a hundred times so far, and waits meanwhile.
/// </summary>
internal sealed class FilesystemRetry(Failures failures) : KernelLine(failures)
{
    private const string Words = "possible memory allocation deadlock";

    public override IReadOnlyList<string> Triggers { get; } = [Words];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = Scan.Behind(text, Words);
        if (at < 0 || !Scan.Has(text, "(mode:0x") && !line.Prefix.Kernel)
            return false;
        Failures.Failed(line, into, "fs-allocation-retry", IncidentKind.AllocationFailure);
        if (Scan.Integer(text, Scan.Behind(text, " size ", at)) is { Value: > 0 } size)
            Failures.Tell(AllocFailureFacts.RequestBytes, size, line, into);
        var open = text[..(at - Words.Length)].LastIndexOf('(');
        var colon = Scan.Behind(text, ": ");
        if (open > 0 && colon > 0 && open - colon is > 0 and <= 15)
            Failures.Tell(AllocFailureFacts.Comm, line, into, colon, open - colon);
        return true;
    }
}
