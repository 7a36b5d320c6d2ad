using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// <c>C invoked oom-killer: gfp_mask=0xH(NAMES), order=N, oom_score_adj=S</c> (mm/oom_kill.c, dump_header; oom_adj up to el6,
/// names from 4.6 and el8.3, nodemask 4.9 to 4.20 and el8.1; vendor documentation shortens it to <c>invoked oom:</c>; 2.6.8 names no task).
/// </summary>
internal static class HeaderLine
{
    private const int LongestComm = 15;

    /// <summary>Position of the words that make an OOM header; -1 when the line is none.</summary>
    public static int FindOom(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf(" invoked oom", StringComparison.Ordinal);
        if (at < 0)
            return text.StartsWith("oom-killer: gfp_mask=", StringComparison.Ordinal) ? 0 : -1;
        var rest = text[(at + 12)..];
        // Told without its mask, as a log that was shortened by hand has it: the name and the words alone.
        if (rest is "-killer" && CommBefore(text, at) == 0 && !text[..at].Contains(' '))
            return at;
        var colon = rest.StartsWith(":", StringComparison.Ordinal) ? 1 : rest.StartsWith("-killer:", StringComparison.Ordinal) ? 8 : -1;
        return colon > 0 && IsMask(rest[colon..].Trim()) ? at : -1;
    }

    /// <summary>Reads an OOM header into a fresh report.</summary>
    public static void ReadOom(Report report, in LogLine line, ReadOnlySpan<char> text, int found)
    {
        report.HasHeader = true;
        var comm = CommBefore(text, found);
        if (comm >= 0)
        {
            report.Invoker = text[comm..found].ToString();
            report.Put(OomFacts.Invoker, FactValue.Of(report.Invoker), line, comm, found - comm);
        }

        Mask(report, line, text, "gfp_mask=", OomFacts.GfpMask, OomFacts.GfpFlags);
        Order(report, line, text, "order=", OomFacts.Order);
        var adjust = Scan.Behind(text, found, "oom_score_adj=");
        if (adjust > 0)
        {
            var at = adjust;
            if (Scan.Signed(text, ref at, out var value))
                report.Put(OomFacts.InvokerOomScoreAdj, FactValue.Of(value), line, adjust, at - adjust);
        }

        var nodes = Scan.Behind(text, found, " nodemask=");
        if (nodes > 0 && text[nodes..].IndexOf(", ", StringComparison.Ordinal) is var length and > 0)
            report.Put(OomFacts.Nodemask, FactValue.Of(text.Slice(nodes, length).ToString()), line, nodes, length);
        if (report.Told(OomFacts.Order) && text.Contains("order=-1", StringComparison.Ordinal))
            Manual(report, line, text.IndexOf("order=-1", StringComparison.Ordinal), 8);
    }

    /// <summary>Tells that somebody asked for the kill.</summary>
    public static void Manual(Report report, in LogLine line, int at, int length) =>
        report.Put(OomFacts.Manual, FactValue.Of(true), line, at, length);

    /// <summary>The separate line <c>C cpuset=NAME mems_allowed=LIST</c>, 2.6.32 to 4.20.</summary>
    public static bool ReadCpuset(Report report, in LogLine line, ReadOnlySpan<char> text)
    {
        var cpuset = Scan.Behind(text, 0, " cpuset=");
        var mems = cpuset < 0 ? -1 : Scan.Behind(text, cpuset, " mems_allowed=");
        if (mems < 0)
            return false;
        if (report.Kind == ReportKind.AllocationFailure)
            return true;
        var name = mems - 14 - cpuset;
        report.Put(OomFacts.Cpuset, FactValue.Of(text.Slice(cpuset, name).ToString()), line, cpuset, name);
        var end = mems;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is ',' or '-'))
            end++;
        if (end > mems)
            report.Put(OomFacts.MemsAllowed, FactValue.Of(text[mems..end].ToString()), line, mems, end - mems);
        return true;
    }

    // What follows is the mask, or the line was cut there; a pattern that looks for such lines goes on differently.
    private static bool IsMask(ReadOnlySpan<char> rest) =>
        rest.StartsWith("gfp_mask", StringComparison.Ordinal) || "gfp_mask".StartsWith(rest, StringComparison.Ordinal) || rest.StartsWith("...", StringComparison.Ordinal) || rest.StartsWith("\u2026", StringComparison.Ordinal);

    /// <summary>Where the name of the task starts; -1 when it is none: a name has at most 15 bytes and may hold blanks and colons.</summary>
    public static int CommBefore(ReadOnlySpan<char> text, int end)
    {
        var start = 0;
        Scan.Blanks(text, ref start);
        // A heading of Markdown, an item of a list, a quotation mark.
        while (start + 1 < end && (text[start] is '#' or '*' or '-' && text[start + 1] is ' ' or '#' || text[start] is '"' or '`' or '\u201c'))
        {
            start++;
            Scan.Blanks(text, ref start);
        }

        if (end - start > LongestComm)
        {
            // A name may hold a colon itself: what surely is a prefix is cut first.
            start = Math.Max(text[..end].LastIndexOf("] ", StringComparison.Ordinal) + 2, text[..end].LastIndexOf("kernel: ", StringComparison.Ordinal) + 8);
            if (end - start > LongestComm || start < 8)
                start = text[..end].LastIndexOf(": ", StringComparison.Ordinal) + 2;
        }

        return end > start && end - start <= LongestComm && start >= 0 ? start : -1;
    }

    /// <summary>Reads the order behind its name.</summary>
    public static void Order(Report report, in LogLine line, ReadOnlySpan<char> text, ReadOnlySpan<char> name, FactKey key)
    {
        var from = Scan.Behind(text, 0, name);
        var at = from;
        if (from > 0 && Scan.Signed(text, ref at, out var order) && order is >= -1 and < 64)
            report.Put(key, FactValue.Of(order), line, from, at - from);
    }

    /// <summary>Reads the mask behind its name, and the names of its flags.</summary>
    public static void Mask(Report report, in LogLine line, ReadOnlySpan<char> text, ReadOnlySpan<char> name, FactKey key, FactKey flags)
    {
        var from = Scan.Behind(text, 0, name);
        var at = from;
        if (from < 0 || !Scan.Hex(text, ref at, out var mask) || (at == text.Length && at - from < 3) || (at < text.Length && char.IsLetterOrDigit(text[at])))
            return;
        report.Put(key, FactValue.Of(mask), line, from, at - from);
        if (at >= text.Length || text[at] != '(')
            return;
        var close = text[at..].IndexOf(')');
        if (close <= 1 || text.Slice(at + 1, close - 1).Contains(' '))
            return;
        var names = text.Slice(at + 1, close - 1);
        var list = new string[names.Count('|') + 1];
        var next = 0;
        foreach (var range in names.Split('|'))
            list[next++] = names[range].ToString();
        report.Put(flags, FactValue.Of(list), line, at + 1, names.Length);
    }
}
