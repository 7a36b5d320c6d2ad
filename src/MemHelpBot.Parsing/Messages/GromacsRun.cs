using System.Globalization;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>How a GROMACS run was started: its command line, and the ranks and threads it says it uses.</summary>
internal sealed class GromacsRun(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } = ["Using ", "mdrun "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var start = Scan.Blanks(text, 0);
        if (Scan.At(text, start, "Using ") && Scan.Integer(text, start + 6) is { Value: > 0 } count)
        {
            var key = Scan.At(text, count.End, " MPI process") || Scan.At(text, count.End, " MPI thread") ? MpiFacts.Ranks
                : Scan.At(text, count.End, " OpenMP thread") ? MpiFacts.ThreadsPerRank : null;
            if (key is null)
                return false;
            Failures.Tell(key, count, line, into);
            return true;
        }

        var program = Scan.Word(text, start);
        var name = program[(program.LastIndexOf('/') + 1)..];
        if (!(name.StartsWith("gmx", StringComparison.Ordinal) || name.StartsWith("mdrun", StringComparison.Ordinal)) || !Scan.Has(text, " -"))
            return false;
        return CommandLine(line, start, into);
    }

    private bool CommandLine(in LogLine line, int start, ReadingBuilder into)
    {
        var text = line.Text;
        var length = text.TrimEnd().Length - start;
        Failures.RunStarted();
        Failures.Tell(ProgramFacts.CommandLine, line, into, start, length);
        Option(" -npme ", MpiFacts.PmeRanks, line, into);
        Option(" -ntomp ", MpiFacts.ThreadsPerRank, line, into);
        Option(" -ntmpi ", MpiFacts.Ranks, line, into);
        if (Scan.Integer(text, Scan.Behind(text, " -dd ")) is { Value: > 0 and < 100_000 } x && Scan.Integer(text, x.End) is { Value: > 0 and < 100_000 } y
            && Scan.Integer(text, y.End) is { Value: > 0 and < 100_000 } z)
        {
            var whole = FactValue.Of(text.Slice(start, length).ToString());
            var formula = string.Create(CultureInfo.InvariantCulture, $"{x.Value} × {y.Value} × {z.Value} (-dd of the command line)");
            Failures.Derive(MpiFacts.DomainRanks, FactValue.Of(x.Value * y.Value * z.Value), formula, ProgramFacts.CommandLine, whole, line, into, start, length);
        }

        return true;
    }

    private void Option(string option, FactKey key, in LogLine line, ReadingBuilder into)
    {
        if (Scan.Integer(line.Text, Scan.Behind(line.Text, option)) is { Value: > 0 } value)
            Failures.Tell(key, value, line, into);
    }
}
