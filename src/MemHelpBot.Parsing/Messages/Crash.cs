using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// What a shell or a supervisor says of a dead process: <c>x.sh: line 76:  3918 Killed   cmd args</c>, <c>Segmentation fault
/// (core dumped)</c>, a bare <c>Killed</c>. Who sent the signal is not in these lines.
/// </summary>
internal sealed class Crash(Failures failures) : MessageReader(failures)
{
    /// <summary>What stands before a signal's number.</summary>
    private static readonly string[] Signals =
        ["terminated by signal ", "killed by signal ", "interrupted by signal ", "err code: -", "Got signal: ", "<Signals.SIGKILL: ", "Process completed (signal "];

    public override IReadOnlyList<string> Triggers { get; } = [.. LocalisedErrors.Killed, .. LocalisedErrors.Segfault, "Segmentation fault", "segmentation fault", "Segmentation Fault", "\"Segmentation", "SIGSEGV", "Killed", "killed by signal", "terminated by signal", "interrupted by signal ", "signal (", "Got signal: ", " (SIG", "<Signals.SIGKILL: ", " Aborted ", "err code: -"];

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
            at = text.IndexOf("egmentation Fault", StringComparison.Ordinal);
        if (at < 0)
            return Broken(line, text, into);
        if (Scan.Has(text, "invalid memory reference") || Scan.Has(text, "rror: ") && Scan.Has(text, " task") || Scan.Has(text, "Caught signal"))
            return false;
        var before = text[..Math.Max(0, at - 1)].TrimEnd();
        var after = text[(at + "egmentation fault".Length)..].Trim();
        var message = after.StartsWith("(core dumped)", StringComparison.Ordinal) || after.StartsWith("(11)", StringComparison.Ordinal) || before.EndsWith("(signal 11):", StringComparison.Ordinal)
            || (after.IsEmpty || after[0] is '(' or '-' or '.') && (before.IsEmpty || before[^1] is ':' or ')' or '*' || char.IsAsciiDigit(before[^1]))
            || Scan.Has(text, ": line ") || !before.IsEmpty && before[^1] is '"' or '`' && !after.IsEmpty && after[0] == before[^1];
        if (!message || Denial.Before(text, at))
            return false;
        Failures.Failed(line, into, Scan.Has(text, "severe (174)") ? "forrtl-174" : "segfault");
        return true;
    }

    /// <summary>What a person quotes, broken where a mail's line ended: <c>an error "Segmentation</c> and <c>fault"</c>.</summary>
    private bool Broken(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (!text.TrimEnd().EndsWith("\"Segmentation", StringComparison.Ordinal) || !Following.TryLine(line, into, out var next) || !next.Text.TrimStart().StartsWith("fault\"", StringComparison.OrdinalIgnoreCase))
            return false;
        Failures.Failed(line, into, "segfault");
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

        if (!Ended(text, " Killed ", out var start))
        {
            if (!Ended(text, " Aborted ", out start))
                return false;
            Failures.Failed(line, into, null);
            Ran(line, start, into);
            return true;
        }

        Failures.Consequence(line, into, "shell-killed");
        Ran(line, start, into);
        return true;
    }

    /// <summary>Whether the shell reports a job's end by a word: behind the script's line number and the pid, or behind a job number.</summary>
    private static bool Ended(ReadOnlySpan<char> text, string word, out int command)
    {
        command = Scan.Behind(text, word);
        if (command < 0)
            return false;
        var before = text[..(command - word.Length)].TrimEnd();
        command = Scan.Blanks(text, command);
        if (Scan.At(text, command, "(core dumped)"))
            command = Scan.Blanks(text, command + "(core dumped)".Length);
        if (text.TrimStart().StartsWith("[", StringComparison.Ordinal) && before.EndsWith("+", StringComparison.Ordinal))
            return true;
        var digits = before.Length;
        while (digits > 0 && char.IsAsciiDigit(before[digits - 1]))
            digits--;
        return digits < before.Length && Scan.Has(before, ": line ");
    }

    /// <summary>The command that the shell prints behind the word.</summary>
    private void Ran(in LogLine line, int start, ReadingBuilder into)
    {
        var command = line.Text[start..].TrimEnd();
        var word = Scan.Word(command, 0);
        var name = word[(word.LastIndexOf('/') + 1)..];
        Failures.Tell(ProgramFacts.CommandLine, line, into, start, command.Length);
        if (!name.IsEmpty && char.IsAsciiLetterOrDigit(name[0]))
            Failures.Tell(ProgramFacts.Name, line, into, start + word.Length - name.Length, name.Length);
    }

    /// <summary><c>finished abnormally, err code: -9</c>, <c>was terminated by signal 9: Killed</c>, <c>killed by signal: Killed</c>.</summary>
    private bool Signalled(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = -1;
        foreach (var words in Signals)
        {
            if (at < 0)
                at = Scan.Behind(text, words);
        }

        if (at < 0 && Scan.Has(text, " (SIG"))
            at = Scan.Behind(text, "ignal ");
        if (at < 0 && text.TrimStart().StartsWith("signal (", StringComparison.Ordinal))
            at = Scan.Behind(text, "signal (");
        if (Scan.Integer(text, at) is not { Value: > 0 and < 65 } signal)
            return false;
        if (Scan.Has(text, "exit status of rank"))
            return false;
        if (signal.Value == 9 && Scan.Has(text, "SIGKILL"))
            Failures.Consequence(line, into, "shell-killed");
        else
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
