using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// What a shell or a supervisor says of a dead process: <c>x.sh: line 76:  3918 Killed   cmd args</c>, <c>Segmentation fault
/// (core dumped)</c>, a bare <c>Killed</c>. Who sent the signal is not in these lines.
/// </summary>
internal sealed class Crash(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } = [.. LocalisedErrors.Killed, .. LocalisedErrors.Segfault, "Segmentation fault", "segmentation fault", "SIGSEGV", "Killed", "killed by signal", "terminated by signal", "interrupted by signal ", "signal (", "Got signal: ", "<Signals.SIGKILL: ", "Aborted (core dumped)", "err code: -"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        return Localised(line, text, into) || Segfault(line, text, into) || Job(line, text, into) || Signalled(line, text, into);
    }

    /// <summary><c>段错误 (核心已转储)</c>, <c>Getötet</c>: a line by itself, or behind the shell's line number and pid.</summary>
    private bool Localised(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (LocalisedErrors.Is(text, LocalisedErrors.Killed))
        {
            Failures.Consequence(line, into, "shell-killed");
            return true;
        }

        var at = LocalisedErrors.In(text, LocalisedErrors.Segfault);
        if (at < 0 || !text[..at].TrimEnd().IsEmpty && !(text[..at].TrimEnd()[^1] is ':' or '：' || char.IsAsciiDigit(text[..at].TrimEnd()[^1])) || Denial.Before(text, at))
            return false;
        Failures.Failed(line, into, "segfault");
        return true;
    }

    private bool Segfault(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = text.IndexOf("egmentation fault", StringComparison.Ordinal);
        if (at < 0)
            return false;
        if (Scan.Has(text, "invalid memory reference") || Scan.Has(text, "rror: ") && Scan.Has(text, " task") || Scan.Has(text, "Caught signal"))
            return false;
        var before = text[..Math.Max(0, at - 1)].TrimEnd();
        var after = text[(at + "egmentation fault".Length)..].Trim();
        var message = after.StartsWith("(core dumped)", StringComparison.Ordinal) || after.StartsWith("(11)", StringComparison.Ordinal) || before.EndsWith("(signal 11):", StringComparison.Ordinal)
            || (after.IsEmpty || after[0] is '(' or '-' or '.') && (before.IsEmpty || before[^1] is ':' or ')' or '*' || char.IsAsciiDigit(before[^1]))
            || Scan.Has(text, ": line ");
        if (!message || Denial.Before(text, at))
            return false;
        Failures.Failed(line, into, Scan.Has(text, "severe (174)") ? "forrtl-174" : "segfault");
        return true;
    }

    /// <summary><c>script: line 76:  3918 Killed                  program args</c>, or the word alone on its line.</summary>
    private bool Job(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (text.Trim().Trim("*`_\"") is "Killed" or "Killed." or "[1]+  Killed" or "Killed: 9" or "zsh: killed" || text.Trim().EndsWith(": Killed: 9", StringComparison.Ordinal))
        {
            Failures.Consequence(line, into, "shell-killed");
            return true;
        }

        var at = Scan.Behind(text, " Killed ");
        if (at < 0)
            return false;
        var before = text[..(at - " Killed ".Length)].TrimEnd();
        var background = text.TrimStart().StartsWith("[", StringComparison.Ordinal) && before.EndsWith("+", StringComparison.Ordinal);
        var digits = before.Length;
        while (digits > 0 && char.IsAsciiDigit(before[digits - 1]))
            digits--;
        if (!background && !(digits < before.Length && Scan.Has(before, ": line ")))
            return false;
        Failures.Consequence(line, into, "shell-killed");
        var start = Scan.Blanks(text, at);
        var command = text[start..].TrimEnd();
        Failures.Tell(ProgramFacts.CommandLine, line, into, start, command.Length);
        var word = Scan.Word(command, 0);
        var name = word[(word.LastIndexOf('/') + 1)..];
        Failures.Tell(ProgramFacts.Name, line, into, start + word.Length - name.Length, name.Length);
        return true;
    }

    /// <summary><c>finished abnormally, err code: -9</c>, <c>was terminated by signal 9: Killed</c>, <c>killed by signal: Killed</c>.</summary>
    private bool Signalled(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "terminated by signal ");
        if (at < 0)
            at = Scan.Behind(text, "killed by signal ");
        if (at < 0)
            at = Scan.Behind(text, "interrupted by signal ");
        if (at < 0)
            at = Scan.Behind(text, "err code: -");
        if (at < 0)
            at = Scan.Behind(text, "Got signal: ");
        if (at < 0)
            at = Scan.Behind(text, "<Signals.SIGKILL: ");
        if (at < 0 && text.TrimStart().StartsWith("signal (", StringComparison.Ordinal))
            at = Scan.Behind(text, "signal (");
        if (Scan.Integer(text, at) is not { Value: > 0 and < 65 } signal)
            return false;
        if (Scan.Has(text, "exit status of rank"))
            return false;
        Failures.Failed(line, into, signal.Value == 11 ? "segfault" : signal.Value == 7 ? "bus-error" : null);
        Failures.Tell(ProgramFacts.Signal, signal, line, into);
        if (Scan.Has(text, "server process (PID ") || Scan.Has(text, "LOG:  "))
        {
            if (Scan.Has(text, "server process (PID "))
                Failures.Tell(ProgramFacts.Name, FactValue.Of("postgres"), line, into, text.IndexOf("server process", StringComparison.Ordinal), "server process".Length);
            if (signal.Value == 9)
                Failures.Failed(line, into, "postgres-killed");
        }

        return true;
    }
}
