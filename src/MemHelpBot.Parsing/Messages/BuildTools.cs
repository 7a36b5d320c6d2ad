using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>gcc's drivers, which name the stage that was killed: <c>Killed signal terminated program cc1plus</c>, <c>ld terminated with signal 9 [Killed]</c>.</summary>
internal sealed class BuildTools(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } = ["signal terminated program ", "malloc.c:", "Killed (program ", "Killed: 9 (program ", " terminated with signal 9", "successfully: `", "Running `"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Assertion(line, text, into))
            return false;
        // gcc prints strsignal's word before it, which is translated, or lost where the terminal is.
        var at = Scan.Behind(text, "signal terminated program ");
        if (at < 0)
            at = Scan.Behind(text, "Killed (program ");
        if (at < 0)
            at = Scan.Behind(text, "Killed: 9 (program ");
        var ends = text.IndexOf(" terminated with signal 9", StringComparison.Ordinal);
        if (at > 0)
        {
            var name = Scan.Word(text, at).TrimEnd(").`\"'");
            Failures.Tell(ProgramFacts.Name, line, into, at, name.Length);
            if (text.IndexOf("Killed", StringComparison.Ordinal) is >= 0 and var word)
                Signal(line, word, into);
            return true;
        }

        if (Scan.Behind(text, "successfully: `") is > 0 and var command)
            return Cargo(line, text, command, into);
        if (text.TrimStart().StartsWith("Running `", StringComparison.Ordinal))
            return Runs(line, text, into);
        if (ends <= 0)
            return false;
        var start = text[..ends].LastIndexOf(' ') + 1;
        Failures.Tell(ProgramFacts.Name, line, into, start, ends - start);
        Failures.Tell(ProgramFacts.Signal, FactValue.Of(9), line, into, ends + " terminated with signal ".Length, 1);
        return true;
    }

    /// <summary>
    /// cargo: <c>process didn't exit successfully: `/usr/bin/rustc --crate-name x …` (signal: 9, SIGKILL: kill)</c>. A kill is a failure by
    /// itself, any other signal only beside one.
    /// </summary>
    private bool Cargo(in LogLine line, ReadOnlySpan<char> text, int command, ReadingBuilder into)
    {
        if (Scan.Integer(text, Scan.Behind(text, "(signal: ", command)) is not { Value: > 0 and < 65 } signal || !Scan.At(text, signal.End, ", SIG") || signal.Value != 9 && !Failures.Any)
            return false;
        Name(line, text, command, into);
        Failures.Tell(ProgramFacts.Signal, signal, line, into);
        return true;
    }

    /// <summary>cargo run: <c>     Running `target/release/game --level 2`</c>.</summary>
    private bool Runs(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var command = Scan.Behind(text, "Running `");
        if (Scan.Has(Scan.Word(text, command), "target/"))
            Name(line, text, command, into);
        return false;
    }

    private void Name(in LogLine line, ReadOnlySpan<char> text, int command, ReadingBuilder into)
    {
        var program = Scan.Word(text, command).TrimEnd('`');
        var name = program[(program.LastIndexOf('/') + 1)..];
        Failures.Tell(ProgramFacts.Name, line, into, command + program.Length - name.Length, name.Length);
    }

    /// <summary><c>solver.out: malloc.c:2617: sysmalloc: Assertion `…' failed.</c> (glibc's __malloc_assert): the first word is the program.</summary>
    private bool Assertion(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = text.IndexOf(": malloc.c:", StringComparison.Ordinal);
        if (at <= 0 || !Scan.Has(text, ": Assertion"))
            return false;
        var start = text[..at].LastIndexOfAny(" /") + 1;
        Failures.Tell(ProgramFacts.Name, line, into, start, at - start);
        return true;
    }

    /// <summary>gcc prints the signal's name, strsignal(9) = "Killed".</summary>
    private void Signal(in LogLine line, int at, ReadingBuilder into) => Failures.Tell(ProgramFacts.Signal, FactValue.Of(9), line, into, at, "Killed".Length);
}
