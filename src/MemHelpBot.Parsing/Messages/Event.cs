using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>One incident while its lines are read.</summary>
internal sealed class Event(int index)
{
    /// <summary>Index of the incident in the reading.</summary>
    public int Index => index;

    /// <summary>The job of the scheduler, once named.</summary>
    public string? Job { get; set; }

    /// <summary>Its step, once named.</summary>
    public string? Step { get; set; }

    /// <summary>To whom it happened, where a message says so.</summary>
    public string? Identity { get; set; }

    /// <summary>The first line of each signature.</summary>
    public Dictionary<string, string> Lines { get; } = new(StringComparer.Ordinal);

    /// <summary>How many of its lines are told as printed.</summary>
    public int Quoted { get; set; }

    /// <summary>Ranks that failed.</summary>
    public Gathered<long> Ranks { get; } = new();

    /// <summary>Hosts.</summary>
    public Gathered<string> Nodes { get; } = new();

    /// <summary>Tasks of the scheduler, task@node.</summary>
    public Gathered<string> Tasks { get; } = new();

    /// <summary>Whether the run was aborted or cancelled.</summary>
    public bool IsAborted { get; private set; }

    /// <summary>Whether another run began behind the abort.</summary>
    public bool Restarted { get; set; }

    /// <summary>Line of the paste that was last part of it.</summary>
    public int LastLine { get; private set; }

    /// <summary>One past the last character of that line in the paste.</summary>
    public int LastEnd { get; private set; }

    /// <summary>Whether several log lines of it stood on one line of the paste: a record of a collection.</summary>
    public bool Packed { get; private set; }

    /// <summary>The run was aborted.</summary>
    public void Abort() => IsAborted = true;

    /// <summary>A line is part of it.</summary>
    public void See(in LogLine line)
    {
        if (line.Number == LastLine && line.Start != lastStart)
            Packed = true;
        lastStart = line.Start;
        (LastLine, LastEnd) = (line.Number, Math.Max(LastEnd, line.LineEnd));
    }

    private int lastStart = -1;
}

/// <summary>Values gathered over many lines, each once, in order of appearance; at most <see cref="Most"/>.</summary>
internal sealed class Gathered<T>
    where T : notnull
{
    /// <summary>More values than this say nothing more and would cost memory.</summary>
    public const int Most = 65_536;

    private readonly List<T> values = [];
    private readonly HashSet<T> seen = [];
    private SourceSpan span;

    /// <summary>Whether there are any.</summary>
    public bool Any => values.Count > 0;

    /// <summary>The values.</summary>
    public IReadOnlyList<T> Values => values;

    /// <summary>First to last line that gave one.</summary>
    public SourceSpan Span => span;

    /// <summary>Adds a value of a line.</summary>
    public void Add(T value, SourceSpan line)
    {
        if (values.Count >= Most || !seen.Add(value))
            return;
        span = values.Count == 0 ? line : span with { LastLine = Math.Max(span.LastLine, line.LastLine), End = Math.Max(span.End, line.End) };
        values.Add(value);
    }
}
