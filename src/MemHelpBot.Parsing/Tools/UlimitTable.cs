using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// <c>ulimit -a</c> of bash (<c>stack size  (kbytes, -s) 8192</c>), of zsh (<c>-s: stack size (kbytes)  8192</c>) and of dash (<c>stack(kbytes)        8192</c>).
/// Sizes are in kbytes where the line says so, in blocks of 512 bytes or bytes where it says that.
/// </summary>
internal sealed class UlimitTable : IArtefactReader
{
    // What dash calls them (src/miscbltin.c), with the letter of each.
    private static readonly (string Name, char Letter)[] DashNames =
    [
        ("time", 't'), ("file", 'f'), ("data", 'd'), ("stack", 's'), ("coredump", 'c'), ("memory", 'm'), ("locked memory", 'l'), ("process", 'u'), ("nofiles", 'n'), ("vmemory", 'v'), ("locks", 'w'), ("rtprio", 'r'),
    ];

    private Stretch stretch;

    public bool Begin(in LogLine line, ReadingBuilder into) => Take(line, into);

    public LineOutcome Continue(in LogLine line, ReadingBuilder into) => Take(line, into) ? LineOutcome.Taken : LineOutcome.Ended;

    public void Close(ReadingBuilder into) => stretch.Close("ulimit", into);

    private bool Take(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (!Bash(text, out var letter, out var unit, out var value) && !Zsh(text, out letter, out unit, out value) && !Dash(text, stretch.Any, out letter, out unit, out value))
            return false;
        stretch.Add(line, into);
        if (LimitNames.OfLetter(letter) is not { } key)
            return true;
        var start = Scan.Blanks(text, value);
        var word = Scan.Word(text, start);
        if (word is "unlimited")
            into.Tell(key, FactValue.Of("unlimited"), line, start, word.Length);
        else if (Scan.Integer(text, start) is { Value: >= 0 } limit && limit.Length == word.Length && Scale(text[unit], key, limit.Value) is { } scaled)
            into.Tell(key, FactValue.Of(scaled), line, limit.Offset, limit.Length);
        else
            into.CouldNotRead("a limit is a number or unlimited", line);
        return true;
    }

    private static long? Scale(ReadOnlySpan<char> unit, FactKey key, long value) => unit switch
    {
        _ when key.Unit == FactUnit.None => value,
        "kbytes" or "kb" or "kB" => value,
        "bytes" => value / 1024,
        "512-blocks" or "blocks" or "512 bytes" => value / 2,
        "mbytes" => value <= long.MaxValue / 1024 ? value * 1024 : null,
        _ => null,
    };

    /// <summary><c>virtual memory          (kbytes, -v) unlimited</c></summary>
    private static bool Bash(ReadOnlySpan<char> text, out char letter, out Range unit, out int value)
    {
        (letter, unit, value) = ('\0', default, 0);
        var dash = text.IndexOf("-", StringComparison.Ordinal);
        while (dash > 0 && dash + 2 < text.Length && !(text[dash + 2] == ')' && char.IsAsciiLetter(text[dash + 1]) && text[dash - 1] is '(' or ' '))
        {
            var next = text[(dash + 1)..].IndexOf('-');
            dash = next < 0 ? -1 : dash + 1 + next;
        }

        if (dash <= 0 || dash + 2 >= text.Length)
            return false;
        var open = text[..dash].LastIndexOf('(');
        var name = open > 0 ? text[..open].Trim() : default;
        if (open < 0 || name.IsEmpty || name.Length > 40 || name.ContainsAny(".:$`"))
            return false;
        var inside = text[(open + 1)..dash];
        var comma = inside.IndexOf(',');
        unit = comma < 0 ? open..open : (open + 1)..(open + 1 + comma);
        (letter, value) = (text[dash + 1], dash + 3);
        var rest = text[value..].Trim();
        return !rest.IsEmpty && !rest.Contains(' ');
    }

    /// <summary><c>-v: address space (kbytes)              unlimited</c></summary>
    private static bool Zsh(ReadOnlySpan<char> text, out char letter, out Range unit, out int value)
    {
        (letter, unit, value) = ('\0', default, 0);
        var start = Scan.Blanks(text, 0);
        if (start + 4 > text.Length || text[start] != '-' || !char.IsAsciiLetter(text[start + 1]) || text[start + 2] != ':' || text[start + 3] != ' ')
            return false;
        letter = text[start + 1];
        var trimmed = text.TrimEnd();
        value = trimmed.LastIndexOf(' ') + 1;
        var open = text.IndexOf('(');
        var close = text.IndexOf(')');
        unit = open > 0 && close > open ? (open + 1)..close : start..start;
        return value > start + 4;
    }

    /// <summary><c>stack(kbytes)        8192</c>; a count has no unit (<c>nofiles  1024</c>) and says what it is among the others only.</summary>
    private static bool Dash(ReadOnlySpan<char> text, bool among, out char letter, out Range unit, out int value)
    {
        (letter, unit, value) = ('\0', default, 0);
        if (text.IsEmpty || !char.IsAsciiLetterLower(text[0]))
            return false;
        foreach (var (name, known) in DashNames)
        {
            if (!text.StartsWith(name, StringComparison.Ordinal) || text.Length <= name.Length)
                continue;
            var open = name.Length;
            var close = text[open] == '(' ? text.IndexOf(')') : among && text[open] == ' ' ? open - 1 : -1;
            var rest = close < 0 ? default : text[(close + 1)..].Trim();
            if (rest.IsEmpty || rest.Contains(' '))
                continue;
            (letter, unit, value) = (known, close > open ? (open + 1)..close : open..open, close + 1);
            return true;
        }

        return false;
    }
}
