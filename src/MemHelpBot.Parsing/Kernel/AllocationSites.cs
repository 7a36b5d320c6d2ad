using System.Globalization;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// <c>Memory allocations:</c> and rows <c>    1.50 GiB   393216 mm/memory.c:1061 [module] func:folio_prealloc</c>: the code that holds most memory
/// (mm/show_mem.c, 6.10+ with CONFIG_MEM_ALLOC_PROFILING; 6.18 says in the first line whether profiling is on).
/// </summary>
internal sealed class AllocationSites : IArtefactReader
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    private LogLine head;
    private LogLine last;

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text.Trim();
        if (!text.StartsWith("Memory allocations", StringComparison.Ordinal) || text[^1] != ':' && !text.Contains("profiling is currently turned", StringComparison.Ordinal))
            return false;
        (head, last) = (line, line);
        return true;
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        if (!Row(line, line.Text, into))
            return LineOutcome.Ended;
        last = line;
        return LineOutcome.Taken;
    }

    public void Close(ReadingBuilder into) =>
        into.Recognise("allocation-sites", head.Span(into.Message) with { LastLine = last.Number, End = last.LineEnd });

    private static bool Row(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = 0;
        Scan.Blanks(text, ref at);
        var size = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
            at++;
        if (!decimal.TryParse(text[size..at], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > 1_000_000)
            return false;
        Scan.Blanks(text, ref at);
        var unit = at;
        while (at < text.Length && char.IsAsciiLetter(text[at]))
            at++;
        var power = Array.IndexOf(Units, text[unit..at].ToString());
        var sizeEnd = at;
        Scan.Blanks(text, ref at);
        var start = at;
        if (power < 0 || !Scan.Number(text, ref at, out var calls))
            return false;
        var callsEnd = at;
        var function = Scan.Behind(text, at, " func:");
        if (function < 0)
            return false;
        Scan.Blanks(text, ref at);
        var file = text[at..].IndexOf(' ');
        var subject = string.Concat(text.Slice(at, file), " ", text[function..].TrimEnd());
        var incident = into.LastIncident(IncidentKind.KernelOom) is { } oom && oom >= (into.LastIncident(IncidentKind.AllocationFailure) ?? -1) ? oom : into.LastIncident(IncidentKind.AllocationFailure);
        into.Tell(AllocSiteFacts.Bytes, FactValue.Of((long)(amount * (1L << (10 * power)))), line, size, sizeEnd - size, incident, subject);
        into.Tell(AllocSiteFacts.Calls, FactValue.Of(calls), line, start, callsEnd - start, incident, subject);
        return true;
    }
}
