using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>zramctl: <c>NAME ALGORITHM DISKSIZE DATA COMPR TOTAL STREAMS MOUNTPOINT</c>, any selection of columns (util-linux zramctl.c).</summary>
internal sealed class ZramTable() : MarkedTable("zramctl")
{
    private readonly List<string> names = [];

    public override IReadOnlyList<string> Marks { get; } = ["DISKSIZE"];

    protected override bool Header(Row header, in LogLine line, ReadingBuilder into)
    {
        if (header.IndexOf("NAME") != 0 || header.IndexOf("DISKSIZE") < 0)
            return false;
        names.Clear();
        for (var i = 0; i < header.Count; i++)
            names.Add(header[i].ToString());
        return true;
    }

    protected override bool Read(Row row, in LogLine line, ReadingBuilder into)
    {
        // STREAMS and MOUNTPOINT may be empty; they stand last.
        if (!row[0].StartsWith("/dev/zram", StringComparison.Ordinal))
            return false;
        var device = row[0]["/dev/".Length..].ToString();
        for (var i = 1; i < Math.Min(row.Count, names.Count); i++)
        {
            var key = names[i] switch
            {
                "DISKSIZE" => SwapFacts.ZramDisk,
                "DATA" => SwapFacts.ZramData,
                "COMPR" => SwapFacts.ZramCompressed,
                "TOTAL" => SwapFacts.ZramTotal,
                "MEM-LIMIT" => SwapFacts.ZramLimit,
                _ => null,
            };
            if (key is not null && !row.Tell(key, i, line, into, device, 1))
                into.CouldNotRead($"{names[i]} of zramctl is a size", line);
        }

        return true;
    }
}
