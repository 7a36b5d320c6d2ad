using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// sar -r, -S, -B, -W: smallest and largest value of each column, under sar's own names. Cells are counted from the right, because the
/// time in front is one word or two. Average rows and marks of a restart are left out.
/// </summary>
internal sealed class SarTable() : MarkedTable("sar")
{
    private readonly List<(string Name, Fact Min, Fact Max)> columns = [];
    private readonly List<string> names = [];

    public override IReadOnlyList<string> Marks { get; } = ["kbmemfree", "kbswpfree", "pgpgin/s", "pswpin/s"];

    protected override LineOutcome AfterBlank => LineOutcome.Foreign;

    protected override bool Header(Row header, in LogLine line, ReadingBuilder into)
    {
        var first = -1;
        for (var i = 1; i < header.Count && first < 0; i++)
        {
            if (header[i] is "kbmemfree" or "kbswpfree" or "pgpgin/s" or "pswpin/s")
                first = i;
        }

        if (first is not (1 or 2))
            return false;
        if (names.Count != header.Count - first || names[0] != header[first].ToString())
        {
            Tell(into);
            names.Clear();
            for (var i = first; i < header.Count; i++)
                names.Add(header[i].TrimEnd().ToString());
        }

        return true;
    }

    protected override bool Read(Row row, in LogLine line, ReadingBuilder into)
    {
        var lead = row.Count - names.Count;
        if (!char.IsAsciiDigit(row[0][0]))
            return lead == 1 && row[0][^1] is ':' or '：' || Scan.Has(row.Text, "RESTART");
        if (lead is not (1 or 2) || !row[0].Contains(':'))
            return Scan.Has(row.Text, "RESTART");
        Span<(decimal Value, int Offset, int Length)> values = stackalloc (decimal, int, int)[names.Count];
        for (var i = 0; i < names.Count; i++)
        {
            if (Scan.Number(row.Text, row.Start(lead + i)) is not { } number || number.Length != row[lead + i].TrimEnd().Length)
                return false;
            values[i] = number;
        }

        for (var i = 0; i < names.Count; i++)
        {
            var fact = new Fact(VmstatFacts.SarMin, names[i], FactValue.Of((double)values[i].Value), line.Span(into.Message, values[i].Offset, values[i].Length));
            if (columns.Count <= i)
                columns.Add((names[i], fact, fact));
            else
                columns[i] = (names[i], fact.Value.Number < columns[i].Min.Value.Number ? fact : columns[i].Min, fact.Value.Number > columns[i].Max.Value.Number ? fact : columns[i].Max);
        }

        return true;
    }

    public override void Close(ReadingBuilder into)
    {
        Tell(into);
        names.Clear();
        base.Close(into);
    }

    private void Tell(ReadingBuilder into)
    {
        foreach (var (name, min, max) in columns)
        {
            into.Tell(min);
            into.Tell(new Fact(VmstatFacts.SarMax, name, max.Value, max.Span));
        }

        columns.Clear();
    }
}
