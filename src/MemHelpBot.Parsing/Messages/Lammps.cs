using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>LAMMPS: its banner and the refusal of memory.cpp, whose size is printed signed (an overflow shows as negative).</summary>
internal sealed class Lammps(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } = ["ERROR on proc ", "Insufficient memory on accelerator (", "LAMMPS (", "LAMMPS: ", "Massively Parallel Simulator - ", "OS: Linux \""];

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

        if (Scan.Behind(text, "Insufficient memory on accelerator (") is > 0 and var source && Scan.Until(text, source, ')') is { IsEmpty: false } file)
        {
            Failures.Tell(ProgramFacts.Where, line, into, source, file.Length);
            return true;
        }

        if (Machine(line, text, into))
            return false;
        var start = text.IndexOfAnyExcept(" *->`");
        var banner = Scan.Behind(text, "LAMMPS (");
        if (banner == start + 8 && Scan.Until(text, banner, ')') is { IsEmpty: false } version && char.IsAsciiDigit(version[0]))
            return Version(line, start, banner, version.Length, into);
        if (Scan.Behind(text, "Massively Parallel Simulator - ") is > 0 and var title && title < text.Length && char.IsAsciiDigit(text[title]))
        {
            Failures.Tell(ProgramFacts.Version, line, into, title, text.TrimEnd().Length - title);
            return false;
        }

        var stated = Scan.Behind(text, "LAMMPS: ");
        return stated == start + 8 && stated < text.Length && char.IsAsciiDigit(text[stated]) && Version(line, start, stated, text.TrimEnd().Length - stated, into);
    }

    /// <summary><c>lmp -h</c>: <c>OS: Linux "Red Hat Enterprise Linux 8.5 (Ootpa)" 4.18.0-348.el8.x86_64 x86_64</c>.</summary>
    private static bool Machine(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "OS: Linux \"");
        var quote = at < 0 ? -1 : text[at..].IndexOf('"');
        if (quote < 0)
            return false;
        var start = Scan.Blanks(text, at + quote + 1);
        var release = Scan.Word(text, start);
        if (release.Length < 5 || !char.IsAsciiDigit(release[0]) || release.Count('.') < 2)
            return false;
        into.Tell(OomFacts.Release, FactValue.Of(release.ToString()), line, start, release.Length);
        return true;
    }

    private bool Version(in LogLine line, int start, int offset, int length, ReadingBuilder into)
    {
        Failures.Tell(ProgramFacts.Name, line, into, start, "LAMMPS".Length);
        Failures.Tell(ProgramFacts.Version, line, into, offset, length);
        return true;
    }
}
