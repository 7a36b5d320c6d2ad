using MemHelpBot.Answers.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.View;

/// <summary>Makes <see cref="AnswerView"/> of an answer.</summary>
internal static class AnswerViews
{
    /// <summary>More rows than anybody reads; the answer object and the report hold them all.</summary>
    public const int MostFacts = 2000;

    private const int MostLines = 12;

    /// <summary>The view of an answer.</summary>
    public static AnswerView Of(Answer answer)
    {
        var cited = answer.Claims
            .Concat(answer.Causes.SelectMany(c => c.For.Concat(c.Against)))
            .SelectMany(c => c.Citations)
            .ToHashSet(StringComparer.Ordinal);
        var facts = answer.Facts.All.Select(f => Of(f, cited)).ToList();
        if (facts.Count > MostFacts)
        {
            var spare = MostFacts - Math.Min(MostFacts, facts.Count(f => f.Cited));
            facts = [.. facts.Where(f => f.Cited || spare-- > 0).Take(MostFacts)];
        }

        return new AnswerView(
            answer.Language,
            [.. answer.Incidents.Select(i => new IncidentView(i.Index, i.Kind, i.Span.Message, i.Span.FirstLine, i.Span.LastLine, i.Time, i.Host))],
            answer.Sections, answer.Causes, answer.Actions, answer.Letter, answer.Questions, answer.Sources, answer.Warnings,
            facts, answer.Facts.All.Count, answer.Wording?.Label);
    }

    private static FactView Of(Fact fact, HashSet<string> cited)
    {
        var lines = Lines(fact);
        return new FactView(
            fact.Name, fact.Key.Meaning, fact.Key.Unit.ToString(), fact.Value, fact.Incident, lines,
            lines.Any(cited.Contains), fact.Derivation?.Formula);
    }

    private static List<string> Lines(Fact fact)
    {
        var lines = new List<string>();
        foreach (var span in fact.Spans)
        {
            for (var line = span.FirstLine; line <= span.LastLine && lines.Count < MostLines; line++)
            {
                var citation = SourceSpan.CitationOf(span.Message, line);
                if (!lines.Contains(citation))
                    lines.Add(citation);
            }
        }

        return lines;
    }
}
