using System.Buffers;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// Intel Fortran (<c>forrtl: severe (41): insufficient virtual memory</c>, with the traceback table whose first column names
/// the image) and gfortran (<c>Program received signal SIGSEGV</c>, <c>Error allocating N bytes</c>).
/// </summary>
internal sealed class FortranRuntime(Failures failures) : MessageReader(failures)
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789ABCDEF");

    private bool table;
    private bool named;
    private int tableLine;

    public override IReadOnlyList<string> Triggers { get; } =
        ["forrtl: ", "Program received signal ", "Allocation would exceed memory limit", "Routine            Line", "Unknown", ".f", ".F"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        return Intel(line, text, into) || Gnu(line, text, into) || Table(line, text, into);
    }

    private bool Intel(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "forrtl: severe (");
        var number = Scan.Integer(text, at);
        if (number is null && Scan.Behind(text, "forrtl: error (") is > 0 and var error && Scan.Integer(text, error) is { } code)
        {
            // 78: process killed (SIGTERM), 65 …: the run was ended from outside or by arithmetic; a line of the failure, not a cause.
            Failures.Failed(line, into, code.Value == 78 ? "forrtl-78" : null);
            return true;
        }

        if (number is not { } severe || !Scan.At(text, severe.End, "):"))
            return false;
        var signature = severe.Value switch { 41 => "forrtl-41", 174 => "forrtl-174", 179 => "forrtl-179", 170 => "forrtl-170", _ => null };
        Failures.Failed(line, into, signature);
        return true;
    }

    private bool Gnu(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var signal = Scan.Behind(text, "Program received signal ");
        if (signal > 0)
        {
            if (!Scan.At(text, signal, "SIGSEGV"))
                return false;
            Failures.Failed(line, into, Scan.Has(text, "invalid memory reference") ? "gfortran-sigsegv" : "segfault", starts: true);
            return true;
        }

        if (Scan.Has(text, "Allocation would exceed memory limit"))
        {
            Failures.Failed(line, into, "enomem-malloc");
            return true;
        }

        return false;
    }

    /// <summary>The first image of the traceback that is no library is the program.</summary>
    private bool Table(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Has(text, "Image ") && Scan.Has(text, "Routine"))
        {
            (table, named, tableLine) = (true, false, line.Number);
            Failures.Extend(line, into);
            return Failures.Any;
        }

        if (!table || line.Number - tableLine > 64)
            return false;
        var start = Scan.Blanks(text, 0);
        var rank = Scan.DigitsEnd(text, start);
        if (rank > start && rank < text.Length && text[rank] == ':')
            start = Scan.Blanks(text, rank + 1);
        var image = Scan.Word(text, start);
        var pc = Scan.Word(text, Scan.Blanks(text, start + image.Length));
        if (pc.Length is not (8 or 16) || pc.ContainsAnyExcept(Hex))
            return false;
        Failures.Extend(line, into);
        if (image.StartsWith("lib", StringComparison.Ordinal) || image.StartsWith("ld-", StringComparison.Ordinal) || image is "Unknown")
            return true;
        if (!named)
            Failures.Tell(ProgramFacts.Name, line, into, start, image.Length);
        named = true;
        table = !Where(line, start + image.Length, into);
        return true;
    }

    /// <summary>The innermost frame whose source is known: <c>image  PC  routine_  2913  FILE.f</c>. Routine and file are told as printed.</summary>
    private bool Where(in LogLine line, int at, ReadingBuilder into)
    {
        var text = line.Text;
        var pc = Scan.Blanks(text, at);
        var routine = Scan.Blanks(text, pc + Scan.Word(text, pc).Length);
        var name = Scan.Word(text, routine);
        if (Scan.Integer(text, routine + name.Length) is not { Value: > 0 } number || Scan.Word(text, Scan.Blanks(text, number.End)) is not { IsEmpty: false } source || source is "Unknown" || name is "Unknown")
            return false;
        Failures.Tell(ProgramFacts.Where, FactValue.Of($"{source}:{number.Value}"), line, into, routine, Scan.Blanks(text, number.End) + source.Length - routine);
        Failures.Tell(ProgramFacts.Where, line, into, routine, name.Length);
        return true;
    }
}
