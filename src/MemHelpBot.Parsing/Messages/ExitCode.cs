using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// Exit codes as shells, build tools, CI and workflow engines print them. 137, 139 and 134 are 128 + signal: they say by which
/// signal the process ended, not who sent it. Other codes are facts without a signature.
/// </summary>
internal sealed class ExitCode(Failures failures) : MessageReader(failures)
{
    private static readonly string[] Before =
        ["exit code ", "exit code: ", "exit code=", "exit status ", "exit status: ", "exit status (", "exit status was: ", "exited with code ", "exited with ", "exit code (",
         "Exit Code:", "Exit code: ", "Exit code ", "Exit Code ", "EXIT CODE: ", "Exit status: ", "ExitCode\":", "exitCode\":", "exitCode: ", "exitCode=", "exit_code=", "exitcode=", "exitcode  : ", "exitcode: ", "return code ", "returncode=", "ExitCode: ", "code=exited, status=",
         "with code ", "returned exit code ", "non-zero code: ", "exit value ", "errno ", "exited with status ", "rc=", "Error ", "returned non-zero exit status ", "退出码 ", "退出码为 ", "退出代码 ", "kodem wyjścia ", "kodem ", "Exited ("];

    private bool next;
    private int nextLine;

    public override IReadOnlyList<string> Triggers { get; } =
        ["exit ", "exited ", "Exit ", "xit code", "EXIT CODE", "xitCode", "exit_code", "exitcode", "return code ", "returncode=", "exit status", "xit status", "with 137", "with code ", "status=", "137", "139", "134", "135", "143", "Exited (", "errno 1", "rc=1", "non-zero code", "退出", "kodem ", "Error 1", "echo $?"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (next && line.Number - nextLine <= 2 && Scan.Integer(text, 0) is { } alone && text.Trim().Length == alone.Length)
        {
            next = false;
            return Told(line, alone, into);
        }

        if (text.TrimEnd().EndsWith("exit status:", StringComparison.OrdinalIgnoreCase) || text.TrimEnd().EndsWith("echo $?", StringComparison.Ordinal))
        {
            (next, nextLine) = (true, line.Number);
            return false;
        }

        foreach (var words in Before)
        {
            var at = Scan.Behind(text, words);
            if (Scan.Integer(text, at) is not { Value: (> 0 and < 1024) or (-9) or (-11) or (-6) or (-15) } code || code.Value < 0 && !words.Contains("ode", StringComparison.Ordinal))
                continue;
            if (words is "Error " or "errno " or "rc=" && code.Value is not (137 or 139 or 134) || words is "with code " or "exited with " or "kodem " && code.Value < 2 && !Scan.Has(text, "process"))
                continue;
            if (code.End < text.Length && (char.IsAsciiLetterOrDigit(text[code.End]) || text[code.End] == ':' && code.End + 1 < text.Length && char.IsAsciiDigit(text[code.End + 1])))
                continue;
            return Told(line, code, into);
        }

        return Loose(line, text, into);
    }

    /// <summary><c>killed … with 137</c>, <c>137 (SIGKILL)</c>, <c>error 137</c>.</summary>
    private bool Loose(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = text.IndexOf("with 137", StringComparison.Ordinal) is >= 0 and var with ? with + 5 : text.IndexOf("error 137", StringComparison.OrdinalIgnoreCase) is >= 0 and var error ? error + 6
            : text.IndexOf("137 (SIGKILL", StringComparison.Ordinal);
        if (Scan.Integer(text, at) is not { Value: 137 } code || code.Length != 3)
            return false;
        if (!text.TrimStart().StartsWith("# ", StringComparison.Ordinal) || Denial.Before(text, code.Offset))
            return Told(line, code, into);
        // The title of a report: what happened is told below it, or nowhere.
        Failures.Sign(line, into, "exit-137");
        Failures.Tell(ProgramFacts.ExitCode, code, line, into);
        return true;
    }

    private bool Told(in LogLine line, Figure code, ReadingBuilder into)
    {
        if (Denial.Before(line.Text, code.Offset))
            return false;
        var signature = code.Value switch { 137 => "exit-137", 139 => "exit-139", 135 => "bus-error", 134 => "exit-134", -9 => "shell-killed", -11 => "segfault", _ => null };
        if (signature is not null)
            Failures.Consequence(line, into, signature);
        Failures.Tell(ProgramFacts.ExitCode, code, line, into);
        if (code.Value < 0)
            Failures.Tell(ProgramFacts.Signal, FactValue.Of(-code.Value), line, into, code.Offset, code.Length);
        Binary(line, into);
        return true;
    }

    /// <summary><c>failed (exitcode: -9) local_rank: 0 (pid: 1322) of binary: /usr/bin/python3</c>: the launcher of PyTorch names what it ran.</summary>
    private void Binary(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = Scan.Behind(text, ") of binary: ");
        if (at < 0)
            return;
        var path = Scan.Word(text, at);
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (!name.IsEmpty)
            Failures.Tell(ProgramFacts.Name, line, into, at + path.Length - name.Length, name.Length);
    }
}
