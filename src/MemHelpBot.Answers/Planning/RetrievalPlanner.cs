using System.Text;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;

namespace MemHelpBot.Answers.Planning;

/// <summary>What to look for in the corpus: the person's words, the messages found, the causes under discussion.</summary>
public static class RetrievalPlanner
{
    /// <summary>Words of the person beyond this many characters add noise, not meaning.</summary>
    private const int MaxWords = 1500;

    /// <summary>Documents that an answer is made of.</summary>
    private const int Wanted = 5;

    /// <summary>Published bugs that may stand among what is found.</summary>
    private const int Bugs = 4;

    /// <summary>What answers are made of: published bugs left out, which are named by their pattern and not by likeness.</summary>
    public static IReadOnlyList<CaseHit> Kept(IReadOnlyList<CaseHit> hits) => [.. hits.Where(h => h.Document.Kind != DocumentKind.Bug).Take(Wanted)];

    /// <summary>The query for a request.</summary>
    /// <param name="request">The request, without its hits.</param>
    /// <param name="question">A follow-up question that counts more than what was said before; null for none.</param>
    public static CaseQuery Plan(AnswerRequest request, string? question = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var text = new StringBuilder(question);
        foreach (var said in request.Said)
        {
            if (text.Length >= MaxWords)
                break;
            text.Append('\n').Append(said.Text.AsSpan(0, Math.Min(said.Text.Length, MaxWords)));
        }

        foreach (var fact in request.Findings.Facts.All)
        {
            if (fact.Key == Facts.ProgramFacts.Name || fact.Key == Facts.OomFacts.Victim)
                text.Append('\n').Append(fact.Value.Text);
        }

        var causes = request.Findings.Causes.Where(c => c.Verdict != Verdict.RuledOut).ToList();
        var environment = new EnvironmentWords(request.Findings.Facts, request.Signatures);
        return new CaseQuery
        {
            Text = text.ToString(),
            Limit = Wanted + Bugs,
            Causes = [.. causes.Select(c => c.Cause).Distinct(StringComparer.Ordinal)],
            Evidence = causes is [var first, ..] ? [.. first.For.Select(e => e.Id).Distinct(StringComparer.Ordinal)] : [],
            Signatures = [.. request.Signatures.Select(s => s.Id).Distinct(StringComparer.Ordinal)],
            Environment = environment.Release is { } release ? [.. environment.All, release] : environment.All,
        };
    }
}
