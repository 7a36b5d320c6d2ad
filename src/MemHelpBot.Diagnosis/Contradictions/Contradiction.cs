using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis;

/// <summary>Two places of one log that cannot both be true: it was altered, damaged, or put together from several. A warning, never a fact.</summary>
/// <param name="Kind">Which check: <c>gfp-names</c>, <c>victim-size</c>, <c>pages-over-ram</c>, <c>zone</c>, <c>meminfo</c>. <c>notice-altered-log-KIND</c> of <c>corpus/evidence/answer.yaml</c> words it.</param>
/// <param name="Span">The line that contradicts an earlier one.</param>
public sealed record Contradiction(string Kind, SourceSpan Span);
