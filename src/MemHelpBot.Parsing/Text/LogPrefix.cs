using System.Buffers;

namespace MemHelpBot.Parsing.Text;

/// <summary>
/// Strips what syslog, journald, dmesg, containers and vendors put before a line, in any mixture, by offset.
/// What a program itself wrote is never taken: a level word or a class name before a colon stays.
/// </summary>
internal static class LogPrefix
{
    private static readonly SearchValues<char> TagCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.@/\\-");

    // Host and tag are short; what is longer is no prefix.
    private const int LongestHead = 320;

    private static readonly string[] Facilities = ["kern", "user", "daemon", "auth", "syslog"];

    /// <summary>Start of the text behind quoting marks and log prefixes.</summary>
    /// <param name="buffer">The text.</param>
    /// <param name="start">First character of the line.</param>
    /// <param name="end">One past its last character.</param>
    /// <param name="prefix">What the prefixes told.</param>
    public static int Strip(string buffer, int start, int end, out LinePrefix prefix)
    {
        prefix = default;
        var unquoted = Unquote(buffer, start, end);
        var at = unquoted;
        while (at < end && buffer[at] is ' ' or '\t' or '`' or '"' or '\u201c' or '\u201e' or '\u00ab')
            at++;
        if (at + 2 < end && buffer[at] is '-' or '*' or '•' && buffer[at + 1] == ' ')
            at += 2;
        var first = at;
        for (var forms = 0; forms < 8 && at < end; forms++)
        {
            var length = One(buffer, at, end, ref prefix);
            if (length == 0)
                break;
            at += length;
        }

        return at > first ? at : unquoted;
    }

    /// <summary>Start of the line behind Markdown or mail quoting marks.</summary>
    public static int Unquote(string buffer, int start, int end)
    {
        var at = start;
        while (at < end)
        {
            var mark = at;
            while (mark < end && mark < at + 4 && buffer[mark] == ' ')
                mark++;
            if (mark >= end || buffer[mark] is not ('>' or '│'))
                break;
            at = mark + 1;
            if (at < end && buffer[at] == ' ')
                at++;
        }

        return at;
    }

    private static int One(string buffer, int at, int end, ref LinePrefix prefix)
    {
        var text = buffer.AsSpan(at, end - at);
        var first = text[0];
        if (first == '[')
            return Bracket(text, at, ref prefix);
        if (first == '<')
            return Priority(text, ref prefix);
        if (char.IsAsciiDigit(first))
            return Digit(text, at, ref prefix);
        if (first == '|')
            return Euler(text[1..], ref prefix) is var vendor and > 0 ? vendor + 1 : 0;
        if (first == '(' && prefix.Kernel)
            return Android(text);
        return char.IsLetter(first) ? Word(text, at, ref prefix) : 0;
    }

    private static int Bracket(ReadOnlySpan<char> text, int at, ref LinePrefix prefix)
    {
        var length = Stamps.Boot(text);
        if (length > 0)
        {
            var blanks = 1;
            while (text[blanks] == ' ')
                blanks++;
            prefix = Timed(prefix, at + blanks, length - blanks - 1, clock: false) with { Kernel = true };
            return Blank(text, length);
        }

        // Samsung's kernels put the processor before the time: "[2-3219.1870]".
        if (text.Length > 6 && char.IsAsciiDigit(text[1]) && text[2] == '-' && Stamps.Seconds(text[3..]) is var seconds and > 0 && seconds + 3 < text.Length && text[seconds + 3] == ']')
        {
            prefix = Timed(prefix, at + 3, seconds, clock: false) with { Kernel = true };
            return Blank(text, seconds + 4);
        }

        // dmesg -d and -H count from the line above: "[  +0.002367]"; -H shows the clock when the minute changes: "[Nov21 21:00]".
        if (!prefix.Any && Stamps.Delta(text) is var delta and > 0)
        {
            prefix = prefix with { Kernel = true, Any = true };
            return Blank(text, delta);
        }

        if (prefix.Kernel && Caller(text) is var caller and > 0)
            return Blank(text, caller);
        // Behind the kernel's own stamp only the caller may follow: a bracket there is the text's (a row of the task table).
        if (prefix is { Kernel: true, TimeLength: > 0, Clock: false })
            return 0;
        length = Stamps.Bracketed(text);
        if (length == 0)
            return 0;
        prefix = Timed(prefix, at + 1, length - 2, clock: true);
        return Blank(text, length);
    }

    private static int Caller(ReadOnlySpan<char> text)
    {
        var at = 1;
        while (at < text.Length && text[at] == ' ')
            at++;
        if (at >= text.Length || text[at] is not ('T' or 'C'))
            return 0;
        var digits = Stamps.Digits(text[(at + 1)..]);
        at += 1 + digits;
        return digits > 0 && at < text.Length && text[at] == ']' ? at + 1 : 0;
    }

    private static int Priority(ReadOnlySpan<char> text, ref LinePrefix prefix)
    {
        var digits = Stamps.Digits(text[1..]);
        if (digits is 0 or > 3 || digits + 1 >= text.Length || text[digits + 1] != '>')
            return 0;
        prefix = prefix with { Any = true, Kernel = prefix.Kernel || digits == 1 };
        var at = digits + 2;
        return at + 2 < text.Length && text[at] == '1' && text[at + 1] == ' ' && char.IsAsciiDigit(text[at + 2]) ? at + 2 : at;
    }

    private static int Digit(ReadOnlySpan<char> text, int at, ref LinePrefix prefix)
    {
        var iso = Stamps.Iso(text);
        if (iso > 0)
        {
            prefix = Timed(prefix, at, iso, clock: true);
            return iso + AfterTime(text[iso..], at + iso, strict: true, ref prefix);
        }

        var syslog = prefix is { Kernel: true, TimeLength: > 0 } ? 0 : Stamps.Syslog(text);
        if (syslog > 0)
        {
            prefix = Timed(prefix, at, syslog, clock: true);
            return syslog + AfterTime(text[syslog..], at + syslog, strict: false, ref prefix);
        }

        var seconds = Stamps.Seconds(text);
        if (seconds > 0 && seconds < text.Length && text[seconds] == ']' && !prefix.Any)
        {
            prefix = Timed(prefix, at, seconds, clock: false) with { Kernel = true };
            return Blank(text, seconds + 1);
        }

        return Record(text, ref prefix);
    }

    // A record of /dev/kmsg: "6,1234,5678901,-;text".
    private static int Record(ReadOnlySpan<char> text, ref LinePrefix prefix)
    {
        var at = 0;
        for (var fields = 0; fields < 3; fields++)
        {
            var digits = Stamps.Digits(text[at..]);
            at += digits;
            if (digits == 0 || at >= text.Length || text[at] != ',')
                return 0;
            at++;
        }

        var end = text[..Math.Min(text.Length, at + 48)].IndexOf(';');
        if (end < 0)
            return 0;
        prefix = prefix with { Kernel = true, Any = true };
        return end + 1;
    }

    private static int Word(ReadOnlySpan<char> text, int at, ref LinePrefix prefix)
    {
        // Behind the kernel's own stamp no date follows, and all the rest is in small letters.
        if (prefix is { Kernel: true, TimeLength: > 0 } && !char.IsAsciiLetterLower(text[0]))
            return 0;
        if (text.StartsWith("kernel:", StringComparison.Ordinal))
        {
            prefix = prefix with { Kernel = true, Any = true, TagStart = at, TagLength = 6 };
            return Blank(text, 7);
        }

        var euler = Euler(text, ref prefix);
        if (euler > 0)
            return euler;
        if (text[0] is 'k' or 'u' or 'd' or 'a' or 's')
        {
            foreach (var facility in Facilities)
            {
                if (text.StartsWith(facility, StringComparison.Ordinal))
                    return Level(text, facility.Length, ref prefix);
            }
        }

        var syslog = prefix is { Kernel: true, TimeLength: > 0 } ? 0 : Stamps.Syslog(text);
        if (syslog == 0)
            return 0;
        prefix = Timed(prefix, at, syslog, clock: true);
        return syslog + AfterTime(text[syslog..], at + syslog, strict: false, ref prefix);
    }

    // dmesg -x: "kern  :warn  : ".
    private static int Level(ReadOnlySpan<char> text, int at, ref LinePrefix prefix)
    {
        for (var part = 0; part < 2; part++)
        {
            while (at < text.Length && text[at] == ' ')
                at++;
            if (at >= text.Length || text[at] != ':')
                return 0;
            at++;
            while (part == 0 && at < text.Length && char.IsAsciiLetterLower(text[at]))
                at++;
        }

        prefix = prefix with { Any = true, Kernel = prefix.Kernel || text.StartsWith("kern", StringComparison.Ordinal) };
        return Blank(text, at);
    }

    // EulerOS and HCE: "warning|kernel[-]|".
    private static int Euler(ReadOnlySpan<char> text, ref LinePrefix prefix)
    {
        var bar = text[..Math.Min(text.Length, 10)].IndexOf('|');
        if (bar <= 0 || !text[(bar + 1)..].StartsWith("kernel[-]|", StringComparison.Ordinal))
            return 0;
        prefix = prefix with { Kernel = true, Any = true };
        return bar + 11;
    }

    // Mediatek kernels: "(4)[10628:name]" behind the stamp.
    private static int Android(ReadOnlySpan<char> text)
    {
        var close = text[..Math.Min(text.Length, 5)].IndexOf(')');
        if (close < 2 || Stamps.Digits(text[1..]) != close - 1 || close + 1 >= text.Length || text[close + 1] != '[')
            return 0;
        var end = text[..Math.Min(text.Length, 48)].IndexOf(']');
        return end > 0 ? end + 1 : 0;
    }

    // Host and tag, a container's stream, or a hypervisor's guest log.
    private static int AfterTime(ReadOnlySpan<char> text, int at, bool strict, ref LinePrefix prefix)
    {
        if (text.IsEmpty || text[0] != ' ')
            return 0;
        var rest = text[1..Math.Min(text.Length, LongestHead)];
        if (rest.StartsWith("stdout ", StringComparison.Ordinal) || rest.StartsWith("stderr ", StringComparison.Ordinal))
            return rest.Length > 9 && rest[7] is 'F' or 'P' && rest[8] == ' ' ? 10 : 1;
        var guest = rest[..Math.Min(rest.Length, 60)].IndexOf(" - Guest: ", StringComparison.Ordinal);
        if (guest >= 0)
            return guest + 11;
        var host = rest.IndexOf(' ');
        if (host < 0)
            host = rest.Length;
        if (host > 0 && rest[host - 1] == ':')
            return Tag(rest, 0, at + 1, strict, ref prefix) is var only and > 0 ? only + 1 : 1;
        if (host > 0 && host < rest.Length && Tag(rest, host + 1, at + 1, strict, ref prefix) is var tagged and > 0)
        {
            prefix = prefix with { HostStart = at + 1, HostLength = host };
            return tagged + 1;
        }

        return 1;
    }

    private static int Tag(ReadOnlySpan<char> text, int from, int at, bool strict, ref LinePrefix prefix)
    {
        while (from < text.Length && text[from] == ' ')
            from++;
        var length = text[from..].IndexOfAnyExcept(TagCharacters);
        if (length <= 0)
            return 0;
        var end = from + length;
        var pid = false;
        if (text[end] == '[')
        {
            var close = text[end..Math.Min(text.Length, end + 12)].IndexOf(']');
            if (close < 0)
                return 0;
            pid = true;
            end += close + 1;
        }

        var kernel = text.Slice(from, length).SequenceEqual("kernel");
        if (kernel && text[end..].StartsWith(" - - - ", StringComparison.Ordinal))
            end += 6;
        else if (end >= text.Length || text[end] != ':' || (end + 1 < text.Length && text[end + 1] != ' '))
            return 0;
        if (strict && !kernel && !pid)
            return 0;
        prefix = prefix with { TagStart = at + from, TagLength = length, Kernel = prefix.Kernel || kernel };
        return Blank(text, end + 1);
    }

    private static LinePrefix Timed(LinePrefix prefix, int start, int length, bool clock) => prefix.TimeLength == 0 || (clock && !prefix.Clock)
        ? prefix with { TimeStart = start, TimeLength = length, Clock = clock, Any = true }
        : prefix with { Any = true };

    private static int Blank(ReadOnlySpan<char> text, int length) => length < text.Length && text[length] == ' ' ? length + 1 : length;
}
