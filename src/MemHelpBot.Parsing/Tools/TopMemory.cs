using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// The memory lines of top: <c>MiB Mem :  15884.4 total, 345.6 free, 12000.1 used, 3538.7 buff/cache</c>, <c>KiB Swap: …  3456789 avail Mem</c>
/// (procps-ng), <c>Mem:   8062344k total,  7900000k used, …</c> (to 3.2), <c>Mem: 1024K used, 2048K free, …</c> (BusyBox), and of htop
/// (<c>Mem[||||  5.23G/15.5G]</c>).
/// </summary>
internal sealed class TopMemory : IMarkedReader
{
    private Stretch stretch;

    public IReadOnlyList<string> Marks { get; } = ["Mem", "Swap:", "Swp[", "load average:"];

    public bool Begin(in LogLine line, ReadingBuilder into) => Take(line, into);

    public LineOutcome Continue(in LogLine line, ReadingBuilder into) => Take(line, into) ? LineOutcome.Taken : LineOutcome.Ended;

    public void Close(ReadingBuilder into) => stretch.Close("top", into);

    private bool Take(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var start = Scan.Blanks(text, 0);
        var taken = Bar(line, start, into) || Summary(line, start, into)
            || Scan.At(text, start, "top - ") && Scan.Has(text, "load average:") || Scan.At(text, start, "%Cpu") || Scan.At(text, start, "Cpu(s)") && Scan.Has(text, "%")
            || (Scan.At(text, start, "Tasks:") || Scan.At(text, start, "Threads:")) && Scan.Has(text, "total,") && Scan.Has(text, "running,");
        if (taken)
            stretch.Add(line, into);
        return taken;
    }

    private static bool Summary(in LogLine line, int at, ReadingBuilder into)
    {
        var text = line.Text;
        var unit = Scan.At(text, at, "KiB ") ? 1L << 10 : Scan.At(text, at, "MiB ") ? 1L << 20 : Scan.At(text, at, "GiB ") ? 1L << 30 : Scan.At(text, at, "TiB ") ? 1L << 40 : 0;
        if (unit > 0)
            at += 4;
        var swap = Scan.At(text, at, "Swap");
        if (!swap && !Scan.At(text, at, "Mem"))
            return false;
        at = Scan.Blanks(text, at + (swap ? 4 : 3));
        if (at >= text.Length || text[at] != ':')
            return false;
        at++;
        var told = false;
        while (Scan.Number(text, at) is { } number)
        {
            // procps adds a + where the number was cut to its column.
            var end = number.Offset + number.Length;
            if (end < text.Length && text[end] == '+')
                end++;
            var figure = Scan.Kibibytes(text, at, unit);
            var word = figure is { } f && unit == 0 ? Scan.Blanks(text, f.End) : Scan.Blanks(text, end);
            var key = KeyOf(text, word, swap);
            if (figure is { } value && key is not null)
            {
                if (end == number.Offset + number.Length)
                    into.Tell(key, FactValue.Of(value.Value), line, value.Offset, unit == 0 ? value.Length : number.Length);
                told = true;
            }

            var comma = text[word..].IndexOfAny(',', '.');
            if (comma < 0)
                break;
            at = word + comma + 1;
        }

        return told;
    }

    private static FactKey? KeyOf(ReadOnlySpan<char> text, int word, bool swap) =>
        Scan.At(text, word, "total") ? swap ? FreeFacts.SwapTotal : FreeFacts.Total
        : Scan.At(text, word, "used") ? swap ? FreeFacts.SwapUsed : FreeFacts.Used
        : Scan.At(text, word, "free") && !swap ? FreeFacts.Free
        : Scan.At(text, word, "avail Mem") ? FreeFacts.Available
        : null;

    /// <summary>htop's bar: used/total. Its used leaves out buffers and cache, as free of procps-ng 4 does not; only the total is told for memory.</summary>
    private static bool Bar(in LogLine line, int at, ReadingBuilder into)
    {
        var text = line.Text;
        var swap = Scan.At(text, at, "Swp[");
        if (!swap && !Scan.At(text, at, "Mem["))
            return false;
        var close = text[at..].IndexOf(']');
        var slash = text[at..].IndexOf('/');
        if (close < 0 || slash < 0 || slash > close || Scan.Kibibytes(text, at + slash + 1) is not { } total)
            return false;
        var first = text[(at + 4)..(at + slash)].LastIndexOfAny(" |") + at + 5;
        into.Tell(swap ? FreeFacts.SwapTotal : FreeFacts.Total, FactValue.Of(total.Value), line, total.Offset, total.Length);
        if (Scan.Kibibytes(text, first) is { } used)
            into.Tell(swap ? FreeFacts.SwapUsed : FreeFacts.Used, FactValue.Of(used.Value), line, used.Offset, used.Length);
        return true;
    }
}
