using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>kubectl top pod and node: <c>NAME CPU(cores) MEMORY(bytes)</c>, with --containers POD before NAME, with -A NAMESPACE; nodes have percentages.</summary>
internal sealed class KubectlTop() : MarkedTable("kubectl-top")
{
    private int columns;
    private int pod;
    private int name;
    private int memory;
    private int percent;

    public override IReadOnlyList<string> Marks { get; } = ["MEMORY(bytes)"];

    protected override bool Header(Row header, in LogLine line, ReadingBuilder into)
    {
        var at = header.IndexOf("MEMORY(bytes)");
        if (at < 0 || header.IndexOf("NAME") < 0)
            return false;
        (columns, memory, name, pod) = (header.Count, at, header.IndexOf("NAME"), header.IndexOf("POD"));
        percent = Math.Max(header.IndexOf("MEMORY%"), header.IndexOf("MEMORY(%)"));
        return true;
    }

    protected override bool Read(Row row, in LogLine line, ReadingBuilder into)
    {
        if (row.Count != columns)
            return false;
        var subject = pod < 0 ? row[name].ToString() : $"{row[pod]}/{row[name]}";
        if (Scan.Size(row[memory], 0, 1, 1000) is null)
            return row[memory] is "<unknown>";
        row.Tell(KubernetesFacts.TopMemory, memory, line, into, subject, 1, 1000);
        if (percent >= 0)
            row.Tell(KubernetesFacts.TopPercent, percent, line, into, subject);
        return true;
    }
}
