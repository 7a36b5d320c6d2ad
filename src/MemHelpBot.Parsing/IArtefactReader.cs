using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing;

/// <summary>Reads a format that spans lines (a report, a table). One instance reads one paste and may read several of its kind.</summary>
internal interface IArtefactReader
{
    /// <summary>Offered every line that no open reader took. True: the line opens the format, following lines come to <see cref="Continue"/>.</summary>
    bool Begin(in LogLine line, ReadingBuilder into);

    /// <summary>Offered the next line while open.</summary>
    LineOutcome Continue(in LogLine line, ReadingBuilder into);

    /// <summary>
    /// Asked behind a line it took, when the text behind it is undisguised: may take at once the lines that follow and are surely
    /// its own. Each would have been taken alone in the same way.
    /// </summary>
    /// <param name="line">The line it took.</param>
    /// <param name="end">One past what may be read of the line's buffer.</param>
    /// <param name="position">Start of the next line; moves behind the lines taken.</param>
    /// <param name="into">Takes what is read.</param>
    /// <returns>How many lines were taken.</returns>
    int TakeRun(in LogLine line, int end, ref int position, ReadingBuilder into) => 0;

    /// <summary>The format is over: a line ended it, or the paste did. Facts that need all lines are told here.</summary>
    void Close(ReadingBuilder into);
}

/// <summary>What an open reader did with a line.</summary>
internal enum LineOutcome
{
    /// <summary>It was ours.</summary>
    Taken,

    /// <summary>Not ours, but more of ours may follow: others may look at the line.</summary>
    Foreign,

    /// <summary>Not ours and the format is over: the reader is closed, others may look at the line.</summary>
    Ended,

    /// <summary>It was ours and the last one: the reader is closed.</summary>
    TakenLast,
}

/// <summary>Reads messages that stand on one line, wherever they stand.</summary>
internal interface IMessageReader
{
    /// <summary>Literals, one of which every such line contains (ordinal, case counts). They let most lines be passed over quickly.</summary>
    IReadOnlyList<string> Triggers { get; }

    /// <summary>Reads the line. True: it was this message. Never throws on text.</summary>
    bool Read(in LogLine line, ReadingBuilder into);

    /// <summary>The paste is over: what needs all lines is told here.</summary>
    void Finish(ReadingBuilder into)
    {
    }
}
