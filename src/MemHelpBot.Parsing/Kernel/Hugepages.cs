using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// <c>Node 0 hugepages_total=N hugepages_free=N hugepages_surp=N hugepages_size=2048kB</c> (mm/hugetlb.c, hugetlb_show_meminfo, 3.10+): one line a
/// node and size. The sum over the nodes counts the usual 2 MiB alone.
/// </summary>
internal static class Hugepages
{
    private const long MostPages = 1L << 40;

    /// <summary>Reads a line from <c>hugepages_total=</c> on.</summary>
    public static void Read(Report report, int node, in LogLine line, ReadOnlySpan<char> text, int from)
    {
        var size = Scan.Behind(text, from, "hugepages_size=");
        var end = size;
        if (size < 0 || !Scan.Number(text, ref end, out _) || !Scan.Literal(text, ref end, "kB"))
            return;
        var pool = text[size..end];
        var subject = string.Concat(node.ToString(System.Globalization.CultureInfo.InvariantCulture), "/", pool);
        if (Tell(report, HugepageFacts.Total, subject, line, text, from, "hugepages_total=") is not { } total)
            return;
        Tell(report, HugepageFacts.Free, subject, line, text, from, "hugepages_free=");
        Tell(report, HugepageFacts.Surplus, subject, line, text, from, "hugepages_surp=");
        if (pool.SequenceEqual("2048kB"))
            report.Zones.Hugepages(total with { Key = MemFacts.HugepagesTotal, Subject = null });
    }

    private static Fact? Tell(Report report, FactKey key, string subject, in LogLine line, ReadOnlySpan<char> text, int from, ReadOnlySpan<char> name)
    {
        var start = Scan.Behind(text, from, name);
        var at = start;
        return start > 0 && Scan.Number(text, ref at, out var pages) && pages < MostPages ? report.Put(key, subject, FactValue.Of(pages), line, start, at - start) : null;
    }
}
