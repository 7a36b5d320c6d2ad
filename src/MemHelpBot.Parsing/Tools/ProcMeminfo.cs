using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// /proc/meminfo or any lines of it, in any order and spacing. A block begins with a field that a kernel is known to print;
/// inside a block unknown fields of the same shape are kept too. One block is one measurement.
/// </summary>
internal sealed class ProcMeminfo : IArtefactReader
{
    private Stretch stretch;

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (!Split(text, out var cell, out var value) || MeminfoFields.Known(text[cell]) is not { } name)
            return false;
        return Field(name, line, value, into);
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (!Split(text, out var cell, out var value))
            return LineOutcome.Ended;
        var name = MeminfoFields.Known(text[cell]);
        if (name is null && !NewField(text, cell))
            return LineOutcome.Ended;
        return Field(name ?? text[cell].ToString(), line, value, into) ? LineOutcome.Taken : LineOutcome.Ended;
    }

    public void Close(ReadingBuilder into) => stretch.Close("meminfo", into);

    private bool Field(string name, in LogLine line, int at, ReadingBuilder into)
    {
        var text = line.Text;
        var start = Scan.Blanks(text, at);
        var end = Scan.DigitsEnd(text, start);
        if (end == start)
            return Damaged(name, line, text[start..], into);
        var unit = Scan.Blanks(text, end);
        var rest = text[unit..].TrimEnd();
        // People write a remark beside a line: "kB      after three months", "kB  <-- here".
        if (rest.StartsWith("kB  ", StringComparison.Ordinal) || rest.StartsWith("kB #", StringComparison.Ordinal) || rest.StartsWith("kB <", StringComparison.Ordinal) || rest.StartsWith("kB\t", StringComparison.Ordinal))
            rest = rest[..2];
        var counts = name.StartsWith("HugePages_", StringComparison.Ordinal);
        if (rest is not ("kB" or "KB" or "kb" or "KiB") && !(counts && rest.IsEmpty))
        {
            return rest.IsEmpty ? Damaged(name, line, " kB", into) : Damaged(name, line, text[start..], into);
        }

        if (Scan.Integer(text, start) is not { } value || value.Value < 0)
        {
            into.CouldNotRead($"{name} of /proc/meminfo does not fit 64 bits", line);
        }
        else
        {
            var unitless = counts && rest.IsEmpty;
            into.Tell(unitless ? MeminfoFacts.Count : MeminfoFacts.Field, FactValue.Of(value.Value), line, value.Offset, value.Length, null, name);
        }

        stretch.Add(line, into);
        return true;
    }

    /// <summary>A value that is no number of kB: damaged when the line still ends as one, else prose that names a field ("Cached: 3 times").</summary>
    private bool Damaged(string name, in LogLine line, ReadOnlySpan<char> value, ReadingBuilder into)
    {
        if (!value.TrimEnd().EndsWith(" kB", StringComparison.OrdinalIgnoreCase))
            return false;
        into.CouldNotRead($"{name} of /proc/meminfo is a number and kB", line);
        stretch.Add(line, into);
        return true;
    }

    /// <summary>Finds <c>Name :</c> at the start of the line; blanks around the name do not matter, a bullet or quote mark neither.</summary>
    private static bool Split(ReadOnlySpan<char> text, out Range name, out int value)
    {
        (name, value) = (default, 0);
        var start = 0;
        while (start < text.Length && (char.IsWhiteSpace(text[start]) || text[start] is '>' or '|' or '•' or '*'))
            start++;
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '(' or ')'))
            end++;
        if (end == start || end - start > 24)
            return false;
        var colon = Scan.Blanks(text, end);
        if (colon >= text.Length || text[colon] is not (':' or '：'))
            return false;
        (name, value) = (start..end, colon + 1);
        return true;
    }

    private static bool NewField(ReadOnlySpan<char> text, Range name) =>
        char.IsAsciiLetterUpper(text[name][0]) && !text[name].StartsWith("Vm", StringComparison.Ordinal)
        && text.TrimEnd().EndsWith(" kB", StringComparison.Ordinal);
}
