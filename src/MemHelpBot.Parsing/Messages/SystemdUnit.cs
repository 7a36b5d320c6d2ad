using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>systemd's view of a unit: <c>x.service: Failed with result 'oom-kill'.</c>, <c>A process of this unit has been killed by the OOM killer.</c></summary>
internal sealed class SystemdUnit(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } = ["'oom-kill'", "been killed by the OOM killer", "code=killed, status=9", "result=oom-kill", "(Result: oom-kill)", "Result: oom-kill"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Has(text, "oom-kill") || Scan.Has(text, "been killed by the OOM killer"))
        {
            Failures.Consequence(line, into, "systemd-oom-result", IncidentKind.Platform);
            return true;
        }

        var at = Scan.Behind(text, "code=killed, status=");
        if (Scan.Integer(text, at) is not { Value: 9 } signal)
            return false;
        Failures.Tell(ProgramFacts.Signal, signal, line, into);
        return true;
    }
}
