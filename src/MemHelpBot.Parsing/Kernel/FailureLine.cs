using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// Headers of reports in which a request failed or took long and nothing was killed (mm/page_alloc.c, warn_alloc; mm/vmalloc.c):
/// <c>C: page allocation failure: order:N, mode:0xH(NAMES)</c>, <c>C: page allocation stalls for Nms, order:K, mode:…</c> (4.9 to 4.14),
/// <c>C: vmalloc: allocation failure: N bytes, mode:…</c> and <c>…, allocated A of B bytes</c> (3.0 to 5.14), <c>C: vmalloc error: size N, REASON,
/// mode:…</c> (5.15+), <c>vmap allocation for size N failed: use vmalloc=…</c> and <c>vmalloc_node_range for size N failed: Address range
/// restricted to …</c> (6.11+), which speak of address space. Linux 2.4 says <c>__alloc_pages: N-order allocation failed (gfp=0xH/F)</c> and names
/// no task; it says so again for every try, and <c>VM: killing process C</c> where a page of C itself could not be had.
/// </summary>
internal static class FailureLine
{
    private const string Space = "vmalloc-space";

    /// <summary>How many lines may lie between two failed tries of Linux 2.4 that are one event.</summary>
    private const int NearRetry = 12;

    private static readonly string[] Headers =
        [": page allocation failure", ": page allocation stalls for ", ": vmalloc: allocation failure", ": vmalloc error: size ", "vmap allocation for size ", "vmalloc_node_range for size "];

    private const string Linux24 = "-order allocation failed (gfp=";

    /// <summary>Position of the words that make a header; -1 when the line is none.</summary>
    public static int Find(ReadOnlySpan<char> text)
    {
        foreach (var header in Headers)
        {
            var at = text.IndexOf(header, StringComparison.Ordinal);
            if (at >= 0 && (header[0] == ':' ? IsHeader(text[at..]) : text[at..].Contains(" failed: ", StringComparison.Ordinal)))
                return at;
        }

        return text.IndexOf(Linux24, StringComparison.Ordinal) is > 0 and var old && char.IsAsciiDigit(text[old - 1]) ? old : -1;
    }

    // "page allocation failure" in a sentence goes on in words; the kernel's line with a colon or, to 3.x, a full stop.
    private static bool IsHeader(ReadOnlySpan<char> words)
    {
        const string Failure = ": page allocation failure";
        return !words.StartsWith(Failure, StringComparison.Ordinal) || words.Length == Failure.Length || words[Failure.Length] is ':' or '.' or '>' or '\u2026' or '\r';
    }

    /// <summary>Whether the report goes on with this header: the address space was refused first, then the caller says so.</summary>
    public static bool Continues(Report? report, in LogLine line, ReadOnlySpan<char> text) =>
        report is { IsLinux24: true } && line.Number - report.Last <= NearRetry && text.Contains(Linux24, StringComparison.Ordinal)
        || report is { FailureSignature: Space, HasMemInfo: false } && line.Number - report.Last <= 2 && text.Contains("vm_struct allocation failed", StringComparison.Ordinal);

    /// <summary>Reads a header into its report.</summary>
    public static void Read(Report report, in LogLine line, ReadOnlySpan<char> text, int found)
    {
        report.HasHeader = true;
        var words = text[found..];
        if (words.StartsWith(Linux24, StringComparison.Ordinal))
        {
            ReadLinux24(report, line, text, found);
            return;
        }

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

    // 0-order allocation failed (gfp=0x1d2/0): behind the stroke stands whether the task was reclaiming itself.
    private static void ReadLinux24(Report report, in LogLine line, ReadOnlySpan<char> text, int found)
    {
        (report.IsLinux24, report.FailureSignature) = (true, "page-allocation-failure");
        var start = found;
        while (start > 0 && char.IsAsciiDigit(text[start - 1]))
            start--;
        var at = start;
        if (Scan.Number(text, ref at, out var order) && order < 64)
            report.Put(AllocFailureFacts.Order, FactValue.Of(order), line, start, at - start);
        var mask = found + Linux24.Length;
        at = mask;
        if (Scan.Hex(text, ref at, out var value) && at < text.Length)
            report.Put(AllocFailureFacts.GfpMask, FactValue.Of(value), line, mask, at - mask);
    }

    /// <summary><c>VM: killing process C</c> behind the failed tries of Linux 2.4. False when the line is none.</summary>
    public static bool ReadKilled(Report? report, in LogLine line, ReadOnlySpan<char> text, int at)
    {
        if (report is not { IsLinux24: true } || line.Number - report.Last > NearRetry || !Scan.Literal(text, ref at, "VM: killing process "))
            return false;
        var comm = text[at..].TrimEnd(Scan.Closing);
        if (comm.Length is 0 or > 15)
            return false;
        report.Evidence.Kill ??= report.Put(OomFacts.Victim, FactValue.Of(comm.ToString()), line, at, comm.Length);
        report.SaysOutOfMemory = true;
        report.Grow();
        return true;
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
