using MemHelpBot.Answers.Composing;
using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Verifying;
using MemHelpBot.Answers.Verifying.Sentences;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Assistant.Evaluation;

/// <summary>How good one answer is, counted mechanically.</summary>
public sealed record AnswerScore
{
    /// <summary>Whether the primary cause is one that the label accepts.</summary>
    public Share Cause { get; private init; }

    /// <summary>Of the labelled lines, and the lines of labelled facts, those that a claim cites.</summary>
    public Share CitationRecall { get; private init; }

    /// <summary>Of the citations, those whose line holds a fact, or whose line or section shares a number, a name or a word with the claim.</summary>
    public Share CitationPrecision { get; private init; }

    /// <summary>Of the claims, those whose every number is a fact's or stands in a cited section.</summary>
    public Share Numbers { get; private init; }

    /// <summary>Of the commands, those that the catalogue gives for these facts.</summary>
    public Share Commands { get; private init; }

    /// <summary>Of what must be said, what is said.</summary>
    public Share MustSay { get; private init; }

    /// <summary>Of what must not be said, what is not.</summary>
    public Share MustNotSay { get; private init; }

    /// <summary>Of the six rules of the answer contract, those that hold.</summary>
    public Share Rules { get; private init; }

    /// <summary>Of the sentences, those that are the deterministic ones or verified against them.</summary>
    public Share Verified { get; private init; }

    /// <summary>Scores an answer.</summary>
    public static AnswerScore Of(AnswerCase labelled, Corpus corpus, Reply reply, Answer deterministic)
    {
        var answer = reply.Answer;
        var request = reply.Basis!.Request;
        // What the verifier takes out before anybody sees it counts against the answer as well.
        var verifier = new AnswerVerifier(corpus, request, request.Paste!);
        List<Violation> broken = [.. verifier.Check(answer), .. verifier.Check(new AnswerComposer(corpus).Compose(request))];
        var claims = answer.Claims.ToList();
        return new AnswerScore
        {
            Cause = Share.Of(answer.Causes is [var first, ..] && labelled.Causes.Contains(first.Id)),
            CitationRecall = Recall(labelled, answer, claims),
            CitationPrecision = Precision(corpus, request.Paste!, answer, claims),
            Numbers = Without(claims.Count, broken.Where(v => v.Rule == 3).Select(v => v.Where).Distinct().Count()),
            Commands = Without(answer.Actions.Count, broken.Where(v => v.Rule == 4).Select(v => v.Where).Distinct().Count()),
            MustSay = Sum(labelled.MustSay.Select(p => Share.Of(p.IsMatch(reply.Text)))),
            MustNotSay = Sum(labelled.MustNotSay.Select(p => Share.Of(!Stating.Sentences(reply.Text).Any(p.IsMatch)))),
            Rules = Without(6, broken.Select(v => v.Rule).Distinct().Count()),
            Verified = Sum(answer.Sections.Select(s => Checked(s, deterministic))),
        };
    }

    private static Share Sum(IEnumerable<Share> shares) => shares.Aggregate(default(Share), (a, b) => a + b);

    private static Share Without(int all, int bad) => new(Math.Max(0, all - bad), all);

    private static Share Recall(AnswerCase labelled, Answer answer, List<Claim> claims)
    {
        var cited = claims.Concat(answer.Causes.SelectMany(c => c.For.Concat(c.Against))).SelectMany(c => c.Citations).ToHashSet(StringComparer.Ordinal);
        var lines = labelled.Cite.Select(c => Share.Of(cited.Contains(c)));
        var facts = labelled.Facts.Select(name => answer.Facts.All.Where(f => f.Name == name).ToList()).Where(f => f.Count > 0)
            .Select(found => Share.Of(found.Exists(f => f.Spans.Any(s => cited.Contains(s.Citation)))));
        return Sum(lines.Concat(facts));
    }

    private static Share Precision(Corpus corpus, PasteLines paste, Answer answer, List<Claim> claims)
    {
        var lang = answer.Language;
        // A number of a claim may be one of the line in another unit: the fact that was read there stands for it.
        var lines = answer.Facts.All.Where(f => f.Derivation is null).Select(f => f.Span.Citation).ToHashSet(StringComparer.Ordinal);
        var sum = default(Share);
        foreach (var claim in claims)
        {
            var tokens = Telling(claim.Text, lang);
            foreach (var citation in claim.Citations)
            {
                var text = Citation.Parse(citation) switch
                {
                    { Line: { } line, Message: { } message } => paste.Text(message, line, line).ToString(),
                    { Document: { } document, Section: { } section } => corpus.Documents.GetValueOrDefault(document) is { } d && d.Section(section) is { } s ? $"{d.Title} {s.Text}" : "",
                    _ => "",
                };
                // A source in another language shares names and numbers only; a claim that has neither is not scored against it.
                if (lang != "en" && !tokens.Any(t => t.Any(char.IsAscii)))
                    continue;
                sum += Share.Of(text.Length > 0 && (lines.Contains(citation) || tokens.Overlaps(Telling(text, lang)) || tokens.Any(t => text.Contains(t, StringComparison.OrdinalIgnoreCase))));
            }
        }

        return sum;
    }

    private static HashSet<string> Telling(string text, string lang) =>
        [.. SentenceTokens.Of(text, lang).Where(t => t.Kind is TokenKind.Anchor || t.Kind is TokenKind.Word && t.Text.Length >= 3).Select(t => t.Text.ToLowerInvariant())];

    // Held to the deterministic sentences once more, without knowing which of them the model named.
    private static Share Checked(AnswerSection section, Answer deterministic)
    {
        var given = deterministic.Sections.FirstOrDefault(s => s.Kind == section.Kind)?.Claims ?? [];
        return Sum(section.Claims.Select(c => Share.Of(given.Any(g => g.Text == c.Text) || Combinations(given).Any(g => SentenceVerifier.Broken(c.Text, g, deterministic.Language) is null))));
    }

    private static IEnumerable<IReadOnlyList<string>> Combinations(IReadOnlyList<Claim> given)
    {
        for (var i = 0; i < given.Count; i++)
        {
            yield return [given[i].Text];
            for (var j = 0; j < given.Count; j++)
            {
                if (j == i)
                    continue;
                yield return [given[i].Text, given[j].Text];
                for (var k = 0; k < given.Count; k++)
                {
                    if (k != i && k != j)
                        yield return [given[i].Text, given[j].Text, given[k].Text];
                }
            }
        }
    }

    /// <summary>Both together.</summary>
    public static AnswerScore operator +(AnswerScore a, AnswerScore b) => new()
    {
        Cause = a.Cause + b.Cause,
        CitationRecall = a.CitationRecall + b.CitationRecall,
        CitationPrecision = a.CitationPrecision + b.CitationPrecision,
        Numbers = a.Numbers + b.Numbers,
        Commands = a.Commands + b.Commands,
        MustSay = a.MustSay + b.MustSay,
        MustNotSay = a.MustNotSay + b.MustNotSay,
        Rules = a.Rules + b.Rules,
        Verified = a.Verified + b.Verified,
    };

    /// <summary>Both together.</summary>
    public static AnswerScore Add(AnswerScore left, AnswerScore right) => left + right;
}
