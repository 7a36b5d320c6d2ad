using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing;

/// <summary>
/// The readers of one paste, and which of them are in the middle of something. Several can be: a table may stand between the
/// fragments of a kernel report. A line goes to the first reader (the kernel's), then to the open ones, newest first, then to whoever begins with it.
/// </summary>
internal sealed class OpenReaders(IArtefactReader first, IReadOnlyList<IArtefactReader> beside, Func<IReadOnlyList<IArtefactReader>> tools)
{
    private readonly List<IArtefactReader> open = [];
    private IReadOnlyList<IArtefactReader>? ready;
    private bool began;

    /// <summary>Offers a line. True: a reader took it.</summary>
    public bool Take(in LogLine line, ReadingBuilder into)
    {
        if (began ? first.Continue(line, into) == LineOutcome.Taken : first.Begin(line, into))
            return began = true;
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (Continue(open[i], line, into))
                return true;
        }

        // Only the kernel writes tables into its log.
        return Begin(beside, line, into) || (!line.Prefix.Kernel && Begin(ready ??= tools(), line, into));
    }

    /// <summary>Offers the lines behind a line that was taken; see <see cref="IArtefactReader.TakeRun"/>.</summary>
    public int TakeRun(in LogLine line, int end, ref int position, ReadingBuilder into) => began ? first.TakeRun(line, end, ref position, into) : 0;

    /// <summary>The paste is over.</summary>
    public void Close(ReadingBuilder into)
    {
        first.Close(into);
        foreach (var reader in open)
            reader.Close(into);
        open.Clear();
    }

    private bool Begin(IReadOnlyList<IArtefactReader> readers, in LogLine line, ReadingBuilder into)
    {
        for (var i = 0; i < readers.Count; i++)
        {
            if (!open.Contains(readers[i]) && readers[i].Begin(line, into))
            {
                open.Add(readers[i]);
                return true;
            }
        }

        return false;
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
