using System.Globalization;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Replays;

/// <summary>The huge page pools of a report added up over its nodes and sizes: memory outside every other counter.</summary>
internal static class HugepagePools
{
    public static IEnumerable<Fact> Derive(FactSet facts, Incident incident)
    {
        if (Sum(facts, HugepageFacts.Total, incident.Index) is not { } total)
            yield break;
        yield return Fact.Derive(MemFacts.HugepagesPool, null, FactValue.Of(total.Kb), incident.Index, "Σ pages × page size over nodes and sizes", total.From);
        if (Sum(facts, HugepageFacts.Free, incident.Index) is { } free && free.Kb <= total.Kb)
            yield return Fact.Derive(MemFacts.HugepagesFree, null, FactValue.Of(free.Kb), incident.Index, "Σ free pages × page size over nodes and sizes", free.From);
    }

    private static (long Kb, List<Fact> From)? Sum(FactSet facts, FactKey key, int incident)
    {
        var (sum, from) = (0L, new List<Fact>());
        foreach (var pool in facts.Every(key, incident))
        {
            if (pool.Value.Integer is not (>= 0 and < 1L << 30 and var pages) || PageKb(pool.Subject) is not { } size)
                return null;
            sum += pages * size;
            from.Add(pool);
        }

        return from.Count == 0 ? null : (sum, from);
    }

    // The subject is node/size as printed: 0/2048kB. No architecture has huge pages beyond 16 GiB.
    private static long? PageKb(string? subject)
    {
        var slash = subject?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return slash > 0 && subject!.EndsWith("kB", StringComparison.Ordinal)
            && long.TryParse(subject.AsSpan()[(slash + 1)..^2], NumberStyles.None, CultureInfo.InvariantCulture, out var kb) && kb is > 0 and <= 1L << 24 ? kb : null;
    }
}
