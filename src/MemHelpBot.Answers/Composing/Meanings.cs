using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Verifying;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Composing;

/// <summary>What terms, facts, known messages and lines mean: from the glossary and from the catalogue of facts.</summary>
internal sealed class Meanings(Phrases phrases, AnswerRequest request, PasteLines? paste)
{
    private const int MostFacts = 12;
    private const int MostTerms = 4;
    private const int MostSubjects = 3;

    /// <summary>The meaning of one topic: the id of a glossary entry, <c>fact:PATTERN</c> or <c>signature:ID</c>.</summary>
    public IEnumerable<Claim> Of(string topic)
    {
        if (topic.StartsWith("fact:", StringComparison.Ordinal))
            return request.Findings.Facts.All.Where(f => f.Key.Pattern == topic[5..]).Take(MostSubjects).Select(Fact);
        if (topic.StartsWith("signature:", StringComparison.Ordinal))
            return request.Signatures.Where(s => s.Id == topic[10..]).Take(1).Select(Message);
        return phrases.Corpus.Glossary.Where(g => g.Id == topic).Select(g => Term(g, []));
    }

    /// <summary>What stands on a line: the known messages, the facts with their meaning, the terms.</summary>
    public IEnumerable<Claim> OfLine(string citation)
    {
        if (Citation.Parse(citation) is not { Message: { } message, Line: { } line } || paste?.Has(message, line) == false)
            return [];
        bool Holds(SourceSpan span) => span.Message == message && span.FirstLine <= line && line <= span.LastLine;
        var facts = request.Findings.Facts.All.Where(f => f.Derivation is null && f.Key != ProgramFacts.Signatures && Holds(f.Span)).ToList();
        List<Claim> claims =
        [
            .. request.Signatures.Where(s => Holds(s.Span)).DistinctBy(s => s.Id).Take(2).Select(Message),
            .. facts.DistinctBy(f => f.Name).Take(MostFacts).Select(Fact),
        ];
        var text = paste is null ? "" : paste.Text(message, line, line).ToString();
        claims.AddRange(phrases.Corpus.Glossary.Where(g => g.Terms.Any(t => Words.Mentions(text, t))).Take(MostTerms).Select(g => Term(g, [citation])));
        return claims.Count > 0 ? claims : [new Claim(phrases.Own("line-without-facts", Place(citation)), [citation])];
    }

    private Claim Term(GlossaryEntry entry, IReadOnlyList<string> lines) =>
        new($"{entry.Terms[0]}{phrases.Own("colon")}{entry.Text.In(phrases.Lang)}", [entry.Cite, .. lines]);

    private Claim Fact(Fact fact)
    {
        // The meaning is ours and may be long; only text of a paste is cut.
        var text = phrases.Own("fact-meaning", new EvidenceArgument("name", null, fact.Name), EvidenceArgument.Of("value", fact))
            .Replace("{meaning}", fact.Key.Meaning.Replace('{', '(').Replace('}', ')'), StringComparison.Ordinal);
        return new Claim(text, Citations.Of(fact));
    }

    private Claim Message(Signature signature)
    {
        var name = new EvidenceArgument("message", null, signature.Id, signature.Span);
        return new Claim(phrases.Own("message-found", name), Citations.Of([name]));
    }

    private static EvidenceArgument Place(string citation) => new("line", null, citation);
}
