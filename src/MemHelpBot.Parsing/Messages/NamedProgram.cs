using System.Buffers;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// The program where no message names it: the executable that a script's variable holds (<c>EXEC=/opt/qe/bin/pw.x</c>), the binary
/// told beside its product (<c>the parallel binary of abinit (abinip)</c>), or the one product that the paste speaks of. Told at the
/// end, and only for failures that have no program: a message that names one is nearer to the truth.
/// </summary>
internal sealed class NamedProgram(Failures failures) : MessageReader(failures)
{
    /// <summary>How much of a paste is looked through for a product: people name it at the beginning.</summary>
    private const int LongestLook = 20_000;

    private static readonly string[] Variables = ["EXEC", "EXE", "EXECUTABLE", "BINARY", "PROGRAM", "PROG", "APP", "CODE"];

    /// <summary>What stands in a name that the shell has yet to make up.</summary>
    private static readonly SearchValues<char> Unresolved = SearchValues.Create("$(){}*;`");

    private static readonly SearchValues<char> NotOfFiles = SearchValues.Create(" ()[]{}<>$*;:`'\"?\\=,");

    private static readonly SearchValues<char> NotOfNames = SearchValues.Create("$(){}*;`/=.:,<>[]");

    private readonly Dictionary<string, SourceSpan> executables = new(StringComparer.Ordinal);

    public override IReadOnlyList<string> Triggers { get; } = [.. Variables.Select(v => v + "="), ".x", ".exe", " binary ", " executable ", " program", "? in \"", "Exec   : ", "] ["];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        if (!Variable(line, into) && !Frame(line, into))
            Beside(line, into);
        return false;
    }

    public override void Finish(ReadingBuilder into)
    {
        base.Finish(into);
        if (!Failures.Any)
            return;
        var nameless = Failures.Nameless(into);
        if (nameless.Count == 0)
            return;
        if (executables.Count == 1)
            Tell(nameless, executables.First().Key, executables.First().Value, into);
        else if (executables.Count == 0 && into.LastIncident(IncidentKind.KernelOom) is null && into.LastIncident(IncidentKind.AllocationFailure) is null)
            Product(nameless, into); // A kernel report names many programs in its task table: none of them is what the paste speaks of.
    }

    /// <summary><c>EXE="$DIR/bin/solver"</c>: the last part of the path. A variable of another name counts when it holds <c>….x</c> or <c>….exe</c>.</summary>
    private bool Variable(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var start = Scan.Blanks(text, 0);
        foreach (var word in (ReadOnlySpan<string>)["export ", "set ", "setenv "])
            start = Scan.At(text, start, word) ? Scan.Blanks(text, start + word.Length) : start;
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            end++;
        if (end == start || end >= text.Length || text[end] != '=')
            return false;
        var value = Scan.Word(text, end + 1).Trim("\"'");
        var name = value[(value.LastIndexOf('/') + 1)..];
        var known = false;
        foreach (var variable in Variables)
            known |= text[start..end].SequenceEqual(variable);
        var executable = name.EndsWith(".x", StringComparison.Ordinal) || name.EndsWith(".exe", StringComparison.Ordinal);
        if (name.IsEmpty || name.ContainsAny(Unresolved) || !executable && !(known && value.Contains('/')))
            return false;
        Keep(name, line, text.IndexOf(name, StringComparison.Ordinal), into);
        return true;
    }

    /// <summary>
    /// Frames of a backtrace in the executable itself: Open MPI's <c>[host:21794] [11] solver[0x42c6a2]</c>, OpenFOAM's <c>#9  ? in "/opt/…/bin/solver"</c>;
    /// and OpenFOAM's banner, <c>Exec   : solver -parallel</c>.
    /// </summary>
    private bool Frame(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = text.StartsWith("Exec   : ", StringComparison.Ordinal) ? "Exec   : ".Length : -1;
        if (at < 0 && text.StartsWith("[", StringComparison.Ordinal) && text.IndexOf("[0x", StringComparison.Ordinal) is > 0 and var address && text[..address].LastIndexOf("] ", StringComparison.Ordinal) is > 0 and var number)
            return Path(line, number + 2, address - number - 2, into);
        if (at < 0 && Scan.Behind(text, "? in \"") is > 0 and var quoted && Scan.Until(text, quoted, '"') is var path && path.Contains("/bin/", StringComparison.Ordinal))
            return Path(line, quoted, path.Length, into);
        return at > 0 && Path(line, at, Scan.Word(text, at).Length, into);
    }

    private bool Path(in LogLine line, int at, int length, ReadingBuilder into)
    {
        var path = line.Text.Slice(at, length);
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (name.Length is < 2 or > 63 || name.ContainsAny(NotOfFiles) || name.StartsWith("lib", StringComparison.Ordinal) || name.Contains(".so", StringComparison.Ordinal))
            return false;
        Keep(name, line, at + length - name.Length, into);
        return true;
    }

    /// <summary><c>binary of abinit (abinip)</c>, <c>the executable `ncep_post`</c>.</summary>
    private void Beside(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        Before(line, text, into);
        foreach (var word in (ReadOnlySpan<string>)[" binary ", " executable "])
        {
            var at = Scan.Behind(text, word);
            if (at < 0 || line.Prefix.Any)
                continue;
            var open = Scan.At(text, at, "of ") && text[at..].IndexOf(" (", StringComparison.Ordinal) is > 0 and < 24 and var bracket ? at + bracket + 2 : at < text.Length && text[at] == '`' ? at + 1 : -1;
            if (open < 0)
                continue;
            var name = Scan.Until(text, open, text[open - 1] == '`' ? '`' : ')');
            if (name.Length is > 1 and < 32 && !name.ContainsAny(" /$") && char.IsAsciiLetter(name[0]))
                Keep(name, line, open, into);
        }
    }

    /// <summary><c>the rangular_mpi program</c>, <c>killed in solver_mpi</c>: only names that no word of the language could be.</summary>
    private void Before(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = text.IndexOf(" program", StringComparison.Ordinal);
        if (line.Prefix.Any || at <= 0)
            return;
        var start = text[..at].LastIndexOf(' ') + 1;
        var name = text[start..at].Trim("`'\"");
        if (name.Length is > 3 and < 32 && name.Contains('_') && char.IsAsciiLetter(name[0]) && !name.ContainsAny(NotOfNames))
            Keep(name, line, text.IndexOf(name, StringComparison.Ordinal), into);
    }

    private void Keep(ReadOnlySpan<char> name, in LogLine line, int offset, ReadingBuilder into) =>
        executables.TryAdd(name.ToString(), line.Span(into.Message, offset, name.Length));

    private static void Product(IReadOnlyList<int> nameless, ReadingBuilder into)
    {
        var paste = into.Paste.AsSpan(0, Math.Min(into.Paste.Length, LongestLook));
        if (ProductNames.Only(paste) is not { } found)
            return;
        var number = 1 + paste[..found.Start].Count('\n');
        var span = new SourceSpan(into.Message, number, number, found.Start, found.Start + found.Length);
        Tell(nameless, paste.Slice(found.Start, found.Length).ToString(), span, into);
    }

    private static void Tell(IReadOnlyList<int> nameless, string name, SourceSpan span, ReadingBuilder into)
    {
        foreach (var incident in nameless)
            into.Tell(new Fact(ProgramFacts.Name, null, FactValue.Of(name), span, incident));
    }
}
