using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// sacct: a header with JobID, a rule of dashes (not with -p), a row per job and step. Rows are read by the column widths of
/// the rule, or by their cells where the paste lost its blanks. MaxRSS is the largest of what sampling saw, of one task of a step;
/// see <see cref="SacctSteps"/>.
/// </summary>
internal sealed class SacctTable : IArtefactReader
{
    private readonly List<string> names = [];
    private readonly List<Range> widths = [];
    private readonly SacctSteps steps = new();
    private Stretch stretch;
    private bool piped;
    private int job;
    private int? incident;

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text.TrimStart();
        if (!(text.StartsWith("JobID", StringComparison.Ordinal) || Scan.Has(text, " JobID") || Scan.Has(text, "|JobID")) || !(Scan.Has(text, "State") || Scan.Has(text, "MaxRSS") || Scan.Has(text, "ReqMem")))
            return false;
        piped = text.Contains('|');
        names.Clear();
        widths.Clear();
        steps.Clear();
        incident = null;
        Span<Range> cells = stackalloc Range[40];
        var count = piped ? text.Split(cells, '|') : Cells.Of(text, cells);
        for (var i = 0; i < count; i++)
            names.Add(text[cells[i]].Trim().ToString());
        job = names.FindIndex(n => n is "JobID" or "JobIDRaw");
        if (job < 0 || job > 0 && names.Exists(n => n.Length > 0 && char.IsAsciiLetterLower(n[0])))
            return false;
        stretch.Add(line, into);
        return true;
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (text.IsWhiteSpace())
            return LineOutcome.Ended;
        if (text.IndexOfAnyExcept('-', ' ', '\t') < 0)
        {
            Widths(text);
            stretch.Add(line, into);
            return LineOutcome.Taken;
        }

        return stretch.Take(Row(line, into), line, into);
    }

    public void Close(ReadingBuilder into)
    {
        steps.TellPeak(incident, into);
        stretch.Close("sacct", into);
    }

    private void Widths(ReadOnlySpan<char> rule)
    {
        Span<Range> cells = stackalloc Range[40];
        var count = Cells.Of(rule, cells);
        for (var i = 0; i < count; i++)
            widths.Add(cells[i]);
    }

    private bool Row(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        Span<Range> cells = stackalloc Range[40];
        var count = piped ? text.Split(cells, '|') : Cells.Of(text, cells);
        if (!piped && count != names.Count)
        {
            if (widths.Count != names.Count)
                return false;
            for (var i = 0; i < names.Count; i++)
            {
                var (offset, length) = widths[i].GetOffsetAndLength(int.MaxValue);
                cells[i] = Math.Min(offset, text.Length)..Math.Min(i + 1 == names.Count ? text.Length : offset + length, text.Length);
            }

            count = names.Count;
        }

        if (job >= count || text[cells[job]].Trim() is not { IsEmpty: false } id || !char.IsAsciiDigit(id[0]) && !IsMasked(id))
            return false;
        Cell(names[job], cells[job], line, into);
        for (var i = 0; i < Math.Min(count, names.Count); i++)
        {
            if (i != job)
                Cell(names[i], cells[i], line, into);
        }

        return true;
    }

    // [JOBID].0, <jobid>, XXXXX.batch: the person took the number out.
    private static bool IsMasked(ReadOnlySpan<char> id) =>
        id.Contains("JOBID", StringComparison.OrdinalIgnoreCase) && id is not ("JobID" or "JobIDRaw") || id.StartsWith("XXX", StringComparison.OrdinalIgnoreCase);

    private void Cell(string column, Range cell, in LogLine line, ReadingBuilder into)
    {
        var (offset, length) = cell.GetOffsetAndLength(line.Text.Length);
        var lead = line.Text.Slice(offset, length);
        var text = lead.Trim();
        if (text.IsEmpty)
            return;
        offset += lead.Length - lead.TrimStart().Length;
        switch (column)
        {
            case "JobID" or "JobIDRaw":
                incident ??= into.LastIncident(IncidentKind.Program) ?? into.OpenIncident(IncidentKind.Program, line);
                into.ExtendIncident(incident.Value, line);
                var point = text.IndexOf('.');
                steps.Begin(point < 0 ? "" : text[(point + 1)..]);
                if (!IsMasked(text))
                    into.Tell(SlurmFacts.JobId, FactValue.Of((point < 0 ? text : text[..point]).ToString()), line, offset, point < 0 ? text.Length : point, incident);
                if (point > 0)
                    into.Tell(SlurmFacts.Step, FactValue.Of(text[(point + 1)..].ToString()), line, offset + point + 1, text.Length - point - 1, incident);
                break;
            case "State":
                into.Tell(SlurmFacts.State, FactValue.Of(text.ToString()), line, offset, text.Length, incident);
                if (text.StartsWith("OUT_OF_ME", StringComparison.Ordinal))
                    into.Sign("slurm-oom", line, incident);
                break;
            case "ReqMem" when SlurmSize.Read(line.Text, offset) is { Value: > 0 } asked:
                var asks = SlurmSize.Of(line.Text, asked, SlurmFacts.ReqMem);
                steps.Asks(asks, asked.Value);
                into.Tell(asks, FactValue.Of(asked.Value), line, asked.Offset, asked.Length, incident);
                break;
            case "MaxRSS" when SlurmSize.Read(line.Text, offset) is { } used:
                var resident = new Fact(SlurmFacts.MaxRss, null, FactValue.Of(used.Value), line.Span(into.Message, used.Offset, used.Length), incident);
                into.Tell(resident);
                steps.Used(resident);
                break;
            case "NTasks" when Scan.Integer(line.Text, offset) is { Value: > 0 and < int.MaxValue } tasks:
                steps.Tasks(tasks.Value);
                break;
            case "NNodes" when steps.IsJob && Scan.Integer(line.Text, offset) is { Value: > 0 } nodes:
                into.Tell(SlurmFacts.Nodes, FactValue.Of(nodes.Value), line, nodes.Offset, nodes.Length, incident);
                break;
            case "ExitCode" when Scan.Integer(line.Text, offset) is { Value: > 0 } code && Scan.At(line.Text, code.End, ":"):
                into.Tell(ProgramFacts.ExitCode, FactValue.Of(code.Value), line, code.Offset, code.Length, incident);
                break;
            default:
                break;
        }
    }
}
