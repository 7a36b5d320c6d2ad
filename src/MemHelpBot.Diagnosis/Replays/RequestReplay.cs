using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Replays;

/// <summary>Size, flags and scope of the request, where the report does not print them.</summary>
internal static class RequestReplay
{
    // Not worth a citation where it is no surprise.
    private const long UsualPageKb = 4;

    public static IEnumerable<Fact> Derive(FactSet facts, Incident incident, RequestFacts request)
    {
        var index = incident.Index;
        if (request.Order is { Value.Integer: >= 0 and <= 20 } order && request.PageKb is { } page)
        {
            var key = request.IsAllocationFailure ? AllocFailureFacts.RequestBytes : OomFacts.RequestBytes;
            if (facts.Find(key, index) is null)
                yield return Fact.Derive(key, null, FactValue.Of((page * 1024) << (int)order.Value.Integer.Value), index, $"2^{order.Name} × page size", request.PageSize is { } size && page != UsualPageKb ? [order, size] : [order]);
        }

        if (request is { Gfp: { } gfp, Mask: { } mask, Flags: null })
        {
            IReadOnlyList<Fact> from = request.Release is { } release ? [mask, release] : [mask];
            var key = mask.Key == AllocFailureFacts.GfpMask ? AllocFailureFacts.GfpFlags : OomFacts.GfpFlags;
            yield return Fact.Derive(key, null, FactValue.Of(gfp.Names), index, "gfp bits of that kernel", from);
        }

        if (incident.Kind is IncidentKind.KernelOom or IncidentKind.KernelKillLine && facts.Find(OomFacts.Scope, index) is null && ScopeOf(facts, index) is { } scope)
            yield return scope;
    }

    private static Fact? ScopeOf(FactSet facts, int index)
    {
        if (facts.Find(OomFacts.Constraint, index) is { Value.Text: { } text } constraint)
        {
            var word = text switch
            {
                "CONSTRAINT_NONE" => "global",
                "CONSTRAINT_MEMCG" => "memcg",
                "CONSTRAINT_CPUSET" => "cpuset",
                "CONSTRAINT_MEMORY_POLICY" => "mempolicy",
                _ => null,
            };
            return word is null ? null : Fact.Derive(OomFacts.Scope, null, FactValue.Of(word), index, "by oom.constraint", [constraint]);
        }

        // The memory cgroup block is printed only when such a limit was reached; the machine-wide list otherwise.
        if ((facts.Find(MemcgFacts.Limit, index) ?? facts.Find(OomFacts.Memcg, index)) is { } memcg)
            return Fact.Derive(OomFacts.Scope, null, FactValue.Of("memcg"), index, "the report has a memory cgroup block", [memcg]);
        if (facts.Find(OomFacts.Panic, index) is { Value.Text: { } reason } panic && IsOfMachine(reason))
            return Fact.Derive(OomFacts.Scope, null, FactValue.Of("global"), index, "the kernel panics so only for a kill that no cgroup limits", [panic]);
        return null;
    }

    // mm/oom_kill.c: without a victim out_of_memory panics for no cgroup's limit, and panic_on_oom=1 ("system-wide") only for an unconstrained kill;
    // =2 ("compulsory") panics for every kill.
    private static bool IsOfMachine(string reason) =>
        reason.Contains("deadlocked on memory", StringComparison.Ordinal) || reason.Contains("system-wide panic_on_oom", StringComparison.Ordinal);
}
