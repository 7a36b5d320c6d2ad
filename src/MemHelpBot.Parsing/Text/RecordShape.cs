using System.Buffers;

namespace MemHelpBot.Parsing.Text;

/// <summary>What a record of an OOM report looks like when the rest of it went to the next line.</summary>
internal static class RecordShape
{
    private const StringComparison Exactly = StringComparison.Ordinal;
    private static readonly SearchValues<char> Numeric = SearchValues.Create("0123456789 ");

    /// <summary>Whether the text can be a broken record at all: a cheap test before the next line is looked at.</summary>
    public static bool MayBeCut(ReadOnlySpan<char> text, int columns) => text.Length < 400 && text[0] switch
    {
        '[' => IsRow(text) || text.StartsWith("[ pid", Exactly) || text.StartsWith("[  pid", Exactly),
        'N' or 'D' or 'H' => IsZone(text) || IsHeader(text),
        'l' => text.StartsWith("lowmem_reserve[]:", Exactly),
        'O' or 'M' or 'K' or 'T' => IsKill(text) || IsMemcg(text),
        'o' => text.StartsWith("oom-kill:", Exactly) || text.StartsWith("oom_reaper:", Exactly) || IsHeader(text),
        'm' or 'k' or 's' => text.Contains(": usage ", Exactly) || IsHeader(text),
        'C' => text.StartsWith("CPU: ", Exactly) || IsHeader(text),
        _ => text[0] != ' ' && IsHeader(text),
    };

    /// <summary>Whether <paramref name="next"/> continues <paramref name="text"/>.</summary>
    public static bool Continues(ReadOnlySpan<char> text, ReadOnlySpan<char> next, int columns)
    {
        if (text[^1] == '>')
            return false;
        if (IsRow(text))
            return RowLacks(text, columns) && (char.IsAsciiDigit(next[0]) || next[0] == '-' || next.IndexOf(' ') < 0 || next.Length < 40);
        if (text[0] == '[')
            return !text.Contains(" name", Exactly) && next.Contains("name", Exactly);
        if (text.StartsWith("CPU: ", Exactly))
            return text.Contains(" Comm: ", Exactly) && !text.Contains(" #", Exactly) && next.Contains('#');
        if (text.StartsWith("lowmem_reserve[]:", Exactly))
            return !next.ContainsAnyExcept(Numeric);
        if (IsZone(text))
            return ContinuesNode(text, next);
        if (IsMemcg(text))
            return ContinuesMemcg(text, next);
        if (text.StartsWith("oom-kill:", Exactly))
            return !text.Contains(",uid=", Exactly) && (text.Contains(',') || next.Contains("constraint=", Exactly));
        if (text.Contains(": usage ", Exactly))
            return !text.Contains("failcnt ", Exactly) && (next.Contains("failcnt", Exactly) || next.Contains("limit", Exactly));
        if (IsHeader(text))
            return !text.Contains("order", Exactly) || text[^1] is ',' or ':' || next.StartsWith("oom_score_adj=", Exactly) || next.StartsWith("order=", Exactly);
        return ContinuesKill(text, next);
    }

    /// <summary>Whether the break fell into a word: into a cgroup's path, or between a number and the rest of it.</summary>
    public static bool BrokenWord(ReadOnlySpan<char> text, ReadOnlySpan<char> next) => text[0] switch
    {
        '[' => false,
        'o' when text.StartsWith("oom-kill:", Exactly) => text.Length > 9,
        'T' => text[^1] != ' ' && text[(text.LastIndexOf(' ') + 1)..].StartsWith("/", Exactly) && next[0] != '/',
        _ => char.IsAsciiDigit(text[^1]) && (char.IsAsciiDigit(next[0]) || next.StartsWith("kB", Exactly) || next.StartsWith("KB", Exactly)),
    };

    /// <summary>Number columns of a task table, from its head; 7 when it does not tell.</summary>
    public static int Columns(ReadOnlySpan<char> head)
    {
        var close = head.IndexOf(']');
        var count = 0;
        foreach (var range in head[(close + 1)..].Split(' '))
        {
            if (range.End.Value > range.Start.Value)
                count++;
        }

        return close > 0 && count > 4 ? count - 1 : 7;
    }

    // A kernel without NUMA prints no node: "Normal free:1032kB min:508kB …", "DMA: 72*4kB …".
    private static bool IsZone(ReadOnlySpan<char> text) => text.StartsWith("Node ", Exactly) || text.Length > 12 && text[..12].IndexOf(' ') is >= 3 and var blank
        && (text[blank..].StartsWith(" free:", Exactly) || text[blank - 1] == ':' && text[blank..].Contains("*4kB", Exactly));

    private static bool IsHeader(ReadOnlySpan<char> text) =>
        text.Contains(" invoked oom", Exactly) || text.Contains(": page allocation failure", Exactly);

    private static bool IsKill(ReadOnlySpan<char> text) => text.Contains("ut of memory: Kill", Exactly)
        || text.StartsWith("Killed process ", Exactly) || text.StartsWith("oom_reaper:", Exactly) || text is "Out of memory: Killed";

    private static bool IsMemcg(ReadOnlySpan<char> text) =>
        text.StartsWith("Task in ", Exactly) || text.StartsWith("Memory cgroup stats for ", Exactly);

    private static bool ContinuesMemcg(ReadOnlySpan<char> text, ReadOnlySpan<char> next) => text[0] == 'T'
        ? !text.Contains(" killed as a result of limit of ", Exactly) || next.IndexOf(' ') < 0
        : text.Contains("KB", Exactly) && next.Contains("KB", Exactly);

    // A break inside the name's brackets is not mended: whether a blank belongs there cannot be known.
    private static bool ContinuesKill(ReadOnlySpan<char> text, ReadOnlySpan<char> next)
    {
        if (text.LastIndexOf('(') > text.LastIndexOf(')') && !text.EndsWith("(", Exactly))
            return false;
        if (text.Contains("otal-vm:", Exactly) || text.StartsWith("oom_reaper:", Exactly))
            return IsToken(next);
        return !text.Contains("score ", Exactly)
            && (next.StartsWith("total-vm:", Exactly) || next.StartsWith("process ", Exactly) || next[0] == '(' || next.Contains(" total-vm:", Exactly));
    }

    private static bool ContinuesNode(ReadOnlySpan<char> text, ReadOnlySpan<char> next) =>
        text.Contains("*4kB", Exactly) || text.Contains("*64kB", Exactly)
            ? !text.Contains(" = ", Exactly) && (next[0] == '(' || next[0] == '=' || next.Contains('*'))
            : IsToken(next);

    // "file-rss:0kB", "isolated(anon):0kB", "UID:0", "hugepages_free=0", "all_unreclaimable? no".
    private static bool IsToken(ReadOnlySpan<char> next)
    {
        var end = next.IndexOfAny(':', '=', '?');
        return end is > 0 and < 24 && next[..end].IndexOf(' ') < 0 && end + 1 < next.Length
            && (char.IsAsciiDigit(next[end + 1]) || next[end + 1] is '-' || next[end] == '?' && next[end + 1] == ' ');
    }

    private static bool IsRow(ReadOnlySpan<char> text)
    {
        var close = text[0] == '[' ? text[..Math.Min(text.Length, 16)].IndexOf(']') : -1;
        return close > 1 && char.IsAsciiDigit(text[close - 1]) && !text[1..close].ContainsAnyExcept(Numeric);
    }

    private static bool RowLacks(ReadOnlySpan<char> text, int columns)
    {
        var at = text.IndexOf(']') + 1;
        var count = 0;
        while (at < text.Length)
        {
            while (at < text.Length && text[at] is ' ' or '\t')
                at++;
            var sign = at < text.Length && text[at] == '-' ? 1 : 0;
            var digits = Stamps.Digits(text[Math.Min(at + sign, text.Length)..]);
            if (digits == 0)
                break;
            at += sign + digits;
            count++;
        }

        return count < columns || at >= text.TrimEnd().Length;
    }
}
