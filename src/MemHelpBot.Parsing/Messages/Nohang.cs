using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// nohang, a killer in user space: <c>Memory status that requires corrective actions:</c>, the process it picked (<c>  PID: 812, Name: tail, badness: 727</c>), what it
/// did (<c>Send SIGTERM to the victim</c>), and its sums (<c>  Send SIGTERM to tail: 1</c>). It also prints whom it would pick when it does nothing.
/// </summary>
internal sealed class Nohang(Failures failures) : MessageReader(failures)
{
    private const string Signature = "memory-watchdog";

    public override IReadOnlyList<string> Triggers { get; } =
        ["requires corrective actions", "Implement a corrective action", "implement_corrective_action()", ", badness: ", "Send SIGTERM to ", "Send SIGKILL to "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Has(text, "requires corrective actions") || Scan.Has(text, "Implement a corrective action") || Scan.Has(text, "STARTING implement_corrective_action()"))
        {
            Failures.Failed(line, into, Signature, IncidentKind.Platform);
            return true;
        }

        return Sum(line, text, into) || Picked(line, text, into);
    }

    private bool Picked(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Failures.Said(Signature) is null || Scan.Integer(text, Scan.Behind(text, "PID: ")) is not { Value: > 0 } pid)
            return false;
        var name = Scan.At(text, pid.End, ", Name: ") || Scan.At(text, pid.End, ", name: ") ? pid.End + ", Name: ".Length : -1;
        var end = name < 0 ? -1 : text.IndexOf(", badness: ", StringComparison.Ordinal);
        if (end <= name || name < 0)
            return false;
        Failures.Tell(OomFacts.VictimPid, pid, line, into);
        Failures.Tell(OomFacts.Victim, line, into, name, end - name);
        if (Scan.Integer(text, end + ", badness: ".Length) is { } score)
            Failures.Tell(OomFacts.VictimScore, score, line, into);
        return true;
    }

    /// <summary>What it did since it was started: the name and how often.</summary>
    private bool Sum(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var start = Scan.Blanks(text, 0);
        if (!Scan.At(text, start, "Send SIGTERM to ") && !Scan.At(text, start, "Send SIGKILL to "))
            return false;
        var name = start + "Send SIGTERM to ".Length;
        var colon = text.LastIndexOf(": ", StringComparison.Ordinal);
        if (colon <= name || text[name..colon] is "the victim" || Scan.Integer(text, colon + 2) is not { Value: > 0 } count || text[count.End..].Trim().Length > 0)
            return false;
        Failures.Failed(line, into, Signature, IncidentKind.Platform);
        Failures.Tell(OomFacts.Victim, line, into, name, colon - name);
        return true;
    }
}
