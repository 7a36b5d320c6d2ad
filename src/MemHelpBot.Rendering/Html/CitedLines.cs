using MemHelpBot.Answers.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Rendering.Html;

/// <summary>The lines of what was sent that a report shows: those that claims and causes cite, and those that its facts stand on.</summary>
internal sealed class CitedLines
{
    private const int LongestRange = 12;
    private readonly SortedDictionary<int, SortedSet<int>> byMessage = [];

    /// <summary>The lines of an answer, of the facts that are shown, and those at which incidents begin.</summary>
    public CitedLines(Answer answer, IEnumerable<Fact> facts, IEnumerable<SourceSpan> incidents)
    {
        var claims = answer.Claims.Concat(answer.Causes.SelectMany(c => c.For.Concat(c.Against)));
        foreach (var text in claims.SelectMany(c => c.Citations))
        {
            if (Citation.TryParse(text, out var citation) && citation.IsLine)
                Add(citation.Message, citation.Line);
        }

        foreach (var span in incidents)
            Add(span.Message, span.FirstLine);
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

    /// <summary>Whether the line is shown, so that a link to it leads somewhere.</summary>
    public bool Shows(int message, int line) => byMessage.TryGetValue(message, out var lines) && lines.Contains(line);

    /// <summary>Whether the line, or one near it, is cited.</summary>
    public bool ShowsNear(int message, int line, int distance) =>
        byMessage.TryGetValue(message, out var lines) && lines.GetViewBetween(line - distance, line + distance).Count > 0;

    private void Add(int message, int line)
    {
        if (!byMessage.TryGetValue(message, out var lines))
            byMessage.Add(message, lines = []);
        lines.Add(line);
    }
}
