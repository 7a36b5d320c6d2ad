using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Replays;

/// <summary>The request that failed: order, mask and kernel of one OOM report or page allocation failure.</summary>
internal sealed class RequestFacts
{
    public RequestFacts(FactSet facts, Incident incident)
    {
        var index = incident.Index;
        Order = facts.Find(OomFacts.Order, index) ?? facts.Find(AllocFailureFacts.Order, index);
        Mask = facts.Find(OomFacts.GfpMask, index) ?? facts.Find(AllocFailureFacts.GfpMask, index);
        Flags = facts.Find(OomFacts.GfpFlags, index) ?? facts.Find(AllocFailureFacts.GfpFlags, index);
        IsAllocationFailure = Order is { } order && order.Key == AllocFailureFacts.Order;
        Release = facts.Find(OomFacts.Release, index) ?? facts.Find(OomFacts.Release);
        Kernel = KernelRelease.Read(Release?.Value.Text);
        Gfp = Mask?.Value.Integer is { } mask ? GfpMask.Read(mask, Kernel, Flags is { Derivation: null } ? Flags.Value.Value.Texts : null) : null;
        MemsAllowed = facts.Find(OomFacts.MemsAllowed, index);
        Nodemask = facts.Find(OomFacts.Nodemask, index);
        IsMemcg = facts.Text(OomFacts.Scope, index) is { } scope
            ? scope == "memcg"
            : facts.Text(OomFacts.Constraint, index) is { } constraint
                ? constraint == "CONSTRAINT_MEMCG"
                : facts.Find(MemcgFacts.Limit, index) is not null || facts.Find(OomFacts.Memcg, index) is not null;
        PageSize = facts.Find(MemFacts.PageSize, index) is { Value.Integer: 4 or 8 or 16 or 32 or 64 } shown ? shown : null;
        PageKb = PageSize?.Value.Integer ?? (MayHaveLargePages(Release?.Value.Text) ? null : 4);
    }

    public Fact? Order { get; }

    public Fact? Mask { get; }

    /// <summary>The names as printed; a derived fact when the log prints the number only.</summary>
    public Fact? Flags { get; }

    /// <summary>A failed allocation, not an OOM kill.</summary>
    public bool IsAllocationFailure { get; }

    public Fact? Release { get; }

    public KernelRelease? Kernel { get; }

    public GfpMask? Gfp { get; }

    public Fact? MemsAllowed { get; }

    public Fact? Nodemask { get; }

    /// <summary>A memory cgroup reached its limit: zones do not matter.</summary>
    public bool IsMemcg { get; }

    /// <summary>Size of a page as the free lists show it; null when none was printed.</summary>
    public Fact? PageSize { get; }

    /// <summary>Size of a page in KiB; null when the report shows none and the release may have others than 4 KiB: pages cannot be turned into KiB then.</summary>
    public long? PageKb { get; }

    /// <summary>Whether the request may use the node, as far as the report tells.</summary>
    public bool AllowsNode(int node) =>
        NodeList.Holds(MemsAllowed?.Value.Text, node) != false && NodeList.Holds(Nodemask?.Value.Text, node) != false;

    private static bool MayHaveLargePages(string? release) =>
        release is not null && (release.Contains("64k", StringComparison.Ordinal) || release.Contains("16k", StringComparison.Ordinal) || release.Contains("ppc64", StringComparison.Ordinal));
}
