using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages.KernelLines;

/// <summary>A single line of the kernel about memory, outside the reports that <see cref="Kernel.KernelLog"/> reads.</summary>
internal abstract class KernelLine(Failures failures) : MessageReader(failures)
{
    // A victim may end long after its report; further off a line speaks of another event.
    private const int Reach = 200;

    private static readonly string[] Reports = [IncidentKind.KernelOom, IncidentKind.KernelKillLine, IncidentKind.AllocationFailure];

    /// <summary>The readers, sharing the incidents of the paste.</summary>
    public static IEnumerable<IMessageReader> All(Failures failures) =>
    [
        new PidsController(failures), new CommitRefusal(failures), new HugetlbPool(failures), new PercpuFailure(failures), new OomAftermath(failures), new MemorySettings(failures),
        new Stalls(failures), new FilesystemRetry(failures), new NetworkLimits(failures), new HardwareMemory(failures), new KernelSegfault(failures), new NvidiaDriver(failures), new Balloon(failures),
    ];

    /// <summary>A known message that is no failure by itself, or not one of memory: it opens no incident.</summary>
    protected static void Note(in LogLine line, ReadingBuilder into, string signature, int? incident = null)
    {
        into.Sign(signature, line, incident);
        into.Recognise("message", line.Span(into.Message));
    }

    /// <summary>The kernel report that ended last before the line; null when none is near.</summary>
    protected static int? Report(in LogLine line, ReadingBuilder into)
    {
        int? found = null;
        foreach (var kind in Reports)
        {
            if (into.LastIncident(kind) is { } incident && line.Number - into.LastLineOf(incident) is >= -1 and <= Reach
                && (found is null || into.LastLineOf(incident) > into.LastLineOf(found.Value)))
            {
                found = incident;
            }
        }

        return found;
    }
}
