using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// Groups messages of programs, schedulers and platforms into incidents. Shared by all message readers of one paste.
/// Lines of one failed job are one incident; what starts another is in <see cref="Boundary"/>. A kill that only follows from
/// a kernel report of the same paste belongs to that report. Context that stands before its failure waits for it.
/// </summary>
internal sealed class Failures
{
    private const int MostQuotes = 3;
    private const int LongestQuote = 240;

    private readonly List<Event> events = [];
    private readonly List<(FactKey Key, string? Subject, FactValue Value, SourceSpan Span)> waiting = [];
    private readonly List<(string Signature, LogLine Line)> consequences = [];
    private readonly List<(string Signature, LogLine Line)> marks = [];
    private readonly HashSet<(int Key, string? Subject, FactValue Value, int? Incident)> told = [];
    private readonly HashSet<string> expected = new(StringComparer.Ordinal);
    private (LogLine Line, int Offset, int Length)? command;
    private Event? current;
    private bool? kernel;
    private bool finished;

    /// <summary>A failure stands on the line. Opens an incident or extends the current one.</summary>
    /// <param name="line">The line.</param>
    /// <param name="into">The reading.</param>
    /// <param name="signature">Its signature; null for a failure without one.</param>
    /// <param name="kind">Kind of the incident when one is opened.</param>
    /// <param name="identity">What happened to whom, where the message says (a Pod, a cgroup): another value is another incident.</param>
    /// <param name="starts">The message begins the report of a failure: behind an abort it is another one.</param>
    public void Failed(in LogLine line, ReadingBuilder into, string? signature, string kind = IncidentKind.Program, string? identity = null, bool starts = false)
    {
        if (current is null || Boundary.Separates(current, line, into, signature, identity, starts))
            Open(line, into, kind);
        current!.Identity ??= identity;
        Extend(line, into);
        Quote(line, into, signature);
        if (signature is null)
            return;
        current.Lines.TryAdd(signature, line.Text.ToString());
        into.Sign(signature, line, current.Index);
        into.Recognise("message", line.Span(into.Message));
    }

    /// <summary>The first failures of an incident as printed, one for each kind of message.</summary>
    private void Quote(in LogLine line, ReadingBuilder into, string? signature)
    {
        var text = line.Text.Trim();
        if (text.IsEmpty || current!.Quoted >= MostQuotes || signature is not null && current.Lines.ContainsKey(signature))
            return;
        current.Quoted++;
        Tell(ProgramFacts.Message, line, into, line.Text.IndexOf(text, StringComparison.Ordinal), Math.Min(text.Length, LongestQuote));
    }

    /// <summary>
    /// A kill or exit whose cause the message does not tell. With a kernel report in the paste it belongs to that report and
    /// opens no incident; without one it is a failure like another.
    /// </summary>
    public void Consequence(in LogLine line, ReadingBuilder into, string signature, string kind = IncidentKind.Program, string? identity = null)
    {
        if (!FollowsKernelReport(into))
        {
            Failed(line, into, signature, kind, identity);
            return;
        }

        consequences.Add((signature, line));
        into.Recognise("message", line.Span(into.Message));
    }

    /// <summary>A signature that opens no incident by itself.</summary>
    public void Sign(in LogLine line, ReadingBuilder into, string signature)
    {
        into.Sign(signature, line, current?.Index);
        into.Recognise("message", line.Span(into.Message));
    }

    /// <summary>A mark of the context that belongs to the failure it stands beside: before any, it waits for the first.</summary>
    public void Mark(in LogLine line, ReadingBuilder into, string signature)
    {
        if (current is not null)
            into.Sign(signature, line, current.Index);
        else
            marks.Add((signature, line));
    }

    /// <summary>The scheduler names its job. Another job than the current one is another incident.</summary>
    public void Job(in LogLine line, ReadingBuilder into, ReadOnlySpan<char> job, ReadOnlySpan<char> step)
    {
        if (current is not null && (current.Job is { } known && !job.SequenceEqual(known) || current.Step is { } knownStep && !step.IsEmpty && !step.SequenceEqual(knownStep)))
            Open(line, into, IncidentKind.Program);
        if (current is null)
            return;
        current.Job ??= job.ToString();
        current.Step ??= step.IsEmpty ? null : step.ToString();
    }

    /// <summary>The line that gave the current incident a signature; null when it has it from none.</summary>
    public string? Said(string signature) => current?.Lines.GetValueOrDefault(signature);

    /// <summary>The run was aborted or cancelled: what begins anew behind this is another run.</summary>
    public void Aborted() => current?.Abort();

    /// <summary>Whether the run of the current incident was aborted or cancelled.</summary>
    public bool IsAborted => current is { IsAborted: true };

    /// <summary>A run says how it was started. Behind an abort the next failure is another run's.</summary>
    public void RunStarted()
    {
        if (current is { IsAborted: true })
            current.Restarted = true;
    }

    /// <summary>The message is a line of the current incident, if there is one.</summary>
    public void Extend(in LogLine line, ReadingBuilder into)
    {
        if (current is null)
            return;
        current.See(line);
        into.ExtendIncident(current.Index, line);
    }

    /// <summary>Whether a failure is open.</summary>
    public bool Any => current is not null;

    /// <summary>The incident that failures are gathered in now, or null.</summary>
    public int? Newest => current?.Index;

    /// <summary>The incidents of this paste for which no program is told; none when a program is told for the paste as a whole.</summary>
    public IReadOnlyList<int> Nameless(ReadingBuilder into)
    {
        var named = new HashSet<int>();
        foreach (var fact in into.FactsSoFar)
        {
            if (!ReferenceEquals(fact.Key, ProgramFacts.Name))
                continue;
            if (fact.Incident is not { } incident)
                return [];
            named.Add(incident);
        }

        return [.. events.Select(e => e.Index).Where(i => !named.Contains(i))];
    }

    /// <summary>To whom the current incident happened, where a message said so.</summary>
    public string? Identity => current?.Identity;

    /// <summary>The next line (or one soon) will hold the rest of a message: remembers that under a name.</summary>
    public void Expect(string rest) => expected.Add(rest);

    /// <summary>Whether the rest was expected; it is not any more.</summary>
    public bool Expected(string rest) => expected.Remove(rest);

    /// <summary>A command line at a shell prompt: the program, if the next failure follows soon.</summary>
    public void Command(in LogLine line, int offset, int length) => command = (line, offset, length);

    /// <summary>Tells a fact that follows from another of the current incident by a formula.</summary>
    public void Derive(FactKey key, FactValue value, string formula, FactKey fromKey, FactValue from, in LogLine line, ReadingBuilder into, int offset, int length)
    {
        if (!told.Add((key.Id, null, value, current?.Index)))
            return;
        var source = new Fact(fromKey, null, from, line.Span(into.Message, offset, length), current?.Index);
        into.Tell(Fact.Derive(key, null, value, current?.Index, formula, source));
    }

    /// <summary>Tells a fact of the current incident, once; before any failure it waits for the first.</summary>
    public void Tell(FactKey key, FactValue value, in LogLine line, ReadingBuilder into, int offset, int length, string? subject = null)
    {
        var span = line.Span(into.Message, offset, length);
        if (current is null)
            waiting.Add((key, subject, value, span));
        else
            Tell(key, subject, value, span, current.Index, into);
    }

    /// <summary>Tells an integer.</summary>
    public void Tell(FactKey key, Figure value, in LogLine line, ReadingBuilder into) =>
        Tell(key, FactValue.Of(value.Value), line, into, value.Offset, value.Length);

    /// <summary>Tells the text at a place of the line.</summary>
    public void Tell(FactKey key, in LogLine line, ReadingBuilder into, int offset, int length)
    {
        if (length > 0)
            Tell(key, FactValue.Of(line.Text.Slice(offset, length).ToString()), line, into, offset, length);
    }

    /// <summary>A rank of MPI failed.</summary>
    public void Rank(long rank, in LogLine line, ReadingBuilder into)
    {
        if (current is not null)
            current.Ranks.Add(rank, line.Span(into.Message));
    }

    /// <summary>A host takes part.</summary>
    public void Node(ReadOnlySpan<char> node, in LogLine line, ReadingBuilder into)
    {
        if (current is not null && !node.IsEmpty)
            current.Nodes.Add(node.ToString(), line.Span(into.Message));
    }

    /// <summary>A task of the job was killed or aborted, as task@node.</summary>
    public void Task(string task, in LogLine line, ReadingBuilder into)
    {
        if (current is not null)
            current.Tasks.Add(task, line.Span(into.Message));
    }

    /// <summary>Tells the lists and what waited in vain. Every reader may call it; the first call counts.</summary>
    public void Finish(ReadingBuilder into)
    {
        if (finished)
            return;
        finished = true;
        foreach (var one in events)
        {
            if (one.Ranks.Any)
                Tell(MpiFacts.FailedRanks, null, FactValue.Of(one.Ranks.Values), one.Ranks.Span, one.Index, into);
            if (one.Nodes.Any)
                Tell(MpiFacts.Nodes, null, FactValue.Of(one.Nodes.Values), one.Nodes.Span, one.Index, into);
            if (one.Tasks.Any)
                Tell(SlurmFacts.Tasks, null, FactValue.Of(one.Tasks.Values), one.Tasks.Span, one.Index, into);
        }

        var report = into.LastIncident(IncidentKind.KernelOom) ?? into.LastIncident(IncidentKind.KernelKillLine);
        foreach (var (signature, line) in consequences)
            into.Sign(signature, line, report);
        foreach (var (key, subject, value, span) in waiting)
            Tell(key, subject, value, span, report, into);
    }

    private void Open(in LogLine line, ReadingBuilder into, string kind)
    {
        current = new Event(into.OpenIncident(kind, line));
        events.Add(current);
        expected.Clear();
        foreach (var (key, subject, value, span) in waiting)
            Tell(key, subject, value, span, current.Index, into);
        waiting.Clear();
        foreach (var (signature, marked) in marks)
            into.Sign(signature, marked, current.Index);
        marks.Clear();
        if (command is { } ran && line.Number - ran.Line.Number is >= 0 and <= ShellPrompt.Reach)
            ShellPrompt.Tell(ran.Line, ran.Offset, ran.Length, this, into);
        command = null;
    }

    private void Tell(FactKey key, string? subject, FactValue value, SourceSpan span, int? incident, ReadingBuilder into)
    {
        if (told.Add((key.Id, subject, value, incident)))
            into.Tell(new Fact(key, subject, value, span, incident));
    }

    /// <summary>Whether the kernel reports an OOM kill somewhere in the paste.</summary>
    public bool FollowsKernelReport(ReadingBuilder into) => kernel ??=
        into.Paste.Contains(" invoked oom-killer", StringComparison.Ordinal) || into.Paste.Contains("ut of memory: Kill", StringComparison.Ordinal)
        || into.Paste.Contains("oom-kill:constraint", StringComparison.Ordinal) || into.Paste.Contains("oom_reaper: reaped process", StringComparison.Ordinal);
}
