using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>systemd-cgtop: <c>Control Group  Tasks  %CPU  Memory  Input/s  Output/s</c>; the memory of each group, a dash where it is not counted.</summary>
internal sealed class CgroupTop() : MarkedTable("cgtop")
{
    public override IReadOnlyList<string> Marks { get; } = ["%CPU", "Control Group"];

    protected override int Columns => 6;

    protected override bool Header(Row header, in LogLine line, ReadingBuilder into) =>
        Scan.Has(header.Text, "Tasks") && Scan.Has(header.Text, "%CPU") && Scan.Has(header.Text, "Memory") && Scan.Has(header.Text, "Input/s");

    protected override bool Read(Row row, in LogLine line, ReadingBuilder into)
    {
        if (row.Count != 6)
            return false;
        if (row[3] is not "-")
            row.Tell(MemcgFacts.GroupMemory, 3, line, into, row[0].ToString());
        return true;
    }
}
