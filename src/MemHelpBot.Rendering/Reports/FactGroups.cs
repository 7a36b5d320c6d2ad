using MemHelpBot.Facts;

namespace MemHelpBot.Rendering.Reports;

/// <summary>The facts of a report by what they are about, in the order a post-mortem reads them.</summary>
internal static class FactGroups
{
    private static readonly (string Group, string[] Begins)[] Groups =
    [
        ("group-request", ["oom.", "alloc.failure", "alloc.stall", "kernel."]),
        ("group-zones", ["zone[", "replay", "mem.", "buddy", "numa"]),
        ("group-tasks", ["tasks.", "process"]),
        ("group-cgroup", ["memcg", "cgroup", "container"]),
        ("group-machine", ["meminfo", "free.", "swap", "vm.", "commit", "pressure", "vmstat", "hugepage", "tmpfs", "ulimit"]),
        ("group-slab", ["slab"]),
    ];

    /// <summary>The groups that have facts: the id of the group's label, and the facts in their order.</summary>
    public static IReadOnlyList<(string Group, IReadOnlyList<Fact> Facts)> Of(IEnumerable<Fact> facts)
    {
        var byGroup = facts.ToLookup(Group);
        return [.. Groups.Select(g => g.Group).Append("group-other").Where(g => byGroup[g].Any()).Select(g => (g, (IReadOnlyList<Fact>)[.. byGroup[g]]))];
    }

    private static string Group(Fact fact)
    {
        foreach (var (group, begins) in Groups)
        {
            if (Array.Exists(begins, b => fact.Key.Pattern.StartsWith(b, StringComparison.Ordinal)))
                return group;
        }

        return "group-other";
    }
}
