using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// <c>[Node 0 ]Normal free:AkB [boost:BkB ]min:CkB low:DkB high:EkB … present:FkB managed:GkB …</c> (mm/page_alloc.c, show_free_areas;
/// kernels without NUMA print no node). A value counts only with its <c>kB</c>: a line cut in a number gives none.
/// </summary>
internal static class ZoneLine
{
    /// <summary>KiB of <c>free:</c> at <paramref name="at"/>; -1 when it cannot be read.</summary>
    public static long FreeOf(ReadOnlySpan<char> text, int at) =>
        Scan.Literal(text, ref at, "free:") && Scan.Number(text, ref at, out var free) && Scan.Literal(text, ref at, "kB") ? free : -1;

    /// <summary>Reads a zone line from <c>free:</c> on.</summary>
    public static void Read(Report report, Zone zone, in LogLine line, ReadOnlySpan<char> text, int from)
    {
        var at = from;
        while (at < text.Length)
        {
            var name = at;
            while (at < text.Length && text[at] is not (':' or ' ' or '?'))
                at++;
            if (at >= text.Length)
                break;
            var length = at - name;
            // Nothing of what follows is ours before present: (in kernels that print the lists by zone).
            if (length == 11 && text[name] == 'a' && Scan.Behind(text, at, " present:") is var present and > 0)
            {
                at = present - 8;
                continue;
            }

            if (text[at] == '?')
            {
                Flag(report, zone, line, text, name, at);
                break;
            }

            if (text[at++] == ' ')
                continue;
            Scan.Blanks(text, ref at);
            var start = at;
            if (Scan.Number(text, ref at, out var value) && at + 1 < text.Length && text[at] is 'k' or 'K' && text[at + 1] == 'B'
                && Key(text.Slice(name, length)) is { } key)
            {
                var fact = report.Put(key, zone.Subject, FactValue.Of(value), line, start, at - start);
                if (ReferenceEquals(key, ZoneFacts.Free))
                {
                    zone.Free = value;
                    report.Evidence.Zone ??= fact;
                }
            }

            while (at < text.Length && text[at] != ' ')
                at++;
            Scan.Blanks(text, ref at);
        }
    }

    /// <summary>Reads <c>all_unreclaimable? yes</c> of a node's line (4.8+).</summary>
    public static void ReadNode(ZoneTable zones, int node, in LogLine line, ReadOnlySpan<char> text)
    {
        var at = Scan.Behind(text, 0, "all_unreclaimable? ");
        if (at < 0)
            return;
        if (text[at..].StartsWith("yes", StringComparison.Ordinal))
            zones.Node(node, true, line, at, 3);
        else if (text[at..].StartsWith("no", StringComparison.Ordinal))
            zones.Node(node, false, line, at, 2);
    }

    private static void Flag(Report report, Zone zone, in LogLine line, ReadOnlySpan<char> text, int name, int mark)
    {
        if (!text[name..mark].SequenceEqual("all_unreclaimable"))
            return;
        var at = mark + 1;
        Scan.Blanks(text, ref at);
        var yes = text[at..].StartsWith("yes", StringComparison.Ordinal);
        if (!yes && !text[at..].StartsWith("no", StringComparison.Ordinal))
            return;
        zone.HasUnreclaimable = true;
        report.Put(ZoneFacts.AllUnreclaimable, zone.Subject, FactValue.Of(yes), line, at, yes ? 3 : 2);
    }

    private static FactKey? Key(ReadOnlySpan<char> name) => name.Length switch
    {
        3 when name[0] == 'm' => name.SequenceEqual("min") ? ZoneFacts.Min : null,
        3 => name.SequenceEqual("low") ? ZoneFacts.Low : null,
        4 when name[0] == 'f' => name.SequenceEqual("free") ? ZoneFacts.Free : null,
        4 => name.SequenceEqual("high") ? ZoneFacts.High : null,
        5 => name.SequenceEqual("boost") ? ZoneFacts.Boost : null,
        7 when name[0] == 'p' => name.SequenceEqual("present") ? ZoneFacts.Present : null,
        7 => name.SequenceEqual("managed") ? ZoneFacts.Managed : null,
        8 => name.SequenceEqual("free_cma") ? ZoneFacts.FreeCma : null,
        15 => name.SequenceEqual("free_highatomic") ? ZoneFacts.FreeHighatomic : null,
        19 => name.SequenceEqual("reserved_highatomic") ? ZoneFacts.ReservedHighatomic : null,
        _ => null,
    };
}
