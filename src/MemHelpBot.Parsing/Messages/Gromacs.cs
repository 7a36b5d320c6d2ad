using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// GROMACS: the fatal error of its allocator (utility/smalloc.cpp) with the head that names program, rank and source, also
/// wrapped over lines, and how many ranks and threads the run had. A variable indexed by <c>[thread]</c> is one array for
/// each OpenMP thread of the rank.
/// </summary>
internal sealed class Gromacs(Failures failures) : MessageReader(failures)
{
    private LogLine? head;
    private string? file;
    private int fileLine;

    public override IReadOnlyList<string> Triggers { get; } =
        ["Not enough memory. Failed to ", "MPI rank:", "(called from file", "Program:", "Fatal error:", "[thread]", "line ", ".cpp,", ".c,", ".cxx,"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var trimmed = text.Trim();
        if (trimmed.StartsWith("Program:", StringComparison.Ordinal) && Scan.Has(trimmed, "version") && (Scan.Has(trimmed, "gmx") || Scan.Has(trimmed, "mdrun")))
            return Head(line);
        if (Scan.Behind(text, "Not enough memory. Failed to ") is > 0 and var at)
            return Refused(line, at, into);
        if (Scan.Behind(text, "MPI rank:") is > 0 and var rank && Scan.Integer(text, rank) is { } number)
        {
            Fatal(line, into, null);
            Failures.Rank(number.Value, line, into);
            if (Scan.Integer(text, Scan.Behind(text, "(out of ", number.End)) is { } all)
                Failures.Tell(MpiFacts.Ranks, all, line, into);
            return true;
        }

        if (head is not null && trimmed is "Fatal error:")
        {
            Fatal(line, into, null);
            return true;
        }

        return Wrapped(line, trimmed, into);
    }

    /// <summary><c>Program:     gmx mdrun, version 2018.8</c></summary>
    private bool Head(in LogLine line)
    {
        head = line;
        return true;
    }

    /// <summary>A line that proves a fatal error: the head that stood a few lines above it belongs to it and begins it.</summary>
    private void Fatal(in LogLine line, ReadingBuilder into, string? signature)
    {
        if (head is not { } first || line.Number - first.Number is < 0 or > 12)
        {
            Failures.Failed(line, into, signature);
            return;
        }

        head = null;
        Failures.Failed(first, into, null, starts: true);
        Failures.Failed(line, into, signature);
        var text = first.Text;
        var start = Scan.Blanks(text, Scan.Behind(text, "Program:"));
        Failures.Tell(ProgramFacts.Name, first, into, start, Scan.Until(text, start, ',').Length);
        var version = Scan.Blanks(text, Scan.Behind(text, "version"));
        Failures.Tell(ProgramFacts.Version, first, into, version, Scan.Word(text, version).Length);
    }

    /// <summary><c>Failed to realloc 2058442216 bytes for X</c> or <c>Failed to calloc 12 elements of size 8 for X</c>.</summary>
    private bool Refused(in LogLine line, int at, ReadingBuilder into)
    {
        var text = line.Text;
        var call = Scan.Word(text, at);
        if (call.EndsWith("...", StringComparison.Ordinal) || call.EndsWith("…", StringComparison.Ordinal) || Scan.At(text, at + call.Length, "..."))
            return false;
        Fatal(line, into, "gmx-realloc");
        if (Scan.Integer(text, at + call.Length) is not { } size)
        {
            into.CouldNotRead("GROMACS names the size of the refused request in bytes", line);
            return true;
        }

        var elements = Scan.Behind(text, " elements of size ", size.End);
        if (Scan.At(text, size.End, " bytes"))
            Failures.Tell(ProgramFacts.FailedBytes, size, line, into);
        else if (Scan.Integer(text, elements) is { Value: > 0 } each && ArrayShape.Bytes(size.Value, each.Value) is { } product)
            Failures.Tell(ProgramFacts.FailedBytes, FactValue.Of(product), line, into, size.Offset, each.End - size.Offset);
        else
            into.CouldNotRead("GROMACS names the size of the refused request in bytes", line);
        Variable(line, into);
        Failures.Expect("gmx-variable");
        Where(line, text, into);
        return true;
    }

    private bool Wrapped(in LogLine line, ReadOnlySpan<char> trimmed, ReadingBuilder into)
    {
        if (Scan.Has(trimmed, "[thread]") && Failures.Expected("gmx-variable"))
            return Variable(line, into);
        if (Scan.Has(trimmed, "(called from file"))
            return Where(line, line.Text, into);
        if (file is null && Failures.Expected("gmx-file") && trimmed.EndsWith(",", StringComparison.Ordinal) && !trimmed.Contains(' '))
        {
            (file, fileLine) = (trimmed[..^1].ToString(), line.Number);
            Failures.Extend(line, into);
            return true;
        }

        if (file is null || line.Number - fileLine > 2 || !trimmed.StartsWith("line ", StringComparison.Ordinal) || Scan.Integer(line.Text, Scan.Behind(line.Text, "line ")) is not { } at)
            return false;
        Failures.Extend(line, into);
        Failures.Tell(ProgramFacts.Where, FactValue.Of($"{file}:{at.Value}"), line, into, at.Offset, at.Length);
        file = null;
        return true;
    }

    private bool Variable(in LogLine line, ReadingBuilder into)
    {
        var at = line.Text.IndexOf("[thread]", StringComparison.Ordinal);
        if (at < 0)
            return false;
        Failures.Extend(line, into);
        Failures.Tell(ProgramFacts.PerThread, FactValue.Of(true), line, into, at, "[thread]".Length);
        return true;
    }

    /// <summary><c>(called from file PATH, line N)</c>, whole or cut behind any of its parts.</summary>
    private bool Where(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var from = Scan.Behind(text, "(called from file");
        if (from < 0)
            return false;
        Failures.Extend(line, into);
        var start = Scan.Blanks(text, from);
        var path = start < text.Length ? Scan.Until(text, start, ',') : default;
        if (path.IsEmpty)
        {
            file = null;
            Failures.Expect("gmx-file");
            return true;
        }

        if (Scan.Integer(text, Scan.Behind(text, "line ", start + path.Length)) is { } at)
            Failures.Tell(ProgramFacts.Where, FactValue.Of($"{path}:{at.Value}"), line, into, start, at.End - start);
        else
            (file, fileLine) = (path.ToString(), line.Number);
        return true;
    }
}
