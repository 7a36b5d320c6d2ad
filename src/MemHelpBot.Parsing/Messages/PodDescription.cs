using System.Buffers;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// Names in <c>kubectl describe pod</c>: the Pod's stands some lines above its <c>Node:</c>, a container's on the last line above
/// its state that is indented less. Lines that cannot be told from others are found by looking back from those that can.
/// </summary>
internal sealed class PodDescription(Failures failures) : MessageReader(failures)
{
    private const int MostLinesBack = 40;
    private const int HeadLines = 8;

    // DNS-1123: what a Pod or container may be named.
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    public override IReadOnlyList<string> Triggers { get; } = ["Node:", "Last State:", "Restart Count:", "Limits:", "Last Termination State:"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (!ReferenceEquals(line.Buffer, into.Paste))
            return false;
        if (text.StartsWith("Node:", StringComparison.Ordinal))
            Pod(line, into);
        else if (Indent(text) is > 0 and var indent)
            Container(line, indent, into);
        return false;
    }

    private void Pod(in LogLine line, ReadingBuilder into)
    {
        var (above, described) = (line, false);
        for (var lines = 0; lines < HeadLines && Above(ref above); lines++)
        {
            described |= above.Text.StartsWith("Namespace:", StringComparison.Ordinal);
            if (!above.Text.StartsWith("Name:", StringComparison.Ordinal))
                continue;
            if (described)
                Tell(KubernetesFacts.Pod, above, Scan.Blanks(above.Text, 5), above.Text.TrimEnd().Length, into);
            return;
        }
    }

    private void Container(in LogLine line, int indent, ReadingBuilder into)
    {
        var above = line;
        for (var lines = 0; lines < MostLinesBack && Above(ref above); lines++)
        {
            var text = above.Text.TrimEnd();
            if (text.IsEmpty || Indent(text) is var outer && outer >= indent)
                continue;
            if (outer > 0 && text[^1] == ':')
                Tell(KubernetesFacts.Container, above, outer, text.Length - 1, into);
            return;
        }
    }

    private void Tell(FactKey key, in LogLine line, int from, int to, ReadingBuilder into)
    {
        if (to > from && !line.Text[from..to].ContainsAnyExcept(NameCharacters))
            Failures.Tell(key, line, into, from, to - from);
    }

    private static int Indent(ReadOnlySpan<char> text) => text.Length - text.TrimStart().Length;

    // The line above, undisguised: with the mark of a quotation or a log's prefix before it, it is none of a description.
    private static bool Above(ref LogLine line)
    {
        if (line.LineStart < 2 || line.Number < 2)
            return false;
        var end = line.LineStart - 1;
        var start = line.Buffer.LastIndexOf('\n', end - 1) + 1;
        var stop = end > start && line.Buffer[end - 1] == '\r' ? end - 1 : end;
        line = new LogLine(line.Buffer, start, stop, line.Number - 1, start, stop, true, default);
        return true;
    }
}
