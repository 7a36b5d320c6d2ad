using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Composing;

/// <summary>Well-known wrong claims, where the person makes one or a cited source does.</summary>
internal sealed class Corrections(Phrases phrases)
{
    private const int Most = 4;

    /// <summary>The corrections that apply: the person's own sentences first, then those of the cited documents, each once.</summary>
    /// <param name="said">The person's own sentences.</param>
    /// <param name="documents">Documents whose errors matter here: those that tell of the same case.</param>
    public IReadOnlyList<(Correction Correction, Claim Claim, bool Said)> Apply(IReadOnlyList<SaidLine> said, IReadOnlyList<string> documents)
    {
        var found = new List<(Correction, Claim, bool)>();
        var claims = new ClaimSearch(phrases.Corpus.Corrections, said);
        foreach (var correction in phrases.Corpus.Corrections)
        {
            if (claims.FirstOf(correction) is { } line)
                found.Add((correction, Word(correction, line.Span), true));
        }

        foreach (var correction in phrases.Corpus.Corrections)
        {
            if (!found.Exists(f => f.Item1 == correction) && correction.Documents.Any(documents.Contains))
                found.Add((correction, Word(correction, null), false));
        }

        return [.. found.Take(Most)];
    }

    private Claim Word(Correction correction, SourceSpan? said)
    {
        EvidenceArgument[] arguments =
        [
            new("claim", null, correction.Claim.In(phrases.Lang).TrimEnd('.', '。')),
            new("correct", null, correction.Correct.In(phrases.Lang)),
        ];
        IReadOnlyList<string> cited = said is { } span ? [span.Citation, correction.Cite] : [correction.Cite];
        return new Claim(FillLong(arguments), cited);
    }

    /// <summary>Our own texts are filled whole; only text of a paste is cut (see <see cref="FactText.Sanitise"/>).</summary>
    private string FillLong(EvidenceArgument[] arguments) => phrases.Own("correction")
        .Replace("{claim}", arguments[0].Text, StringComparison.Ordinal)
        .Replace("{correct}", arguments[1].Text, StringComparison.Ordinal);
}
