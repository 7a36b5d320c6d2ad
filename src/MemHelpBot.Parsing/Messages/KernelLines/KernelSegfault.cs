using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages.KernelLines;

/// <summary>
/// The kernel's line about a crashed program: <c>C[N]: segfault at A ip I sp S error 4 in lib[…]</c> (arch/x86/mm/fault.c) and <c>traps: C[N]
/// general protection fault ip:I sp:S error:0 in lib[…]</c> (arch/x86/kernel/traps.c). Beside an OOM report it tells of another program.
/// </summary>
internal sealed class KernelSegfault(Failures failures) : KernelLine(failures)
{
    private const string Fault = "]: segfault at ";
    private const string Protection = "] general protection ";

    public override IReadOnlyList<string> Triggers { get; } = [Fault, Protection];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = text.IndexOf(Fault, StringComparison.Ordinal);
        if (at > 0 && !Scan.Has(text[at..], " sp ") && !Scan.Has(text[at..], " rsp "))
            return false;
        if (at < 0)
            at = Scan.Has(text, "traps: ") && Scan.Has(text, " ip:") ? text.IndexOf(Protection, StringComparison.Ordinal) : -1;
        var open = at > 0 ? text[..at].LastIndexOf('[') : -1;
        if (open < 0 || Scan.Integer(text, open + 1) is not { } pid || pid.End != at)
            return false;
        if (Failures.FollowsKernelReport(into))
            return true;
        Failures.Failed(line, into, "segfault");
        var start = Scan.Blanks(text, Math.Max(0, Scan.Behind(text[..open], "traps: ")));
        if (open - start is > 0 and <= 15)
            Failures.Tell(ProgramFacts.Name, line, into, start, open - start);
        return true;
    }
}
