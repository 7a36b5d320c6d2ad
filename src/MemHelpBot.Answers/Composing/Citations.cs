using MemHelpBot.Diagnosis;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Composing;

/// <summary>Citations of evidence and facts.</summary>
internal static class Citations
{
    /// <summary>More lines than this behind one sentence help nobody; the facts table has them all.</summary>
    private const int Most = 6;

    /// <summary>The lines behind arguments, in the order of the arguments, each once.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<EvidenceArgument> arguments) =>
        [.. arguments.SelectMany(a => a.Fact is { } fact ? fact.Spans : a.Span is { } span ? [span] : []).Select(s => s.Citation).Distinct(StringComparer.Ordinal).Take(Most)];

    /// <summary>The lines behind a fact.</summary>
    public static IReadOnlyList<string> Of(in Fact fact) => [.. fact.Spans.Select(s => s.Citation).Distinct(StringComparer.Ordinal).Take(Most)];
}
