using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>/proc/zoneinfo (mm/vmstat.c): watermarks and sizes of each zone, in pages as printed; the page size is not in the file, so they stay pages.</summary>
internal sealed class Zoneinfo : IMarkedReader
{
    private string? zone;
    private LogLine? held;
    private Stretch stretch;

    public IReadOnlyList<string> Marks { get; } = ["Node "];

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        if (!Zone(line.Text))
            return false;
        held = line;
        return true;
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (text.IsWhiteSpace() || !Zone(text) && !char.IsWhiteSpace(text[0]))
            return LineOutcome.Ended;
        if (held is { } head)
            stretch.Add(head, into);
        held = null;
        stretch.Add(line, into);
        var start = Scan.Blanks(text, 0);
        var pages = Scan.At(text, start, "pages ");
        if (pages)
            start = Scan.Blanks(text, start + 6);
        var word = Scan.Word(text, start);
        if (word is "protection:")
            Protection(line, into);
        else if ((word is "min" or "low" or "high" or "spanned" or "present" or "managed" || pages && word is "free") && Scan.Integer(text, start + word.Length) is { Value: >= 0 } count && count.End == text.TrimEnd().Length)
            into.Tell(ZoneFacts.InfoPages, FactValue.Of(count.Value), line, count.Offset, count.Length, null, $"{zone}/{word}");
        return LineOutcome.Taken;
    }

    public void Close(ReadingBuilder into)
    {
        if (held is { } alone)
            into.Prose(alone);
        held = null;
        stretch.Close("zoneinfo", into);
    }

    private void Protection(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var open = text.IndexOf('(');
        var close = text.IndexOf(')');
        if (open < 0 || close < open)
            return;
        var reserve = new List<long>();
        for (var at = open + 1; Scan.Integer(text, at) is { } pages && pages.End <= close; at = pages.End + 1)
            reserve.Add(pages.Value);
        if (reserve.Count > 0)
            into.Tell(ZoneFacts.InfoProtection, FactValue.Of(reserve), line, open + 1, close - open - 1, null, zone);
    }

    /// <summary><c>Node 0, zone   Normal</c> and nothing behind.</summary>
    private bool Zone(ReadOnlySpan<char> text)
    {
        if (!Scan.At(text, 0, "Node ") || Scan.Integer(text, 5) is not { } node || !Scan.At(text, node.End, ", zone"))
            return false;
        var name = text[(node.End + 6)..].Trim();
        if (name.IsEmpty || name.ContainsAny(' ', ',', '\t'))
            return false;
        zone = $"{node.Value}/{name}";
        return true;
    }
}
