using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages.KernelLines;

/// <summary>
/// <c>HugeTLB: allocating N of page size S failed[ nodeK].  Only allocated M hugepages.</c> (mm/hugetlb.c: at boot) and
/// <c>PID N killed due to inadequate hugepage pool</c> (a fault on a huge page that the pool could not supply: SIGBUS).
/// </summary>
internal sealed class HugetlbPool(Failures failures) : KernelLine(failures)
{
    private const string Boot = "HugeTLB: allocating ";
    private const string Killed = " killed due to inadequate hugepage pool";

    public override IReadOnlyList<string> Triggers { get; } = [Boot, Killed];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Has(text, Killed))
        {
            Failures.Failed(line, into, "hugepage-pool-empty");
            return true;
        }

        var at = Scan.Behind(text, Boot);
        var size = Scan.Behind(text, " of page size ", at);
        var made = Scan.Behind(text, "Only allocated ", size);
        if (Scan.Integer(text, at) is not { } asked || Scan.Integer(text, made) is not { } allocated)
            return false;
        Note(line, into, "hugetlb-shortfall");
        into.Tell(KernelEventFacts.HugetlbAsked, FactValue.Of(asked.Value), line, asked.Offset, asked.Length);
        into.Tell(KernelEventFacts.HugetlbAllocated, FactValue.Of(allocated.Value), line, allocated.Offset, allocated.Length);
        var failed = text[size..].IndexOf(" failed", StringComparison.Ordinal);
        if (failed > 0)
            into.Tell(KernelEventFacts.HugetlbPageSize, FactValue.Of(text.Slice(size, failed).ToString()), line, size, failed);
        return true;
    }
}
