using System.Buffers;
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

    /// <summary>Fewer lines are looked through sooner than the search for all words is made ready.</summary>
    private const int WorthSifting = 200;

    /// <summary>The corrections that apply: the person's own sentences first, then those of the cited documents, each once.</summary>
    public IReadOnlyList<(Correction Correction, Claim Claim, bool Said)> Apply(IReadOnlyList<SaidLine> said, IReadOnlyList<string> documents)
    {
        var found = new List<(Correction, Claim, bool)>();
        said = Candidates(said);
        foreach (var correction in phrases.Corpus.Corrections)
        {
            if (said.FirstOrDefault(line => Says(correction, line.Text)) is { } line)
                found.Add((correction, Word(correction, line.Span), true));
        }

        foreach (var correction in phrases.Corpus.Corrections)
        {
            if (!found.Exists(f => f.Item1 == correction) && correction.Documents.Any(documents.Contains))
                found.Add((correction, Word(correction, null), false));
        }

        return [.. found.Take(Most)];
    }

    /// <summary>
    /// The lines that can make a claim at all: they hold the longest word of some pattern. Many lines are sifted in one pass each,
    /// instead of one for every word of every pattern.
    /// </summary>
    private IReadOnlyList<SaidLine> Candidates(IReadOnlyList<SaidLine> said)
    {
        if (said.Count < WorthSifting)
            return said;
        var words = SearchValues.Create(
            [.. phrases.Corpus.Corrections.SelectMany(c => c.Patterns).Select(p => p.MaxBy(w => w.Length)).Where(w => w is { Length: > 0 }).Select(w => w!).Distinct(StringComparer.OrdinalIgnoreCase)],
            StringComparison.OrdinalIgnoreCase);
        return [.. said.Where(line => line.Text.AsSpan().ContainsAny(words))];
    }

    /// <summary>Whether a sentence makes the claim: it holds every word of one of the patterns.</summary>
    internal static bool Says(Correction correction, string sentence) =>
        correction.Patterns.Any(words => words.Count > 0 && words.All(w => sentence.Contains(w, StringComparison.OrdinalIgnoreCase)));

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
