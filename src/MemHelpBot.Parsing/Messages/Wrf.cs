using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>WRF: <c>12  points exceeded cfl=2 in domain d01</c>: the integration became unstable; a crash behind it is no shortage.</summary>
internal sealed class Wrf(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } = ["points exceeded cfl"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        if (!Scan.Has(line.Text, "in domain d"))
            return false;
        Failures.Failed(line, into, "wrf-cfl");
        Failures.Tell(ProgramFacts.Name, FactValue.Of("WRF"), line, into, 0, line.Text.Length);
        return true;
    }
}
