using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// Pressure stall information (kernel/sched/psi.c, 4.20+): <c>some avg10=1.50 avg60=0.75 avg300=0.20 total=123456</c> and <c>full …</c>. The
/// lines do not say of which resource they are: the file's name does (<c>cat /proc/pressure/memory</c>, <c>==&gt; /sys/fs/cgroup/x/memory.pressure &lt;==</c>,
/// <c>/proc/pressure/io:some …</c>). Without it they are told as not read.
/// </summary>
internal sealed class PressureFile : IArtefactReader
{
    private const int NearName = 2;

    private static readonly string[] Resources = ["memory", "io", "cpu", "irq"];

    private Stretch stretch;
    private string? resource;
    private int named = int.MinValue / 2;

    public bool Begin(in LogLine line, ReadingBuilder into) => Take(line, into);

    public LineOutcome Continue(in LogLine line, ReadingBuilder into) => Take(line, into) ? LineOutcome.Taken : LineOutcome.Ended;

    public void Close(ReadingBuilder into) => stretch.Close("pressure", into);

    private bool Take(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = text.IndexOf("avg10=", StringComparison.Ordinal);
        var name = Named(text);
        if (name is not null)
            (resource, named) = (name, line.Number);
        if (at < 5)
            return false;
        var kind = text[..at].TrimEnd();
        var some = kind.EndsWith("some", StringComparison.Ordinal);
        if (!some && !kind.EndsWith("full", StringComparison.Ordinal))
            return false;
        stretch.Add(line, into);
        if (resource is null || line.Number - named > NearName)
        {
            into.CouldNotRead("pressure figures belong to a resource: the file's name (/proc/pressure/memory, memory.pressure) is not there", line);
            return true;
        }

        named = line.Number;
        var subject = resource + (some ? ".some" : ".full");
        Percent(PressureFacts.Avg10, "avg10=", subject, line, into);
        Percent(PressureFacts.Avg60, "avg60=", subject, line, into);
        Percent(PressureFacts.Avg300, "avg300=", subject, line, into);
        if (Scan.Integer(text, Scan.Behind(text, "total=")) is { Value: >= 0 } total)
            into.Tell(PressureFacts.Total, FactValue.Of(total.Value), line, total.Offset, total.Length, null, subject);
        return true;
    }

    private static string? Named(ReadOnlySpan<char> text)
    {
        if (!Scan.Has(text, "pressure"))
            return null;
        foreach (var one in Resources)
        {
            if (Scan.Has(text, "/proc/pressure/" + one))
                return one;
            if (Scan.Has(text, one + ".pressure"))
                return "cgroup." + one;
        }

        return null;
    }

    private static void Percent(FactKey key, string name, string subject, in LogLine line, ReadingBuilder into)
    {
        if (Scan.Number(line.Text, Scan.Behind(line.Text, name)) is { Value: <= 100 } number)
            into.Tell(key, FactValue.Of((double)number.Value), line, number.Offset, number.Length, null, subject);
    }
}
