using System.Buffers;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Statements;

/// <summary>
/// Sizes in the person's own words: a limit, the parent's and the children's, the machine's memory, a process. A size counts only
/// with a word beside it that says what it is; everything else is left alone. Units are steps of 1024.
/// </summary>
internal sealed class StatedSizes : IMessageReader
{
    /// <summary>Characters around a size in which its word must stand.</summary>
    private const int Reach = 40;

    private static readonly SearchValues<char> Stops = SearchValues.Create(".;。；");
    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(",.，。;；");

    private static readonly string[] Parents = ["parent", "父 ", "父进程", "父组", "nadrzędn", "rodzic"];
    private static readonly string[] Children = ["child", "子 cgroup", "子cgroup", "子组", "子 组", "potomn", "podrzędn", "dziec"];
    private static readonly string[] Limits = ["limit", "memory.max", "限制", "上限", "ogranicz"];
    private static readonly string[] Processes = ["process", "进程", "proces"];
    private static readonly string[] Together = ["all ", "together", "in total", "sum", "所有", "全部", "总共", "加起来", "wszystki", "łącznie", "razem"];
    private static readonly string[] Machines =
        ["node", "machine", "server", "host", "box ", "the VM", "my VM", "laptop", "workstation", "RAM is", "宿主机", "节点", "机器", "服务器", "主机", "物理内存", "węz", "maszyn", "serwer", "komputer"];
    private static readonly string[] Uses =
        ["took", "takes", "use", "using", "consum", "need", "alloc", "free", "available", "left", "grow", "swap", "占用", "消耗", "使用", "剩", "可用", "空闲", "zajm", "zuży", "woln", "dostępn", "potrzeb", "cache", "only", "requested", "VRAM", "GPU memory"];

    public IReadOnlyList<string> Triggers { get; } =
    [
        "limit", "Limit", "限制", "上限", "ogranicz", "parent", "Parent", "child", "父 ", "父进程", "父组", "子 cgroup", "子cgroup", "子组", "node", "Node", "machine", "server", "host", "RAM", "memory", "box ", "laptop", "宿主机", "节点", "机器", "服务器",
        "主机", "内存", "process", "进程", "proces", "węz", "Węz", "maszyn", "serwer", "Serwer", "pamięci", "fork",
    ];

    public bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (text.IndexOfAnyInRange('0', '9') < 0 || !Sentence.Is(line))
            return false;
        var before = 0;
        for (var at = Next(text, 0, out var size); at >= 0;)
        {
            var follow = Next(text, size.End, out var nextSize);
            var left = text[Math.Max(before, at - Reach)..at];
            var right = text[size.End..Math.Min(follow < 0 ? text.Length : follow, Math.Min(text.Length, size.End + Reach))];
            if (KeyOf(left, right, Words.Any(text, ["fork"])) is { } key)
                into.Tell(key, FactValue.Of(size.Value), line, size.Offset, size.Length);
            (before, at, size) = (size.End, follow, nextSize);
        }

        return false;
    }

    /// <summary>What the size is, by the clause it stands in; null when no word says.</summary>
    private static FactKey? KeyOf(ReadOnlySpan<char> left, ReadOnlySpan<char> right, bool forks)
    {
        if (right.StartsWith(" for ", StringComparison.Ordinal) && Relative(right) is { } named)
            return named;
        // "a 4Gb address space" is no memory.
        if (right.StartsWith(" address", StringComparison.Ordinal))
            return null;
        right = Clause(right);
        var stop = left.LastIndexOfAny(Stops);
        // A full stop inside a name (memory.limit_in_bytes) ends no clause.
        if (stop >= 0 && stop + 1 < left.Length && left[stop + 1] == ' ')
            left = left[(stop + 1)..];
        if (Words.Any(left, Together) || Words.Any(left, ["no process"]))
            return null;
        if (Words.Any(left, Processes) && !Words.Any(left, Limits) && !IsLimit(right) || right.TrimStart().StartsWith("process", StringComparison.OrdinalIgnoreCase) || forks && Words.Any(right, Parents))
            return StatementFacts.ProcessSize;
        if (Relative(left) is { } family)
            return forks ? StatementFacts.ProcessSize : family;
        if (Words.Any(left, Limits) || IsLimit(right))
            return Words.Any(left, ["free", "available"]) ? null : StatementFacts.Limit;
        if (Words.Any(left, Uses) || Words.Any(right, ["free", "available", "used", "swap", "of swap", "空闲", "剩余", "cache"]))
            return null;
        var owned = right.TrimStart();
        return Words.Any(left, Machines) || owned.StartsWith("RAM", StringComparison.Ordinal) || owned.StartsWith("of RAM", StringComparison.Ordinal) || owned.StartsWith("pamięci", StringComparison.Ordinal)
            || owned.StartsWith("node", StringComparison.Ordinal) || owned.StartsWith("machine", StringComparison.Ordinal) || owned.StartsWith("server", StringComparison.Ordinal)
            ? StatementFacts.MachineMemory
            : null;
    }

    private static bool IsLimit(ReadOnlySpan<char> right) =>
        right.TrimStart().StartsWith("limit", StringComparison.OrdinalIgnoreCase) || right.TrimStart().StartsWith("memory limit", StringComparison.OrdinalIgnoreCase);

    private static FactKey? Relative(ReadOnlySpan<char> text)
    {
        var parent = LastOf(text, Parents);
        var child = LastOf(text, Children);
        return parent < 0 && child < 0 ? null : parent > child ? StatementFacts.ParentLimit : StatementFacts.ChildLimit;
    }

    private static int LastOf(ReadOnlySpan<char> text, string[] words)
    {
        var last = -1;
        foreach (var word in words)
            last = Math.Max(last, text.LastIndexOf(word, StringComparison.OrdinalIgnoreCase));
        return last;
    }

    private static ReadOnlySpan<char> Clause(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(ClauseEnds);
        return end < 0 ? text : text[..end];
    }

    /// <summary>The next size with a unit of K, M, G or T that is no part of a name or a version.</summary>
    private static int Next(ReadOnlySpan<char> text, int from, out Figure size)
    {
        size = default;
        for (var at = from; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]))
                continue;
            var attached = at > 0 && (char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] is '.' or '_' or '-' or '/' or ':');
            var end = at;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' or ','))
                end++;
            if (!attached && Scan.Kibibytes(text, at) is { } found && !(found.End < text.Length && (char.IsAsciiLetterOrDigit(text[found.End]) || text[found.End] is '/' or '%')))
            {
                size = found;
                return at;
            }

            at = Math.Max(at, end - 1);
        }

        return -1;
    }
}
