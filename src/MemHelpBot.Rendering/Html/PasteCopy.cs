using System.Globalization;
using MemHelpBot.Facts;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Html;

/// <summary>
/// The copy of what was sent at the end of a report, with line numbers: cited lines can be linked to, and the characters that facts
/// were read from are marked. A very long paste keeps the lines around those that are cited.
/// </summary>
internal sealed class PasteCopy(HtmlText html, CitedLines lines, Labels labels)
{
    private const int LongestLine = 2000;
    private const int MostLines = 4000;
    private const int MostCharacters = 300_000;
    private const int Around = 3;

    /// <summary>The copies of all messages.</summary>
    /// <param name="messages">What was sent.</param>
    /// <param name="facts">The facts whose places are marked.</param>
    public void Write(IReadOnlyList<string> messages, IReadOnlyList<Fact> facts)
    {
        if (messages.All(string.IsNullOrWhiteSpace))
            return;
        html.Raw("<section>").Element("h2", labels.Paste);
        for (var message = 0; message < messages.Count; message++)
        {
            if (messages.Count > 1)
                html.Element("h3", string.Create(CultureInfo.InvariantCulture, $"{labels.Message} {message + 1}"));
            var marks = facts.Where(f => f.Derivation is null && f.Span.Message == message && f.Span.FirstLine == f.Span.LastLine)
                .Select(f => (f.Span.Start, f.Span.End)).Distinct().OrderBy(m => m.Start).ThenByDescending(m => m.End).ToList();
            Write(message, messages[message], marks);
        }

        html.Raw("</section>\n");
    }

    private void Write(int message, string text, List<(int Start, int End)> marks)
    {
        var whole = text.Length <= MostCharacters && text.AsSpan().Count('\n') <= MostLines;
        html.Raw("<table class=\"lines\"><thead><tr>").Element("th", labels.Line).Element("th", labels.Message).Raw("</tr></thead><tbody>\n");
        var (number, left, mark) = (0, 0, 0);
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            number++;
            if (whole || lines.ShowsNear(message, number, Around))
            {
                Gap(ref left);
                WriteLine(message, number, text, start, end > start && text[end - 1] == '\r' ? end - 1 : end, marks, ref mark);
            }
            else
            {
                left++;
            }

            start = end + 1;
        }

        Gap(ref left);
        html.Raw("</tbody></table>\n");
    }

    private void Gap(ref int left)
    {
        if (left > 0)
            html.Raw("<tr><td class=\"n\">⋯</td>").Element("td", string.Create(CultureInfo.InvariantCulture, $"{left} {labels.Left}"), "faint").Raw("</tr>\n");
        left = 0;
    }

    private void WriteLine(int message, int number, string text, int start, int end, List<(int Start, int End)> marks, ref int mark)
    {
        var cited = lines.Shows(message, number);
        if (cited)
            html.Raw("<tr id=\"").Text(Citation.AnchorOf(message, number)).Raw("\" class=\"hit\">");
        else
            html.Raw("<tr>");
        html.Element("td", number.ToString(CultureInfo.InvariantCulture), "n").Raw("<td>");
        var stop = Math.Min(end, start + LongestLine);
        var at = start;
        while (mark < marks.Count && marks[mark].Start < end)
        {
            var (from, to) = (Math.Max(marks[mark].Start, at), Math.Min(marks[mark].End, stop));
            mark++;
            if (from >= to)
                continue;
            html.Text(text[at..from]).Element("mark", text[from..to]);
            at = to;
        }

        html.Text(text[at..Math.Max(at, stop)]);
        if (stop < end)
            html.Text("…");
        html.Raw("</td></tr>\n");
    }
}
