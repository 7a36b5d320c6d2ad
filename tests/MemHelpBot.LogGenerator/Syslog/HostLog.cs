using System.Text;
using MemHelpBot.LogGenerator.Kernel;
using MemHelpBot.LogGenerator.Prefixes;
using static System.FormattableString;

namespace MemHelpBot.LogGenerator.Syslog;

/// <summary>One machine whose lines reach the log: its kernel, its stamps, the lines it writes all day.</summary>
internal sealed class HostLog
{
    private const int LinesMade = 2048;

    private readonly Neighbour[] lines;
    private readonly PrefixForm form;
    private readonly DateTime booted;
    private long second = -1;
    private byte[] before = [];
    private byte[] beforeKernel = [];

    /// <summary>A machine.</summary>
    public HostLog(string name, KernelVersion version, PrefixForm form, DateTime booted, Random random)
    {
        (Name, Version, this.form, this.booted) = (name, version, form, booted);
        lines = Neighbours.Make(random, LinesMade);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its kernel.</summary>
    public KernelVersion Version { get; }

    /// <summary>How its kernel's lines look.</summary>
    public PrefixForm Form => form;

    /// <summary>The stamp of a record printed now.</summary>
    public Stamp At(DateTime clock) => new(clock, (clock - booted).Ticks / 10, Name, (clock - booted).Ticks / 10_000_000);

    /// <summary>Writes a line of somebody else.</summary>
    public void WriteNeighbour(LogFile log, DateTime clock, Random random)
    {
        Restamp(clock);
        var line = lines[random.Next(lines.Length)];
        log.Write(line.Kernel ? beforeKernel : before);
        log.Write(line.Text);
        log.End();
    }

    /// <summary>Writes a line of a program, from its tag on.</summary>
    public void WriteLine(LogFile log, DateTime clock, string text)
    {
        Restamp(clock);
        log.Write(before);
        log.Line(text);
    }

    // The head of a daemon's line is the kernel's without the tag and what follows it.
    private void Restamp(DateTime clock)
    {
        var now = clock.Ticks / TimeSpan.TicksPerSecond;
        if (now == second)
            return;
        second = now;
        var kernel = form.Prefix(At(clock));
        var head = kernel[..(kernel.IndexOf(Invariant($" {Name} "), StringComparison.Ordinal) + Name.Length + 2)];
        (beforeKernel, before) = (Encoding.UTF8.GetBytes(kernel), Encoding.UTF8.GetBytes(head));
    }
}
