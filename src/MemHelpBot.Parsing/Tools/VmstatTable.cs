using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// vmstat with or without an interval, -a, -w, -t: a list for each column. Memory is in KiB unless -S says otherwise; where no command
/// is shown and the numbers are too small to be KiB, the unit is not known and memory is left out.
/// </summary>
internal sealed class VmstatTable() : MarkedTable("vmstat")
{
    /// <summary>Free, buffers and cache together of a machine people ask about are more KiB than this.</summary>
    private const long LeastBelievableKib = 50_000;

    private readonly List<(string Name, List<long> Values)> columns = [];
    private SourceSpan? first;
    private SourceSpan last;
    private long unit;
    private int commandLine = int.MinValue / 2;

    public override IReadOnlyList<string> Marks { get; } = ["swpd", "-----memory", "vmstat "];

    protected override bool Header(Row header, in LogLine line, ReadingBuilder into)
    {
        if (header.Count > 2 && header[0] is "procs" or "r" or "--procs--" && Scan.Has(header.Text, "memory"))
            return true;
        if (header.IndexOf("swpd") < 0 || header.IndexOf("r") != 0)
        {
            Command(header.Text, line.Number);
            return false;
        }

        if (first is null)
        {
            columns.Clear();
            for (var i = 0; i < header.Count; i++)
                columns.Add((header[i].ToString(), []));
            if (line.Number - commandLine > 3)
                unit = 0;
        }

        return true;
    }

    protected override bool Read(Row row, in LogLine line, ReadingBuilder into)
    {
        // With -t a time stands behind the last column, which the header may name UTC or CET.
        var numbers = columns.FindIndex(c => char.IsAsciiLetterUpper(c.Name[0]));
        if (numbers < 0)
            numbers = columns.Count;
        if (numbers == 0 || row.Count < numbers)
            return false;
        Span<long> values = stackalloc long[numbers];
        for (var i = 0; i < numbers; i++)
        {
            if (Cells.Integer(row.Text, row.Start(i)..(row.Start(i) + row.Length(i))) is not { } value)
                return false;
            values[i] = value;
        }

        for (var i = 0; i < numbers; i++)
            columns[i].Values.Add(values[i]);
        last = line.Span(into.Message);
        first ??= last;
        return true;
    }

    public override void Close(ReadingBuilder into)
    {
        if (first is { } begin)
        {
            var span = begin with { LastLine = last.LastLine, End = last.End };
            var known = unit != 0 || Sum(0) >= LeastBelievableKib;
            foreach (var (name, values) in columns)
            {
                if (KeyOf(name) is not { } key || key.Unit == FactUnit.KiB && !known)
                    continue;
                if (key.Unit == FactUnit.KiB && unit is not (0 or 1024))
                {
                    for (var i = 0; i < values.Count; i++)
                        values[i] = (long)Math.Min(long.MaxValue, (decimal)values[i] * unit / 1024);
                }

                into.Tell(new Fact(key, null, FactValue.Of(values.ToArray()), span));
            }
        }

        first = null;
        columns.Clear();
        base.Close(into);
    }

    private decimal Sum(int row) => columns.Where(c => c.Name is "free" or "buff" or "cache" or "inact" or "active").Sum(c => (decimal)c.Values[row]);

    /// <summary>-S k and m are 1000 and 1000², K and M 1024 and 1024² (vmstat(8)).</summary>
    private void Command(ReadOnlySpan<char> text, int number)
    {
        var at = Scan.Behind(text, "vmstat ");
        if (at < 0)
            return;
        (unit, commandLine) = (1024, number);
        var option = Scan.Behind(text, "-S", at);
        if (option < 0)
            return;
        option = Scan.Blanks(text, option);
        unit = option < text.Length ? text[option] switch { 'k' => 1000, 'K' => 1024, 'm' => 1_000_000, 'M' => 1 << 20, _ => 1024 } : 1024;
    }

    private static FactKey? KeyOf(string column) => column switch
    {
        "r" => VmstatFacts.Running,
        "b" => VmstatFacts.Blocked,
        "swpd" => VmstatFacts.Swapped,
        "free" => VmstatFacts.Free,
        "buff" => VmstatFacts.Buffers,
        "cache" => VmstatFacts.Cache,
        "inact" => VmstatFacts.Inactive,
        "active" => VmstatFacts.Active,
        "si" => VmstatFacts.SwapIn,
        "so" => VmstatFacts.SwapOut,
        "bi" => VmstatFacts.BlocksIn,
        "bo" => VmstatFacts.BlocksOut,
        "sy" => VmstatFacts.System,
        "wa" => VmstatFacts.Wait,
        _ => null,
    };
}
