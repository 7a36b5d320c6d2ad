using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Composing;

/// <summary>What a person has shown already is not asked for again.</summary>
internal static class Told
{
    /// <summary>The fact that a question is after, by the question's id.</summary>
    private static readonly Dictionary<string, (FactKey Key, string? Subject)> Answers = new(StringComparer.Ordinal)
    {
        ["meminfo"] = (MeminfoFacts.Field, "MemTotal"),
        ["commit-lines"] = (MeminfoFacts.Field, "Committed_AS"),
        ["overcommit-setting"] = (VmFacts.Setting, "overcommit_memory"),
        ["ulimits"] = (UlimitFacts.Virtual, null),
        ["buddyinfo"] = (BuddyFacts.FreeBlocks, null),
        ["slab-list"] = (SlabFacts.Objects, null),
        ["numa-layout"] = (NumaFacts.Size, null),
        ["map-count"] = (VmFacts.Setting, "max_map_count"),
    };

    /// <summary>Whether the facts hold what the question asks for.</summary>
    public static bool Already(string question, FactSet facts) =>
        Answers.TryGetValue(question, out var sought) && facts.Find(sought.Key, null, sought.Subject) is not null;
}
