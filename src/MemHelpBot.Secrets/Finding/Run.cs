using System.Buffers;

namespace MemHelpBot.Secrets.Finding;

/// <summary>A run of characters of one alphabet, also where a terminal, a mail program or <c>base64</c> broke it over lines.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">One past the last.</param>
/// <param name="Length">Characters of the alphabet in it: line breaks and indentation do not count.</param>
internal readonly record struct Run(int Start, int End, int Length)
{
    /// <summary>A line shorter than this was not broken for its width.</summary>
    private const int Wrapped = 20;
    private const int Indentation = 24;
    private const int LineWidth = 4096;

    /// <summary>The run from a place on.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="body">Its alphabet.</param>
    /// <param name="least">Characters without which it is not complete: up to there the next line is taken whatever else stands on it.</param>
    /// <param name="most">Characters at which it is complete; 0 when its length is not known.</param>
    public static Run At(string text, int start, SearchValues<char> body, int least = 0, int most = 0)
    {
        var (end, length) = (start, 0);
        for (var from = start; from >= 0;)
        {
            // One beyond what is complete shows that it is something longer; no more is looked at.
            var room = most > 0 ? Math.Min(text.Length - from, most - length + 1) : text.Length - from;
            var stop = text.AsSpan(from, room).IndexOfAnyExcept(body);
            stop = stop < 0 ? from + room : from + stop;
            length += stop - from;
            end = stop;
            from = most > 0 && length >= most ? -1 : NextLine(text, stop, body, least - length);
        }

        return new Run(start, end, length);
    }

    /// <summary>Whether no letter or digit stands before a place: what begins there is no part of a longer word.</summary>
    public static bool BeginsWord(string text, int at) => at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]);

    /// <summary>Where the run goes on after a line break; negative when it ends here.</summary>
    private static int NextLine(string text, int at, SearchValues<char> body, int wanting)
    {
        var end = at;
        if (end < text.Length && text[end] == '\\')
            end++;
        if (end < text.Length && text[end] == '\r')
            end++;
        if (end >= text.Length || text[end] != '\n')
            return -1;
        var next = end + 1;
        while (next < text.Length && next - end <= Indentation && text[next] is ' ' or '\t' or '>' or '|')
            next++;
        var length = text.AsSpan(next).IndexOfAnyExcept(body);
        length = length < 0 ? text.Length - next : length;
        if (length == 0)
            return -1;
        if (wanting > 0 && length >= wanting)
            return next;
        return EndsLine(text, next + length) && (wanting > 0 || (Width(text, at) >= Wrapped && LooksRandom(text.AsSpan(next, length)))) ? next : -1;
    }

    private static int Width(string text, int at)
    {
        var from = Math.Max(0, at - LineWidth);
        return at - from - 1 - text.AsSpan(from, at - from).LastIndexOf('\n');
    }

    private static bool EndsLine(string text, int at)
    {
        while (at < text.Length && text[at] is '"' or '\'' or ',' or ';' or '`' or '\\' or ')' or '}' or ' ' or '\r')
            at++;
        return at >= text.Length || text[at] == '\n';
    }

    // The next line of a log may be one word; the rest of a key has digits, both cases or padding, and a short rest of it is rarely one case.
    private static bool LooksRandom(ReadOnlySpan<char> rest) =>
        rest.IndexOfAnyInRange('0', '9') >= 0 || rest[^1] == '=' || (rest.IndexOfAnyInRange('a', 'z') >= 0 && rest[1..].IndexOfAnyInRange('A', 'Z') >= 0);
}
