using System.Text;

namespace MemHelpBot.Parsing.Text;

/// <summary>A line being rewritten: the new text, the map back to the paste, and its split into logical lines.</summary>
/// <param name="source">The paste, or a line that was rewritten before.</param>
/// <param name="number">Line of the paste.</param>
/// <param name="outer">Where the characters of a rewritten source stand in the paste; null when the source is the paste.</param>
/// <param name="depth">How often it was rewritten before.</param>
internal sealed class Rewriting(string source, int number, LineMap? outer = null, int depth = 0)
{
    // JSON in JSON, entities in JSON: what people do to a log, they do once or twice.
    private const int Deepest = 3;

    private readonly StringBuilder text = new();
    private readonly LineMap map = new() { AtLeast = outer?.LastLine ?? 0 };
    private (int Paste, int Line) last = (-2, 0);

    /// <summary>Whether anything differs from the source.</summary>
    public bool Changed { get; private set; }

    /// <summary>Takes a character of the source as it is.</summary>
    public void Copy(int at)
    {
        var place = outer?.Locate(at) ?? (at, number);
        if (place != (last.Paste + 1, last.Line))
            map.Add(text.Length, place.Item1, place.Item2);
        last = place;
        text.Append(source[at]);
    }

    /// <summary>Takes characters of a line of the paste as they are.</summary>
    public void Copy(int start, int end, int line)
    {
        map.Add(text.Length, start, line);
        text.Append(source, start, end - start);
        Changed = true;
    }

    /// <summary>Takes another character in place of those from <paramref name="at"/>; NUL takes none.</summary>
    public void Replace(int at, char plain)
    {
        Changed = true;
        last = (-2, 0);
        if (plain == '\0')
            return;
        var (paste, line) = outer?.Locate(at) ?? (at, number);
        map.Add(text.Length, paste, line);
        text.Append(plain);
    }

    /// <summary>Hands out the logical lines, prefixes stripped, joined records split.</summary>
    /// <param name="start">First character of the pasted line.</param>
    /// <param name="end">One past its last.</param>
    /// <param name="into">Takes them.</param>
    public void Lines(int start, int end, Queue<LogLine> into)
    {
        var buffer = text.ToString();
        for (var from = 0; from <= buffer.Length;)
        {
            var stop = buffer.IndexOf('\n', from);
            if (stop < 0)
                stop = buffer.Length;
            if (depth >= Deepest || !Disguise.Is(buffer.AsSpan(from, stop - from)) || !Disguise.Rewrite(new(buffer, from, stop, number, map, depth + 1), start, end, into))
                Line(buffer, from, stop, start, end, into);
            from = stop + 1;
        }
    }

    private void Line(string buffer, int from, int stop, int start, int end, Queue<LogLine> into)
    {
        var at = LogPrefix.Strip(buffer, from, stop, out var prefix);
        if (!prefix.Any && LineNumber.Behind(buffer, from, stop) is var behind && behind > from)
        {
            var text = LogPrefix.Strip(buffer, behind, stop, out var told);
            (at, prefix) = told.Any ? (text, told) : (at, prefix);
        }

        var line = new LogLine(buffer, at, stop, number, start, end, false, prefix) { Map = map };
        var rest = new Queue<LogLine>();
        JoinedRecords.Split(ref line, rest);
        into.Enqueue(line);
        foreach (var more in rest)
            into.Enqueue(more);
    }
}

/// <summary>A stretch of text that may have to be rewritten.</summary>
/// <param name="Buffer">The paste, or a line rewritten before.</param>
/// <param name="Start">First character.</param>
/// <param name="End">One past the last.</param>
/// <param name="Number">Line of the paste.</param>
/// <param name="Map">Where a rewritten buffer stands in the paste; null for the paste itself.</param>
/// <param name="Depth">How often it was rewritten before.</param>
internal readonly record struct Stretch(string Buffer, int Start, int End, int Number, LineMap? Map = null, int Depth = 0);
