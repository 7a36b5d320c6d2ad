using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>/proc/swaps and swapon -s (KiB: <c>Filename Type Size Used Priority</c>), swapon --show (<c>NAME TYPE SIZE USED PRIO</c>, with units or, with --bytes, bytes).</summary>
internal sealed class Swaps() : MarkedTable("swaps")
{
    private bool withUnits;
    private long devices;
    private Fact? header;

    public override IReadOnlyList<string> Marks { get; } = ["Filename", "NAME"];

    protected override bool Header(Row header, in LogLine line, ReadingBuilder into)
    {
        var file = header.Count == 5 && header[0] is "Filename" && header[1] is "Type" && header[2] is "Size" && header[3] is "Used" && header[4].TrimEnd() is "Priority";
        var shown = header.Count >= 5 && header[0] is "NAME" && header[1] is "TYPE" && header[2] is "SIZE" && header[3] is "USED" && header[4].TrimEnd() is "PRIO";
        if (!file && !shown)
            return false;
        withUnits = shown;
        devices = 0;
        this.header = new Fact(SwapFacts.Devices, null, FactValue.Of(0L), line.Span(into.Message));
        return true;
    }

    protected override bool Read(Row row, in LogLine line, ReadingBuilder into)
    {
        if (row.Count < 5 || row[0][0] is not ('/' or '[' or '\\') || row[1] is not ("partition" or "file"))
            return false;
        var name = row[0].ToString();
        var bare = withUnits ? 1 : 1024;
        if (!row.Tell(SwapFacts.Size, 2, line, into, name, bare) || !row.Tell(SwapFacts.Used, 3, line, into, name, bare))
            into.CouldNotRead("a swap area has a size and what is used of it", line);
        into.Tell(SwapFacts.Type, FactValue.Of(row[1].ToString()), line, row.Start(1), row.Length(1), null, name);
        row.Tell(SwapFacts.Priority, 4, line, into, name);
        devices++;
        return true;
    }

    public override void Close(ReadingBuilder into)
    {
        if (header is { } top)
            into.Tell(Fact.Derive(SwapFacts.Devices, null, FactValue.Of(devices), null, "rows of the table", top));
        header = null;
        base.Close(into);
    }
}
