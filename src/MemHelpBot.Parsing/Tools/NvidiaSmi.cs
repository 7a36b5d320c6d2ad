using System.Globalization;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// nvidia-smi's drawn tables, old and new: memory of each device (<c>39538MiB / 40960MiB</c>, the device number stands a line above), of MIG
/// instances (subject GPU/GI/CI), and of processes. A device whose number was cut off is left out.
/// </summary>
internal sealed class NvidiaSmi : IMarkedReader
{
    private string? device;
    private bool instances;
    private bool processes;
    private Stretch stretch;

    public IReadOnlyList<string> Marks { get; } = ["NVIDIA-SMI", "MiB / ", "Processes:", "MiB |"];

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text.TrimStart();
        if (text.IsEmpty || text[0] != '|')
            return false;
        (device, instances, processes) = (null, false, false);
        return Take(line, into);
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text.TrimStart();
        if (text.IsEmpty)
            return LineOutcome.Foreign;
        return text[0] is '|' or '+' && Take(line, into) ? LineOutcome.Taken : LineOutcome.Ended;
    }

    public void Close(ReadingBuilder into) => stretch.Close("nvidia-smi", into);

    private bool Take(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        stretch.Add(line, into);
        instances |= Scan.Has(text, "MIG devices:");
        if (Scan.Has(text, "Processes:"))
            (processes, instances) = (true, false);
        Span<Range> ranges = stackalloc Range[24];
        var row = Row.Of(text, ranges);
        if (processes)
            Process(row, line, into);
        else if (Scan.Behind(text, "MiB / ") is > 0 and var slash)
            Memory(row, slash, line, into);
        else if (!instances && row.Count > 2 && Cells.Integer(text, row.Start(0)..(row.Start(0) + row.Length(0))) is { } number && Scan.Has(text, ":"))
            device = number.ToString(CultureInfo.InvariantCulture);
        return true;
    }

    private void Memory(Row row, int slash, in LogLine line, ReadingBuilder into)
    {
        var text = row.Text;
        var start = text[..(slash - 6)].LastIndexOfAny(" |") + 1;
        var subject = device;
        if (instances)
        {
            // The second memory line of an instance is its BAR1.
            var ids = 0;
            while (ids < row.Count && ids < 3 && Cells.Integer(text, row.Start(ids)..(row.Start(ids) + row.Length(ids))) is not null)
                ids++;
            subject = ids == 3 ? $"{row[0]}/{row[1]}/{row[2]}" : null;
        }

        start = DigitsBefore(text, slash - "MiB / ".Length);
        if (subject is null || Scan.Integer(text, start) is not { } used || Scan.Integer(text, slash) is not { } total || !Scan.At(text, total.End, "MiB"))
            return;
        into.Tell(GpuFacts.Used, FactValue.Of(used.Value), line, used.Offset, used.Length, null, subject);
        into.Tell(GpuFacts.Total, FactValue.Of(total.Value), line, total.Offset, total.Length, null, subject);
        if (!instances)
            device = null;
    }

    /// <summary><c>|    0   N/A  N/A     12345      C   python     15000MiB |</c>, to 445 without the two N/A.</summary>
    private static void Process(Row row, in LogLine line, ReadingBuilder into)
    {
        if (row.Count < 5 || !row[row.Count - 1].EndsWith("MiB", StringComparison.Ordinal) || Scan.Integer(row[0], 0) is null)
            return;
        var type = 2;
        while (type < row.Count - 1 && row[type] is not ("C" or "G" or "C+G" or "M" or "M+C"))
            type++;
        if (type + 1 >= row.Count || Scan.Integer(row[type - 1], 0) is not { } pid || pid.Length != row.Length(type - 1))
            return;
        var subject = row[type - 1].ToString();
        row.Tell(GpuFacts.Process, row.Count - 1, line, into, subject);
        if (row.Count - 2 > type)
            into.Tell(GpuFacts.ProcessName, FactValue.Of(row[type + 1].ToString()), line, row.Start(type + 1), row.Length(type + 1), null, subject);
    }

    private static int DigitsBefore(ReadOnlySpan<char> text, int end)
    {
        while (end > 0 && char.IsAsciiDigit(text[end - 1]))
            end--;
        return end;
    }
}
