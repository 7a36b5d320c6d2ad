using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Cases;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Answers.Composing;

/// <summary>The documents of the corpus behind an answer: those found for the question, and those the sentences cite.</summary>
internal sealed class Sources(Phrases phrases, IReadOnlyList<CaseHit> hits, IReadOnlyList<SimilarCase> similar)
{
    private const int Told = 3;

    /// <summary>Sentences that offer the documents found, and say whether one of them is the same error or all are only related.</summary>
    public IReadOnlyList<Claim> Tell()
    {
        var offered = hits.Where(h => h.Document.Kind != DocumentKind.Note && !similar.Any(s => s.Document.Id == h.Document.Id)).Take(Told).ToList();
        var claims = similar.Select(s => new Claim(
            Named("case-perhaps", s.Document).Replace("{line}", s.Line.Citation, StringComparison.Ordinal),
            [s.Line.Citation, $"C:{s.Document.Id}#{(s.Document.Section("evidence") ?? s.Document.Sections[0]).Id}"])).ToList();
        if (offered.Count == 0)
            return claims;
        if (!offered.Exists(h => h.Exact))
            claims.Add(new Claim(phrases.Own("none-exact"), [.. offered.Select(Cite)]));
        claims.AddRange(offered.Select(h => new Claim(
            Named(h.Exact ? "case-exact" : "case-related", h.Document), [Cite(h)])));
        return claims;
    }

    private string Named(string phrase, CaseDocument document) =>
        phrases.Own(phrase).Replace("{title}", document.TitleIn(phrases.Lang), StringComparison.Ordinal).Replace("{lang}", document.Source.Lang ?? document.Lang, StringComparison.Ordinal);

    /// <summary>Every document that the answer cites or offers, in order of first mention.</summary>
    public IReadOnlyList<AnswerSource> All(IEnumerable<AnswerSection> sections, IEnumerable<AnswerCause> causes, IEnumerable<AnswerAction> actions)
    {
        var ids = sections.SelectMany(s => s.Claims).Concat(causes.SelectMany(c => c.For.Concat(c.Against)))
            .SelectMany(c => c.Citations).Concat(actions.SelectMany(a => a.Citations)).Where(c => c.StartsWith("C:", StringComparison.Ordinal))
            .Select(c => c[2..].Split('#')[0]).Concat(hits.Take(Told).Select(h => h.Document.Id)).Distinct(StringComparer.Ordinal);
        var byId = hits.ToDictionary(h => h.Document.Id, StringComparer.Ordinal);
        var sources = new List<AnswerSource>();
        foreach (var id in ids)
        {
            var hit = byId.GetValueOrDefault(id);
            if ((hit?.Document ?? phrases.Corpus.Documents.GetValueOrDefault(id)) is { } document)
                sources.Add(new AnswerSource(id, document.TitleIn(phrases.Lang), document.Source.Url, document.Source.Lang ?? document.Lang, document.Source.Trust, hit is { Exact: true } ? "exact" : "related"));
        }

        return sources;
    }

    private static string Cite(CaseHit hit) => $"C:{hit.Document.Id}#{hit.Section.Id}";
}
