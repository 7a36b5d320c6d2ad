using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>Ranks documents by what was read and judged: causes, signatures, environment.</summary>
internal static class FactRanking
{
    private const string Undecided = "insufficient-evidence";

    // All that is no shortage has this one cause: to share it says nothing.
    private const string Remainder = "not-a-memory-shortage";
    private const float Cause = 4;
    private const float SideCause = 0.5f;
    private const int MostEnvironment = 3;

    /// <summary>What all of a document's messages count together.</summary>
    public const float Signature = 3;

    /// <summary>What the same evidence for the cause counts, when all of it is the same.</summary>
    public const float Evidence = 4;

    /// <summary>What one shared word of the environment counts.</summary>
    public const float Environment = 0.5f;

    /// <summary>The documents that share something with a query, in the order of all rankings.</summary>
    public static IReadOnlyList<Candidate> Rank(IReadOnlyList<CaseMarks> documents, CaseQuery query, int depth)
    {
        var found = new List<Candidate>();
        foreach (var document in documents)
        {
            if (Score(document, query) is > 0 and var score)
                found.Add(new Candidate(document, RankOrder.Rounded(score)));
        }

        return RankOrder.Best(found, depth);
    }

    /// <summary>What a document's cause counts for a query's first one.</summary>
    /// <param name="place">Its place among the document's causes, from 0.</param>
    public static float OfCause(int place) => Cause * (place == 0 ? 1 : SideCause);

    /// <summary>How well a document fits; 0 when nothing does.</summary>
    public static float Score(CaseMarks document, CaseQuery query)
    {
        var score = 0f;
        for (var i = 0; i < query.Causes.Count; i++)
        {
            for (var j = 0; j < document.Causes.Count; j++)
            {
                if (document.Causes[j] == query.Causes[i])
                    score = Math.Max(score, OfCause(j) / (1 + i));
            }
        }

        foreach (var signature in document.Signatures)
        {
            if (query.Signatures.Contains(signature))
                score += Signature / document.Signatures.Count;
        }

        return score + (Evidence * SharedEvidence(document, query)) + (Environment * Math.Min(MostEnvironment, SharedEnvironment(document, query).Count()));
    }

    /// <summary>
    /// Whether a case tells of the same: the same evidence for the same main cause, or the same message with a cause that is under discussion first (or none is), or the same main
    /// cause, unless it is the one for all the rest, with messages of the same family. Notes and ingested documents are never the same case.
    /// </summary>
    public static bool IsSame(CaseMarks document, CaseQuery query)
    {
        if (document.Kind != DocumentKind.Case)
            return false;
        var primary = query.Causes is [var first, ..] && first != Undecided ? first : null;
        if (SharedEvidence(document, query) > 0)
            return true;
        if (document.Signatures.Any(query.Signatures.Contains) && (primary is null || document.Causes.Contains(primary)))
            return true;
        return primary is not null and not Remainder && document.Causes is [var main, ..] && main == primary
            && (query.Signatures.Count == 0 || document.Signatures.Count == 0 || ShareFamily(document.Signatures, query.Signatures));
    }

    /// <summary>What fits, in words.</summary>
    public static IEnumerable<string> Why(CaseMarks document, CaseQuery query) =>
    [
        .. document.Causes.Where(query.Causes.Contains).Select(c => "cause " + c),
        .. document.Signatures.Where(query.Signatures.Contains).Select(s => "signature " + s),
        .. SharedEvidence(document, query) > 0 ? document.Evidence.Where(query.Evidence.Contains).Select(e => "evidence " + e) : [],
        .. SharedEnvironment(document, query).Select(e => "environment " + e),
    ];

    // Ids of evidence are those of one cause: under another the same id may mean something else. Shared ones among all (Jaccard).
    private static float SharedEvidence(CaseMarks document, CaseQuery query)
    {
        if (document.Evidence.Count == 0 || query.Evidence.Count == 0 || document.Causes is not [var main, ..] || query.Causes is not [var first, ..] || main != first)
            return 0;
        var shared = document.Evidence.Count(query.Evidence.Contains);
        return (float)shared / (document.Evidence.Count + query.Evidence.Count - shared);
    }

    private static IEnumerable<string> SharedEnvironment(CaseMarks document, CaseQuery query) =>
        document.Environment.Where(own => query.Environment.Any(asked => ContainsWord(asked, own) || ContainsWord(own, asked) || KernelRange.Holds(own, asked)));

    // "3.10.0-1160.el7.x86_64" contains the word "el7", and "slurm 23.02" the word "slurm".
    private static bool ContainsWord(string text, string word)
    {
        if (word.Length == 0)
            return false;
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return true;
        }

        return false;
    }

    private static bool ShareFamily(IReadOnlyList<string> a, IReadOnlyList<string> b) => a.Any(x => b.Any(y => Family(x).SequenceEqual(Family(y))));

    // kernel-oom-memcg and kernel-oom-killed-line are two forms of one message; forrtl-41 and gmx-realloc are not.
    private static ReadOnlySpan<char> Family(string signature)
    {
        var hyphen = signature.IndexOf('-', StringComparison.Ordinal);
        return hyphen < 0 ? signature : signature.AsSpan(0, hyphen);
    }
}
