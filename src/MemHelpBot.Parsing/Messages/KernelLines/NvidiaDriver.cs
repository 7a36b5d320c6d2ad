using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages.KernelLines;

/// <summary>
/// The NVIDIA driver: <c>NVRM: Xid (PCI:0000:3b:00): 31, pid=N, …</c> (an error report of the GPU, numbered; not one of memory size) and lines
/// that say it got no memory. Its status <c>NV_ERR_NO_MEMORY</c> is the same for memory of the host and of the device; only the
/// functions that ask the kernel for pages (<c>nv_alloc_pages</c>, <c>VM: …</c>) and the words system memory tell which.
/// </summary>
internal sealed class NvidiaDriver(Failures failures) : KernelLine(failures)
{
    private const string Xid = "NVRM: Xid (";

    private static readonly string[] Refusals = ["nv_alloc_pages: failed", "nv_alloc_pages failed", "nvAllocPages", "failed to allocate", "Cannot allocate", "cannot allocate", "unable to allocate", "[NV_ERR_NO_MEMORY]", "out of memory", "Out of memory"];

    private static readonly string[] Host = ["nv_alloc_", "nvAllocPages", "NVRM: VM: ", "system memory", "sysmem", "os_alloc_mem"];

    public override IReadOnlyList<string> Triggers { get; } = ["NVRM: "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = Scan.Behind(text, Xid);
        if (at > 0)
            return Report(line, text, at, into);
        var driver = Scan.Behind(text, "NVRM: ");
        foreach (var refusal in Refusals)
        {
            if (driver < 0 || !Scan.Has(text[driver..], refusal))
                continue;
            Failures.Failed(line, into, "nvrm-alloc");
            if (Array.Exists(Host, line.Text.ToString().Contains))
                Failures.Sign(line, into, "nvrm-host-pages");
            return true;
        }

        return false;
    }

    private static bool Report(in LogLine line, ReadOnlySpan<char> text, int at, ReadingBuilder into)
    {
        var close = Scan.Behind(text, "): ", at);
        if (close < 0 || Scan.Integer(text, close) is not { Value: > 0 and < 1000 } number)
            return false;
        Note(line, into, "nvidia-xid");
        into.Tell(KernelEventFacts.Xid, FactValue.Of(number.Value), line, number.Offset, number.Length);
        var device = Scan.At(text, at, "PCI:") ? at + 4 : at;
        into.Tell(KernelEventFacts.XidDevice, FactValue.Of(text[device..(close - 3)].ToString()), line, device, close - 3 - device);
        return true;
    }
}
