using System.Text;

namespace MemHelpBot.Parsing.Text;

/// <summary>A line being rewritten: the new text, the map back to the paste, and its split into logical lines.</summary>
internal sealed class Rewriting(string paste, int number)
{
    private readonly StringBuilder text = new();
    private readonly LineMap map = new();
    private bool run;

    /// <summary>Whether anything differs from the paste.</summary>
    public bool Changed { get; private set; }

    /// <summary>Takes a character of the paste as it is.</summary>
    public void Copy(int at)
    {
        if (!run)
            map.Add(text.Length, at, number);
        run = true;
        text.Append(paste[at]);
    }

    /// <summary>Takes another character in place of those from <paramref name="at"/>; NUL takes none.</summary>
    public void Replace(int at, char plain)
    {
        Changed = true;
        run = false;
        if (plain == '\0')
            return;
        map.Add(text.Length, at, number);
        text.Append(plain);
    }

    /// <summary>Hands out the logical lines, prefixes stripped, joined records split.</summary>
    /// <param name="start">First character of the pasted line.</param>
    /// <param name="end">One past its last.</param>
    /// <param name="into">Takes them.</param>
    public void Lines(int start, int end, Queue<LogLine> into)
    {
        var buffer = text.ToString();
        for (var from = 0; from <= buffer.Length;)
        {
            var stop = buffer.IndexOf('\n', from);
            if (stop < 0)
                stop = buffer.Length;
            var at = LogPrefix.Strip(buffer, from, stop, out var prefix);
            var line = new LogLine(buffer, at, stop, number, start, end, false, prefix) { Map = map };
            var rest = new Queue<LogLine>();
            JoinedRecords.Split(ref line, rest);
            into.Enqueue(line);
            foreach (var more in rest)
                into.Enqueue(more);
            from = stop + 1;
        }
    }
}
