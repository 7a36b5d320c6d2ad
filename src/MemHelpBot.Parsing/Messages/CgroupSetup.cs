using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// Container runtimes at the start of a container: a memory cgroup that could not be made because the kernel's 65,535 ids are used up
/// (mm/memcontrol.c, ENOSPC of mkdir), and an init process that was killed before the container began, which a limit below the
/// runtime's own need does (runc, "container init was OOM-killed").
/// </summary>
internal sealed class CgroupSetup(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } = ["mkdir /sys/fs/cgroup/", "container init was OOM-killed", "init caused"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (SourceCode.Is(text))
            return false;
        if (Scan.Has(text, "container init was OOM-killed") || Scan.Has(text, "init caused") && Scan.Has(text, "signal: killed") && Scan.Has(text, "process_linux.go"))
        {
            Failures.Failed(line, into, "container-init-killed");
            return true;
        }

        var at = Scan.Behind(text, "mkdir /sys/fs/cgroup/");
        if (at < 0 || !Scan.Has(text[at..], ": no space left on device") || !Scan.At(text, at, "memory/") && !Scan.Has(text[at..], ".slice") && !Scan.Has(text[at..], ".scope"))
            return false;
        Failures.Failed(line, into, "cgroup-ids-used-up");
        return true;
    }
}
