using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>The end of pmap: <c>total kB  123456  5000  4000</c> (-x: size, resident, dirty), <c> total   123456K</c>. The process stands in pmap's first line, <c>4410:   java -jar x</c>.</summary>
internal sealed class PmapTotal : IMarkedReader
{
    private string pid = "?";
    private Stretch stretch;

    public IReadOnlyList<string> Marks { get; } = ["total ", ":   "];

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var digits = Scan.DigitsEnd(text, 0);
        if (digits > 0 && Scan.At(text, digits, ":   ") && text.Length > digits + 4)
        {
            // Remembered, not taken: other lines begin with a number and a colon as well.
            pid = text[..digits].ToString();
            return false;
        }

        Span<Range> ranges = stackalloc Range[6];
        var row = Row.Of(text, ranges);
        if (row.Count is 0 or > 5 || row[0] is not "total")
            return false;
        var extended = row.Count == 5 && row[1] is "kB";
        var plain = row.Count == 2 && row[1].TrimEnd() is [>= '0' and <= '9', .., 'K'] && text[0] == ' ';
        if (!extended && !plain || !row.Tell(ProcessFacts.Virtual, extended ? 2 : 1, line, into, pid, 1024))
            return false;
        if (extended)
            row.Tell(ProcessFacts.Rss, 3, line, into, pid, 1024);
        stretch.Add(line, into);
        return true;
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into) => LineOutcome.Ended;

    public void Close(ReadingBuilder into)
    {
        pid = "?";
        stretch.Close("pmap", into);
    }
}
