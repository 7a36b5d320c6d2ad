using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// <c>free</c>, old layout (buffers, cached) and new (buff/cache, available), any language. Without -h the unit is not in
/// the table: it comes from the command line above it, else from the size of the number (KiB is the default of free).
/// </summary>
internal sealed class FreeTable : IArtefactReader
{
    /// <summary>Fewer KiB than this of RAM is no machine people ask about: then the unit is MiB or GiB and cannot be known.</summary>
    private const long LeastBelievableKib = 100_000;

    private long commandUnit;
    private int commandLine;
    private long unit;
    private bool available;
    private bool memory;
    private int header;
    private Stretch stretch;

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (!FreeWords.IsHeader(text, out available))
        {
            Command(text, line.Number);
            return false;
        }

        unit = line.Number - commandLine <= 3 ? commandUnit : 0;
        memory = false;
        header = line.Number;
        stretch.Add(line, into);
        return true;
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        // A person closed the fence too early: nothing but it and a blank line between the header and its rows.
        if (!memory && line.Number - header <= 2 && (text.IsWhiteSpace() || text.Trim() is "```"))
            return LineOutcome.Taken;
        var colon = text.IndexOfAny(':', '：');
        if (text.IsWhiteSpace() || colon <= 0 || colon > 24)
            return LineOutcome.Ended;
        var label = text[..colon].Trim();
        var isMemory = FreeWords.IsMemory(label);
        if (!isMemory && !FreeWords.IsSwap(label) && label is not ("Low" or "High" or "Total" or "-/+ buffers/cache" or "Comm"))
            return LineOutcome.Ended;
        stretch.Add(line, into);
        if (isMemory)
            Memory(line, colon + 1, into);
        else if (FreeWords.IsSwap(label) && memory)
            Swap(line, colon + 1, into);
        return LineOutcome.Taken;
    }

    public void Close(ReadingBuilder into) => stretch.Close("free", into);

    /// <summary>Remembers the unit that a command line of free asks for.</summary>
    private void Command(ReadOnlySpan<char> text, int number)
    {
        var at = Scan.Behind(text, "free");
        if (at < 0 || at < text.Length && !(Scan.At(text, at, " -") || text[at] is '`' or '"' or '\'') || at > 4 && (char.IsAsciiLetterOrDigit(text[at - 5]) || text[at - 5] is '_' or '.'))
            return;
        // At a prompt it is the command itself, which counts KiB when no option says otherwise; in a sentence it may be any form.
        (commandLine, commandUnit) = (number, AtPrompt(text, at) ? 1024 : 0);
        var dash = Scan.Blanks(text, at);
        while (dash + 1 < text.Length && text[dash] == '-')
        {
            var word = Scan.Word(text, dash);
            foreach (var letter in word)
            {
                commandUnit = letter switch { 'b' => 1, 'k' => 1024, 'm' => 1 << 20, 'g' => 1 << 30, _ => commandUnit };
                if (letter is ' ' or '`')
                    return;
            }

            dash = Scan.Blanks(text, dash + word.Length);
        }
    }

    private static bool AtPrompt(ReadOnlySpan<char> text, int behind)
    {
        var before = text[..(behind - 4)].TrimEnd();
        return (behind >= text.TrimEnd().Length || text[behind] == ' ') && (before.IsEmpty || before[^1] is '$' or '#' or '%');
    }

    private void Memory(in LogLine line, int at, ReadingBuilder into)
    {
        if (Value(line.Text, at) is not { } total)
        {
            into.CouldNotRead("the memory line of free has a number in each column", line);
            return;
        }

        if (unit == 0 && Bare(line.Text, total) && total.Value < LeastBelievableKib)
        {
            into.CouldNotRead("the unit of free is not shown: was it free -m or free -g?", line);
            return;
        }

        memory = true;
        Tell(FreeFacts.Total, total, line, into);
        var next = Value(line.Text, total.End);
        if (next is { } used)
            Tell(FreeFacts.Used, used, line, into);
        next = next is { } u ? Value(line.Text, u.End) : null;
        if (next is { } free)
            Tell(FreeFacts.Free, free, line, into);
        var columns = 3;
        while (next is { } column && Value(line.Text, column.End) is { } more)
        {
            next = more;
            columns++;
        }

        if (available && next is { } last && columns is 6 or 7)
            Tell(FreeFacts.Available, last, line, into);
    }

    private void Swap(in LogLine line, int at, ReadingBuilder into)
    {
        if (Value(line.Text, at) is not { } total)
            return;
        Tell(FreeFacts.SwapTotal, total, line, into);
        if (Value(line.Text, total.End) is { } used)
            Tell(FreeFacts.SwapUsed, used, line, into);
    }

    /// <summary>The next value; people set the one they mean in bold (<c>**3196**</c>).</summary>
    private Figure? Value(ReadOnlySpan<char> text, int at)
    {
        at = Scan.Blanks(text, at);
        while (at >= 0 && at < text.Length && (text[at] == '*' || char.IsWhiteSpace(text[at])))
            at++;
        return Scan.Kibibytes(text, at, unit == 0 ? 1024 : unit);
    }

    private static bool Bare(ReadOnlySpan<char> text, Figure figure) => char.IsAsciiDigit(text[figure.End - 1]);

    private static void Tell(FactKey key, Figure value, in LogLine line, ReadingBuilder into) =>
        into.Tell(key, FactValue.Of(value.Value), line, value.Offset, value.Length);
}
