using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;
using MemHelpBot.Parsing.Tools;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// The command at a shell prompt (<c>[user@host dir]$ ./solver -n 4</c>), or a bare <c>./solver -n 4</c>. It becomes the
/// program's command line only when a failure follows within <see cref="Reach"/> lines and no other command comes between.
/// </summary>
internal sealed class ShellPrompt(Failures failures) : MessageReader(failures)
{
    /// <summary>Lines between a command and its failure.</summary>
    public const int Reach = 60;

    private static readonly string[] Looking =
        ["cat", "dmesg", "journalctl", "less", "more", "tail", "head", "grep", "ulimit", "free", "top", "htop", "ps", "df", "du", "ls", "cd", "vim", "vi", "nano",
         "kubectl", "sacct", "seff", "squeue", "scontrol", "sysctl", "echo", "sudo", "which", "man", "export", "curl", "uname", "env", "env|grep", "git", "numactl", "numastat", "su", "exit", "gdb", "bsub", "sbatch", "qsub"];

    private static readonly string[] Wrappers =
        ["mpirun", "mpiexec", "mpiexec.hydra", "srun", "yhrun", "aprun", "ibrun", "jsrun", "python", "python2", "python3", "java", "php", "dotnet", "docker", "podman", "bash", "sh", "time", "nohup",
         "node", "npm", "npx", "ruby", "perl", "make", "ninja", "Rscript", "singularity", "apptainer", "conda", "pip"];

    public override IReadOnlyList<string> Triggers { get; } = ["$ ", "# ", "./", "Launching command '", "`which ", "`srun ", "mpirun ", "mpiexec ", "srun ", "aprun ", "ibrun ", "jsrun ", "✗ ", "❯ "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var quoted = Scan.Behind(text, "Launching command '");
        if (quoted > 0)
        {
            Failures.Tell(ProgramFacts.CommandLine, line, into, quoted, Scan.Until(text, quoted, '\'').Length);
            return true;
        }

        var srun = Scan.Behind(text, "`srun ");
        if (srun > 0 && text[srun..].IndexOf('`') is > 0 and var length)
        {
            Failures.Command(line, srun - 5, length + 5);
            return false;
        }

        var which = Scan.Behind(text, "`which ");
        if (which > 0 && Scan.Until(text, which, '`') is { IsEmpty: false } found && !found.Contains(' '))
        {
            Failures.Command(line, which, found.Length);
            return false;
        }

        var quote = text.IndexOf('`');
        if (quote >= 0 && Launcher(text[(quote + 1)..]) && text[(quote + 1)..].IndexOf('`') is > 0 and var quotedLength)
        {
            Failures.Command(line, quote + 1, quotedLength);
            return false;
        }

        var start = Prompt(text);
        if (start < 0 && Launcher(text.TrimStart()))
            start = Scan.Blanks(text, 0);
        if (start < 0 && text.StartsWith("./", StringComparison.Ordinal) && Bare(text))
            start = 0;
        if (start < 0 || start >= text.Length)
            return false;
        var command = text[start..].TrimEnd();
        var first = Base(Scan.Word(command, 0));
        if (first.IsEmpty || Any(first, Looking))
            return false;
        Failures.Command(line, start, command.Length);
        return false;
    }

    /// <summary>Tells the command line, its program and the ranks that its launcher was asked for.</summary>
    public static void Tell(in LogLine line, int offset, int length, Failures failures, ReadingBuilder into)
    {
        failures.Tell(ProgramFacts.CommandLine, line, into, offset, length);
        var command = line.Text.Slice(offset, length);
        var first = Base(Scan.Word(command, 0));
        if (!Any(first, Wrappers))
        {
            var word = Scan.Word(command, 0);
            failures.Tell(ProgramFacts.Name, line, into, offset + word.Length - first.Length, first.Length);
            return;
        }

        if (!(first is "mpirun" or "mpiexec" or "srun" or "yhrun" or "aprun" or "mpiexec.hydra" or "ibrun" or "jsrun"))
            return;
        var takesValue = false;
        for (var at = Scan.Word(command, 0).Length; at < command.Length;)
        {
            at = Scan.Blanks(command, at);
            var word = Scan.Word(command, at);
            if (word.IsEmpty)
                return;
            if (first is "srun" && word is "--mem" && SlurmSize.Read(command, Scan.Blanks(command, at + word.Length)) is { Value: > 0 } memory)
                failures.Tell(SlurmFacts.ReqMemNode, memory with { Offset = offset + memory.Offset }, line, into);
            if (first is "srun" && word.StartsWith("--mem=", StringComparison.Ordinal) && SlurmSize.Read(command, at + 6) is { Value: > 0 } asked)
                failures.Tell(SlurmFacts.ReqMemNode, asked with { Offset = offset + asked.Offset }, line, into);
            if (word is "-n" or "-np" or "--ntasks" && Scan.Integer(command, at + word.Length) is { Value: > 0 } ranks)
                failures.Tell(MpiFacts.Ranks, ranks with { Offset = offset + ranks.Offset }, line, into);
            var isOption = word[0] == '-';
            if (!isOption && !takesValue)
            {
                var name = Base(word);
                failures.Tell(ProgramFacts.Name, line, into, offset + at + word.Length - name.Length, name.Length);
                return;
            }

            takesValue = word is "--mca" ? false : isOption && !word.Contains('=') && !(word is "-l" or "--exclusive" or "-v");
            at += word.Length;
            if (word is "--mca" or "-mca" or "-genv")
            {
                at = Scan.Blanks(command, at);
                at += Scan.Word(command, at).Length;
                at = Scan.Blanks(command, at);
                at += Scan.Word(command, at).Length;
                takesValue = false;
            }
        }
    }

    /// <summary>Start of the command behind a prompt, or -1.</summary>
    private static int Prompt(ReadOnlySpan<char> text)
    {
        var start = Scan.Blanks(text, 0);
        if (Scan.At(text, start, "$ "))
            return start + 2;
        var arrow = text.IndexOfAny('✗', '❯');
        if (arrow >= 0 && arrow < 80 && arrow + 2 < text.Length && text[arrow + 1] == ' ')
            return arrow + 2;
        var mark = text.IndexOfAny("$#");
        if (mark <= start || mark > 80 || mark + 1 >= text.Length || text[mark + 1] != ' ')
            return -1;
        var host = text[start..mark];
        if (text[mark] == '$' && (host[0] == '[' && host[^1] == ']' || host[0] == '(' && host.TrimEnd()[^1] == ')') && host.TrimEnd().Count(' ') == 0)
            return Scan.Blanks(text, mark + 1);
        return host.Contains('@') && !host.Contains("://", StringComparison.Ordinal) && host.Count(' ') <= 2 ? Scan.Blanks(text, mark + 1) : -1;
    }

    /// <summary>A line of a job script or of prose that starts ranks: <c>mpirun -np 64 pw.x -i scf.in</c>, <c>srun ./solver</c>.</summary>
    private static bool Launcher(ReadOnlySpan<char> text)
    {
        var word = Scan.Word(text, 0);
        var rest = text[word.Length..].TrimStart();
        return word is "mpirun" or "mpiexec" or "mpiexec.hydra" or "srun" or "yhrun" or "aprun" or "ibrun" or "jsrun"
            && (rest.StartsWith("-", StringComparison.Ordinal) || rest.StartsWith("./", StringComparison.Ordinal) || rest.StartsWith("/", StringComparison.Ordinal) || rest[Scan.Word(rest, 0).Length..].StartsWith(" -", StringComparison.Ordinal));
    }

    private static bool Bare(ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimEnd();
        return trimmed[^1] is not (':' or '.' or ',') && trimmed.Count(' ') <= 6 && !Scan.Word(text, 0).Contains(':') && !trimmed.Contains(" segfault", StringComparison.Ordinal);
    }

    private static ReadOnlySpan<char> Base(ReadOnlySpan<char> path) => path[(path.LastIndexOf('/') + 1)..];

    private static bool Any(ReadOnlySpan<char> word, string[] words)
    {
        foreach (var known in words)
        {
            if (word.SequenceEqual(known))
                return true;
        }

        return false;
    }
}
