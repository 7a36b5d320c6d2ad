using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// /proc/PID/status or its memory lines (<c>VmPeak: 1234 kB</c>, fs/proc/task_mmu.c): each Vm and Rss field under the kernel's name. The pid is that
/// of the line Pid, or of the command above; without either it is ?.
/// </summary>
internal sealed class ProcStatus : IMarkedReader
{
    private const string Nobody = "?";
    private string pid = Nobody;
    private (string Name, LogLine Line, int At)? name;
    private int nameLine;
    private int pidLine = int.MinValue / 2;
    private Stretch stretch;

    public IReadOnlyList<string> Marks { get; } = [" kB", "Umask:", "Tgid:", "State:", "Name:", "/status"];

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        Remember(line);
        return Take(line, into);
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Take(line, into))
            return LineOutcome.Taken;
        var colon = text.IndexOf(':');
        // Other lines of the file: a name without blanks, a colon, a tab or more (SigQ, Cap…, Seccomp).
        if (colon is <= 0 or > 30 || text[..colon].ContainsAny(" \t/") || colon + 1 < text.Length && text[colon + 1] is not ('\t' or ' ') || text.StartsWith("Name:", StringComparison.Ordinal))
            return LineOutcome.Ended;
        stretch.Add(line, into);
        return LineOutcome.Taken;
    }

    public void Close(ReadingBuilder into)
    {
        (pid, name) = (Nobody, null);
        stretch.Close("status", into);
    }

    private bool Take(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var colon = text.IndexOf(':');
        if (colon is <= 0 or > 16)
            return false;
        var field = text[..colon];
        var at = colon + 1;
        var taken = field switch
        {
            "Umask" => Scan.Integer(text, at) is { Length: 4 },
            "State" => Scan.At(text, Scan.Blanks(text, at) + 1, " (") && text.TrimEnd().EndsWith(')'),
            "Tgid" => Scan.Integer(text, at) is not null,
            "Pid" => Pid(line, at, into),
            "Threads" => stretch.Any && Amount.TellWord(ProcessFacts.Threads, line, at, into, pid),
            _ => IsField(field) && Size(line, field, at, into),
        };
        if (taken)
            stretch.Add(line, into);
        return taken;
    }

    private bool Pid(in LogLine line, int at, ReadingBuilder into)
    {
        if (!stretch.Any || Scan.Integer(line.Text, at) is not { Value: > 0 } id)
            return false;
        pid = line.Text.Slice(id.Offset, id.Length).ToString();
        if (name is { } known && line.Number - nameLine < 8)
            into.Tell(ProcessFacts.Name, FactValue.Of(known.Name), known.Line, known.At, known.Name.Length, null, pid);
        return true;
    }

    private bool Size(in LogLine line, ReadOnlySpan<char> field, int at, ReadingBuilder into)
    {
        if (Scan.Integer(line.Text, at) is not { Value: >= 0 } value || line.Text[value.End..].Trim() is not "kB")
            return false;
        into.Tell(ProcessFacts.Status, FactValue.Of(value.Value), line, value.Offset, value.Length, null, $"{pid}/{field}");
        return true;
    }

    private static bool IsField(ReadOnlySpan<char> field) =>
        field.Length > 4 && (field.StartsWith("Vm", StringComparison.Ordinal) && char.IsAsciiLetterUpper(field[2]) || field is "RssAnon" or "RssFile" or "RssShmem" or "HugetlbPages");

    /// <summary>The name stands before the lines that show the file; the pid may stand in the command.</summary>
    private void Remember(in LogLine line)
    {
        var text = line.Text;
        if (text.StartsWith("Name:", StringComparison.Ordinal))
        {
            var start = Scan.Blanks(text, 5);
            name = (text[start..].TrimEnd().ToString(), line, start);
            nameLine = line.Number;
        }

        var end = text.IndexOf("/status", StringComparison.Ordinal);
        if (end > 0 && text[..end].LastIndexOf("/proc/", StringComparison.Ordinal) is >= 0 and var proc && Scan.DigitsEnd(text, proc + 6) == end && end > proc + 6)
            (pid, pidLine) = (text[(proc + 6)..end].ToString(), line.Number);
        else if (line.Number - pidLine > 1 && !stretch.Any)
            pid = Nobody;
    }
}
