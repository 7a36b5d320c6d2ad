using System.Text;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Text;

/// <summary>Writes wrapped, optionally coloured lines. Whatever it is given, the only escape sequences that come out are its own.</summary>
internal sealed class TerminalWriter(TerminalStyle style)
{
    private readonly StringBuilder text = new();

    /// <summary>One blank line, unless there is one already or nothing was written.</summary>
    public void Gap()
    {
        if (text.Length > 0 && !(text.Length > 1 && text[^1] == '\n' && text[^2] == '\n'))
            text.Append('\n');
    }

    /// <summary>Wrapped text: the first line begins with <paramref name="lead"/>, the others are indented to its width.</summary>
    public void Paragraph(string lead, params IEnumerable<Run> runs)
    {
        var indent = DisplayWidth.Of(lead);
        var room = Math.Max(style.Width - indent, 16);
        var line = new List<Piece>();
        var width = 0;
        var first = true;
        foreach (var piece in LineBreaks.Of(runs).SelectMany(p => Fitting(p, room)))
        {
            var blank = piece.SpaceBefore && line.Count > 0 ? 1 : 0;
            if (line.Count > 0 && width + blank + piece.Width > room)
            {
                Flush();
                blank = 0;
            }

            line.Add(piece with { SpaceBefore = blank > 0 });
            width += blank + piece.Width;
        }

        if (line.Count > 0 || first)
            Flush();

        void Flush()
        {
            text.Append(first ? lead : new string(' ', indent));
            Print(line);
            line.Clear();
            width = 0;
            first = false;
        }
    }

    /// <summary>Lines that must stay as they are (commands), indented.</summary>
    public void Verbatim(int indent, string lines, Ink ink)
    {
        foreach (var line in PlainText.Of(lines).Split('\n'))
        {
            text.Append(' ', indent);
            Print([new Piece(line, 0, ink, false)]);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private static IEnumerable<Piece> Fitting(Piece piece, int room)
    {
        if (piece.Width <= room || piece.Text.Contains("://", StringComparison.Ordinal))
        {
            yield return piece;
            yield break;
        }

        var start = 0;
        var at = 0;
        var width = 0;
        foreach (var rune in piece.Text.EnumerateRunes())
        {
            var more = DisplayWidth.Of(rune);
            if (width + more > room)
            {
                yield return piece with { Text = piece.Text[start..at], Width = width, SpaceBefore = piece.SpaceBefore && start == 0 };
                (start, width) = (at, 0);
            }

            width += more;
            at += rune.Utf16SequenceLength;
        }

        yield return piece with { Text = piece.Text[start..], Width = width, SpaceBefore = piece.SpaceBefore && start == 0 };
    }

    private void Print(List<Piece> line)
    {
        var ink = Ink.Plain;
        foreach (var piece in line)
        {
            if (style.Color && piece.Ink != ink)
                text.Append(Off(ink));
            if (piece.SpaceBefore)
                text.Append(' ');
            if (style.Color && piece.Ink != ink)
                text.Append(On(piece.Ink));
            ink = piece.Ink;
            text.Append(piece.Text);
        }

        if (style.Color)
            text.Append(Off(ink));
        text.Append('\n');
    }

    private static string Off(Ink ink) => ink == Ink.Plain ? "" : "\u001b[0m";

    private static string On(Ink ink) => ink switch
    {
        Ink.Strong => "\u001b[1m",
        Ink.Faint => "\u001b[2m",
        Ink.Command => "\u001b[36m",
        Ink.Good => "\u001b[32m",
        Ink.Careful => "\u001b[33m",
        Ink.Bad => "\u001b[31m",
        _ => "",
    };
}
