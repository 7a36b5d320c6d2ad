using System.Globalization;
using System.Text;
using MemHelpBot.Rendering;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Cli.Chat;

/// <summary>
/// Edits lines on a terminal: moving, erasing, the lines typed before (kept in memory only), and pastes taken whole. A line longer than the terminal is
/// wide is shown in part. Not thread-safe, but for <see cref="Show"/>.
/// </summary>
/// <param name="keys">The keys.</param>
/// <param name="screen">Where it is shown.</param>
/// <param name="columns">Width of the terminal.</param>
internal sealed class LineEditor(KeyReader keys, TextWriter screen, int columns)
{
    private const int MostRemembered = 500;

    /// <summary>A pasted line that is longer is taken as it is.</summary>
    private const int LongestEdited = 1000;
    private readonly Lock gate = new();
    private readonly List<string> before = [];
    private readonly StringBuilder line = new();
    private string prompt = "";
    private string unsent = "";
    private int shown;
    private int cursor;

    /// <summary>Shows a prompt before what is being typed.</summary>
    public void Show(string text)
    {
        lock (gate)
        {
            prompt = text;
            Draw();
        }
    }

    /// <summary>The next lines: one that was typed, or those of a paste; null at the end of the input.</summary>
    public IReadOnlyList<Line>? Next()
    {
        while (true)
        {
            var key = keys.Next();
            lock (gate)
            {
                if (key.Kind == KeyKind.Closed || (key.Kind == KeyKind.EndOfInput && line.Length == 0))
                    return null;
                if (key.Kind == KeyKind.Enter)
                    return [Entered()];
                if (key.Kind == KeyKind.Paste && PastedLines(key.Text) is { Count: > 0 } pasted)
                    return pasted;
                Do(key);
                Draw();
            }
        }
    }

    private Line Entered()
    {
        var text = line.ToString();
        screen.Write("\r\n");
        screen.Flush();
        if (text.Trim().Length > 0 && (before.Count == 0 || before[^1] != text))
            before.Add(text);
        if (before.Count > MostRemembered)
            before.RemoveAt(0);
        (shown, cursor, prompt) = (before.Count, 0, "");
        line.Clear();
        return new Line(text, Pasted: false);
    }

    /// <summary>The lines of a paste; one without a line end stays in the line that is being typed, and of more lines the last part does.</summary>
    private List<Line> PastedLines(string text)
    {
        var parts = text.ReplaceLineEndings("\n").Split('\n');
        if (parts[^1].Length > LongestEdited)
            parts = [.. parts, ""];
        if (parts.Length == 1)
        {
            Insert(Printable(parts[0]));
            return [];
        }

        var first = line.ToString() + parts[0];
        line.Clear().Append(Printable(parts[^1]));
        cursor = line.Length;
        screen.Write(string.Create(CultureInfo.InvariantCulture, $"\r\x1b[K{prompt}[{parts.Length - 1} lines pasted; an empty line sends them]\r\n"));
        prompt = "";
        Draw();
        return [new Line(first, Pasted: true), .. parts[1..^1].Select(p => new Line(p, Pasted: true))];
    }

    private void Do(Key key)
    {
        switch (key.Kind)
        {
            case KeyKind.Text or KeyKind.Paste:
                Insert(Printable(key.Text));
                break;
            case KeyKind.Left:
                cursor = Before(cursor);
                break;
            case KeyKind.Right:
                cursor = After(cursor);
                break;
            case KeyKind.Home:
                cursor = 0;
                break;
            case KeyKind.End:
                cursor = line.Length;
                break;
            case KeyKind.Backspace:
                Erase(Before(cursor), cursor);
                break;
            case KeyKind.Delete or KeyKind.EndOfInput:
                Erase(cursor, After(cursor));
                break;
            case KeyKind.EraseToHere:
                Erase(0, cursor);
                break;
            case KeyKind.EraseFromHere:
                Erase(cursor, line.Length);
                break;
            case KeyKind.EraseWord:
                Erase(line.ToString(0, cursor).TrimEnd().LastIndexOf(' ') + 1, cursor);
                break;
            case KeyKind.Up:
                Recall(shown - 1);
                break;
            case KeyKind.Down:
                Recall(shown + 1);
                break;
        }
    }

    private void Insert(string text)
    {
        line.Insert(cursor, text);
        cursor += text.Length;
    }

    private void Erase(int from, int to)
    {
        line.Remove(from, to - from);
        cursor = from;
    }

    private void Recall(int which)
    {
        if (which < 0 || which > before.Count)
            return;
        if (shown == before.Count)
            unsent = line.ToString();
        shown = which;
        line.Clear().Append(which == before.Count ? unsent : before[which]);
        cursor = line.Length;
    }

    private int Before(int index) => index == 0 ? 0 : StringInfo.ParseCombiningCharacters(line.ToString(0, index))[^1];

    private int After(int index) => index >= line.Length ? line.Length : index + StringInfo.GetNextTextElementLength(line.ToString(index, line.Length - index));

    /// <summary>Control characters of a paste must not reach the terminal.</summary>
    private static string Printable(string text) => TerminalText.Plain(text.Replace('\t', ' '));

    private void Draw()
    {
        var text = line.ToString();
        var room = Math.Max(10, columns - prompt.Length - 1);
        var from = 0;
        while (DisplayWidth.Of(text.AsSpan(from, cursor - from)) > room)
            from = After(from);
        var until = cursor;
        while (until < text.Length && DisplayWidth.Of(text.AsSpan(from, After(until) - from)) <= room)
            until = After(until);
        var back = DisplayWidth.Of(text.AsSpan(cursor, until - cursor));
        screen.Write($"\r{prompt}{text[from..until]}\x1b[K{(back > 0 ? $"\x1b[{back}D" : "")}");
        screen.Flush();
    }
}
