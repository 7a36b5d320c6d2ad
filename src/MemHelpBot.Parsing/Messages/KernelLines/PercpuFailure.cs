using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages.KernelLines;

/// <summary><c>percpu: allocation failed, size=S align=A atomic=x, REASON</c> (mm/percpu.c; to 4.14 <c>PERCPU:</c> and without <c>atomic</c>): a request for memory on every processor.</summary>
internal sealed class PercpuFailure(Failures failures) : KernelLine(failures)
{
    private const string Words = ": allocation failed, size=";

    public override IReadOnlyList<string> Triggers { get; } = [Words];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = text.IndexOf(Words, StringComparison.Ordinal);
        if (at < 0 || !text[..at].EndsWith("percpu", StringComparison.OrdinalIgnoreCase) || Scan.Integer(text, at + Words.Length) is not { } size)
            return false;
        Failures.Failed(line, into, "percpu-failed", IncidentKind.AllocationFailure);
        Failures.Tell(AllocFailureFacts.RequestBytes, size, line, into);
        return true;
    }
}
