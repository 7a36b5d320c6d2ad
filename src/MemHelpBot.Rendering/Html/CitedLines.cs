using MemHelpBot.Answers.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Rendering.Html;

/// <summary>The lines of what was sent that a report shows: those that claims and causes cite, and those that its facts stand on.</summary>
internal sealed class CitedLines
{
    private const int LongestRange = 12;
    private readonly SortedDictionary<int, SortedSet<int>> byMessage = [];

    /// <summary>The lines of an answer and of the facts that are shown.</summary>
    public CitedLines(Answer answer, IEnumerable<Fact> facts)
    {
        var claims = answer.Claims.Concat(answer.Causes.SelectMany(c => c.For.Concat(c.Against)));
        foreach (var text in claims.SelectMany(c => c.Citations))
        {
            if (Citation.TryParse(text, out var citation) && citation.IsLine)
                Add(citation.Message, citation.Line);
        }

        foreach (var fact in facts)
        {
            foreach (var (first, last) in FactLines.RangesOf(fact))
            {
                for (var line = first; line <= last && last - first < LongestRange; line++)
                    Add(fact.Span.Message, line);
                Add(fact.Span.Message, first);
            }
        }
    }

    /// <summary>Messages that have such lines, in order.</summary>
    public IEnumerable<int> Messages => byMessage.Keys;

    /// <summary>Whether the line is shown, so that a link to it leads somewhere.</summary>
    public bool Shows(int message, int line) => byMessage.TryGetValue(message, out var lines) && lines.Contains(line);

    /// <summary>The lines of one message with their text, ascending. A line past the end of the text is left out.</summary>
    public IEnumerable<(int Number, string Text)> Of(int message, string text)
    {
        var wanted = byMessage[message];
        var last = wanted.Max;
        var number = 0;
        for (var start = 0; start < text.Length && number < last;)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0)
                end = text.Length;
            number++;
            if (wanted.Contains(number))
                yield return (number, text[start..(end > start && text[end - 1] == '\r' ? end - 1 : end)]);
            start = end + 1;
        }
    }

    private void Add(int message, int line)
    {
        if (!byMessage.TryGetValue(message, out var lines))
            byMessage.Add(message, lines = []);
        lines.Add(line);
    }
}
