using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// Headers of reports in which a request failed or took long and nothing was killed (mm/page_alloc.c, warn_alloc; mm/vmalloc.c):
/// <c>C: page allocation failure: order:N, mode:0xH(NAMES)</c>, <c>C: page allocation stalls for Nms, order:K, mode:…</c> (4.9 to 4.14),
/// <c>C: vmalloc: allocation failure: N bytes, mode:…</c> and <c>…, allocated A of B bytes</c> (3.0 to 5.14), <c>C: vmalloc error: size N, REASON,
/// mode:…</c> (5.15+), <c>vmap allocation for size N failed: use vmalloc=…</c> and <c>vmalloc_node_range for size N failed: Address range
/// restricted to …</c> (6.11+), which speak of address space.
/// </summary>
internal static class FailureLine
{
    private const string Space = "vmalloc-space";

    private static readonly string[] Headers =
        [": page allocation failure", ": page allocation stalls for ", ": vmalloc: allocation failure", ": vmalloc error: size ", "vmap allocation for size ", "vmalloc_node_range for size "];

    /// <summary>Position of the words that make a header; -1 when the line is none.</summary>
    public static int Find(ReadOnlySpan<char> text)
    {
        foreach (var header in Headers)
        {
            var at = text.IndexOf(header, StringComparison.Ordinal);
            if (at >= 0 && (header[0] == ':' || text[at..].Contains(" failed: ", StringComparison.Ordinal)))
                return at;
        }

        return -1;
    }

    /// <summary>Whether the report goes on with this header: the address space was refused first, then the caller says so.</summary>
    public static bool Continues(Report? report, in LogLine line, ReadOnlySpan<char> text) =>
        report is { FailureSignature: Space, HasMemInfo: false } && line.Number - report.Last <= 2 && text.Contains("vm_struct allocation failed", StringComparison.Ordinal);

    /// <summary>Reads a header into its report.</summary>
    public static void Read(Report report, in LogLine line, ReadOnlySpan<char> text, int found)
    {
        report.HasHeader = true;
        var words = text[found..];
        var stall = words.StartsWith(": page allocation stalls", StringComparison.Ordinal);
        if (words[0] == ':' && HeaderLine.CommBefore(text, found) is var comm and >= 0)
        {
            report.Invoker = text[comm..found].ToString();
            report.Put(stall ? AllocStallFacts.Comm : AllocFailureFacts.Comm, FactValue.Of(report.Invoker), line, comm, found - comm);
        }

        if (stall)
        {
            report.FailureSignature = "page-allocation-stall";
            Number(report, AllocStallFacts.Duration, line, text, "stalls for ", "ms");
            HeaderLine.Order(report, line, text, "order:", AllocStallFacts.Order);
            HeaderLine.Mask(report, line, text, "mode:", AllocStallFacts.GfpMask, AllocStallFacts.GfpFlags);
            return;
        }

        HeaderLine.Mask(report, line, text, "mode:", AllocFailureFacts.GfpMask, AllocFailureFacts.GfpFlags);
        if (words.StartsWith(": page allocation failure", StringComparison.Ordinal))
            HeaderLine.Order(report, line, text, "order:", AllocFailureFacts.Order);
        else
            Mapping(report, line, text, words);
    }

    private static void Mapping(Report report, in LogLine line, ReadOnlySpan<char> text, ReadOnlySpan<char> words)
    {
        var space = words[0] != ':' || words.Contains("vm_struct allocation failed", StringComparison.Ordinal);
        report.FailureSignature = space ? Space : "vmalloc-failed";
        if (!report.Told(AllocFailureFacts.RequestBytes)
            && !Number(report, AllocFailureFacts.RequestBytes, line, text, "size ", "") && !Number(report, AllocFailureFacts.RequestBytes, line, text, " of ", " bytes"))
        {
            Number(report, AllocFailureFacts.RequestBytes, line, text, "allocation failure: ", " bytes");
        }
    }

    // "size 0" stands where the caller asked for less than a page: no size then.
    private static bool Number(Report report, FactKey key, in LogLine line, ReadOnlySpan<char> text, ReadOnlySpan<char> before, ReadOnlySpan<char> behind)
    {
        var from = Scan.Behind(text, 0, before);
        var at = from;
        if (from < 0 || !Scan.Number(text, ref at, out var value) || value == 0 || at == text.Length || !text[at..].StartsWith(behind, StringComparison.Ordinal))
            return false;
        report.Put(key, FactValue.Of(value), line, from, at - from);
        return true;
    }
}
