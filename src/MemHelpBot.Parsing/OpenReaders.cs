using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing;

/// <summary>
/// The readers of one paste, and which of them are in the middle of something. Several can be: a table may stand between the
/// fragments of a kernel report. A line goes to the kernel's reader, then to the open ones, newest first, then to whoever begins with it.
/// </summary>
internal sealed class OpenReaders(List<IArtefactReader> readers)
{
    private readonly List<IArtefactReader> open = [];

    /// <summary>Offers a line. True: a reader took it.</summary>
    public bool Take(in LogLine line, ReadingBuilder into)
    {
        var first = readers.Count > 0 ? readers[0] : null;
        if (first is not null && Offer(first, line, into))
            return true;
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (!ReferenceEquals(open[i], first) && Continue(open[i], line, into))
                return true;
        }

        for (var i = 1; i < readers.Count; i++)
        {
            if (!open.Contains(readers[i]) && readers[i].Begin(line, into))
            {
                open.Add(readers[i]);
                return true;
            }
        }

        return false;
    }

    /// <summary>The paste is over.</summary>
    public void Close(ReadingBuilder into)
    {
        foreach (var reader in open)
            reader.Close(into);
        open.Clear();
    }

    private bool Offer(IArtefactReader reader, in LogLine line, ReadingBuilder into)
    {
        if (open.Contains(reader))
            return Continue(reader, line, into);
        if (!reader.Begin(line, into))
            return false;
        open.Add(reader);
        return true;
    }

    private bool Continue(IArtefactReader reader, in LogLine line, ReadingBuilder into)
    {
        var outcome = reader.Continue(line, into);
        if (outcome is LineOutcome.Ended or LineOutcome.TakenLast)
        {
            open.Remove(reader);
            reader.Close(into);
        }

        return outcome is LineOutcome.Taken or LineOutcome.TakenLast;
    }
}
