using MemHelpBot.Cases.Retrieval;

namespace MemHelpBot.Cases.Store;

/// <summary>
/// Causes, signatures and environment as sparse vectors, for stores that search elsewhere: the product of a document's and a query's
/// comes near the score of the ranking by facts, which then ranks what was found exactly.
/// </summary>
public static class FactTerms
{
    // Whether a release lies in a range is no matter of equal words: whatever has a range is a candidate for whoever has a release.
    private const string Kernel = "kernel-range";

    /// <summary>The vector of a document; empty when it is about nothing that facts can be compared with.</summary>
    public static IReadOnlyList<WeightedTerm> Of(CaseMarks document)
    {
        var terms = new SortedDictionary<string, float>(StringComparer.Ordinal);
        for (var i = 0; i < document.Causes.Count; i++)
            terms.TryAdd("cause:" + document.Causes[i], FactRanking.OfCause(i));
        foreach (var signature in document.Signatures)
            terms.TryAdd("signature:" + signature, FactRanking.Signature / document.Signatures.Count);
        foreach (var evidence in document.Causes.Count > 0 ? document.Evidence : [])
            terms.TryAdd($"evidence:{document.Causes[0]}/{evidence}", FactRanking.Evidence / document.Evidence.Count);
        foreach (var word in document.Environment.SelectMany(Words))
            terms.TryAdd(word, FactRanking.Environment);
        if (document.Environment.Any(KernelRange.IsOne))
            terms.TryAdd(Kernel, FactRanking.Environment);
        return [.. terms.Select(t => new WeightedTerm(t.Key, t.Value))];
    }

    /// <summary>The vector of a query; empty when nothing was read or judged.</summary>
    public static IReadOnlyList<WeightedTerm> Of(CaseQuery query)
    {
        var terms = new SortedDictionary<string, float>(StringComparer.Ordinal);
        for (var i = 0; i < query.Causes.Count; i++)
            terms.TryAdd("cause:" + query.Causes[i], 1f / (1 + i));
        foreach (var signature in query.Signatures)
            terms.TryAdd("signature:" + signature, 1);
        foreach (var evidence in query.Causes.Count > 0 ? query.Evidence : [])
            terms.TryAdd($"evidence:{query.Causes[0]}/{evidence}", 1);
        foreach (var word in query.Environment.SelectMany(Words))
            terms.TryAdd(word, 1);
        if (query.Environment.Any(KernelRange.IsRelease))
            terms.TryAdd(Kernel, 1);
        return [.. terms.Select(t => new WeightedTerm(t.Key, t.Value))];
    }

    // "3.10.0-1160.el7.x86_64" holds the word "el7".
    private static IEnumerable<string> Words(string environment)
    {
        for (var i = 0; i < environment.Length;)
        {
            var start = i;
            while (i < environment.Length && char.IsLetterOrDigit(environment[i]))
                i++;
            if (i > start)
                yield return "environment:" + environment[start..i].ToLowerInvariant();
            else
                i++;
        }
    }
}
