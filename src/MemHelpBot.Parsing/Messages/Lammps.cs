using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>LAMMPS: its banner and the refusal of memory.cpp, whose size is printed signed (an overflow shows as negative).</summary>
internal sealed class Lammps(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } = ["ERROR on proc ", "LAMMPS (", "LAMMPS: "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Behind(text, "ERROR on proc ") is > 0 and var at && Scan.Integer(text, at) is { } rank)
        {
            var bytes = Scan.Behind(text, "allocate ", rank.End);
            if (bytes < 0 || !Scan.Has(text, "Failed to "))
                return false;
            Failures.Failed(line, into, null);
            Failures.Rank(rank.Value, line, into);
            if (Scan.Integer(text, bytes) is { } size)
                Failures.Tell(ProgramFacts.FailedBytes, size, line, into);
            else
                into.CouldNotRead("LAMMPS names the size of the refused request in bytes", line);
            var open = text.LastIndexOf('(');
            if (open > 0 && Scan.Until(text, open + 1, ')') is { IsEmpty: false } where && where.Contains(':'))
                Failures.Tell(ProgramFacts.Where, line, into, open + 1, where.Length);
            Failures.Tell(ProgramFacts.Name, FactValue.Of("LAMMPS"), line, into, 0, text.Length);
            return true;
        }

        var banner = Scan.Behind(text, "LAMMPS (");
        if (banner == 8 && Scan.Until(text, banner, ')') is { IsEmpty: false } version && char.IsAsciiDigit(version[0]))
            return Version(line, banner, version.Length, into);
        var stated = Scan.Behind(text, "LAMMPS: ");
        return stated == 8 && stated < text.Length && char.IsAsciiDigit(text[stated]) && Version(line, stated, text.TrimEnd().Length - stated, into);
    }

    private bool Version(in LogLine line, int offset, int length, ReadingBuilder into)
    {
        Failures.Tell(ProgramFacts.Name, line, into, 0, "LAMMPS".Length);
        Failures.Tell(ProgramFacts.Version, line, into, offset, length);
        return true;
    }
}
