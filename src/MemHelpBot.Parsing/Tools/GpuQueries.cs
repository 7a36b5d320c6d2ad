using System.Globalization;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// nvidia-smi --query-gpu in CSV (<c>index, memory.used [MiB], memory.total [MiB]</c>), nvidia-smi -q (<c>FB Memory Usage</c>; the subject is the bus id), and
/// rocm-smi (<c>GPU[0] : VRAM Total Memory (B): …</c>).
/// </summary>
internal sealed class GpuQueries : IMarkedReader
{
    private readonly List<string> columns = [];
    private string? bus;
    private bool frame;
    private int rows;
    private Stretch stretch;

    public IReadOnlyList<string> Marks { get; } = [" [MiB]", "GPU 0000", "VRAM Total"];

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        (bus, frame, rows) = (null, false, 0);
        columns.Clear();
        if (!Header(line.Text) && !Bus(line.Text) && !Rocm(line, into))
            return false;
        stretch.Add(line, into);
        return true;
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (text.IsWhiteSpace())
            return LineOutcome.Foreign;
        return stretch.Take(columns.Count > 0 ? Csv(line, into) : bus is not null ? Query(line, into) : Rocm(line, into) || Scan.At(text, 0, "GPU["), line, into);
    }

    public void Close(ReadingBuilder into) => stretch.Close("gpu", into);

    private bool Header(ReadOnlySpan<char> text)
    {
        if (!Scan.Has(text, "memory.") || !text.Contains(','))
            return false;
        foreach (var part in text.Split(','))
            columns.Add(text[part].Trim().ToString());
        return columns.Exists(c => c is "memory.used [MiB]" or "memory.total [MiB]" or "memory.free [MiB]");
    }

    private bool Csv(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        Span<Range> ranges = stackalloc Range[32];
        if (text.Split(ranges, ',') != columns.Count)
            return false;
        var index = columns.IndexOf("index");
        var subject = index >= 0 ? text[ranges[index]].Trim().ToString() : rows.ToString(CultureInfo.InvariantCulture);
        rows++;
        for (var i = 0; i < columns.Count; i++)
        {
            FactKey? key = columns[i] switch
            {
                "memory.used [MiB]" => GpuFacts.Used,
                "memory.total [MiB]" => GpuFacts.Total,
                "memory.free [MiB]" => GpuFacts.Free,
                "memory.reserved [MiB]" => GpuFacts.Reserved,
                _ => null,
            };
            if (key is not null)
                Size(key, subject, ranges[i].GetOffsetAndLength(text.Length).Offset, line, into);
        }

        return true;
    }

    private bool Bus(ReadOnlySpan<char> text)
    {
        if (!Scan.At(text, 0, "GPU 0000"))
            return false;
        bus = Scan.Word(text, 4).ToString();
        frame = false;
        return true;
    }

    private bool Query(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Bus(text))
            return true;
        var trimmed = text.Trim();
        var colon = text.IndexOf(':');
        if (colon < 0)
        {
            frame = trimmed is "FB Memory Usage";
            return char.IsWhiteSpace(text[0]);
        }

        FactKey? key = text[..colon].Trim() switch
        {
            "Total" => GpuFacts.Total,
            "Used" => GpuFacts.Used,
            "Free" => GpuFacts.Free,
            "Reserved" => GpuFacts.Reserved,
            _ => null,
        };
        if (frame && key is not null)
            Size(key, bus!, colon + 1, line, into);
        return char.IsWhiteSpace(text[0]);
    }

    private static bool Rocm(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (!Scan.At(text, 0, "GPU[") || Scan.Integer(text, 4) is not { } device)
            return false;
        var total = Scan.Behind(text, "VRAM Total Memory (B):");
        var used = Scan.Behind(text, "VRAM Total Used Memory (B):");
        if (total < 0 && used < 0)
            return false;
        return Amount.TellWord(total > 0 ? GpuFacts.Total : GpuFacts.Used, line, Math.Max(total, used), into, device.Value.ToString(CultureInfo.InvariantCulture), 1);
    }

    /// <summary>A number of MiB, with its unit or, with nounits, bare; <c>[N/A]</c> and <c>N/A</c> are nothing.</summary>
    private static void Size(FactKey key, string subject, int at, in LogLine line, ReadingBuilder into)
    {
        if (Scan.Integer(line.Text, at) is { Value: >= 0 } size)
            into.Tell(key, FactValue.Of(size.Value), line, size.Offset, size.Length, null, subject);
    }
}
