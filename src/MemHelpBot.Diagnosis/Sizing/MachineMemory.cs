using MemHelpBot.Diagnosis.Causes.Programs;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Sizing;

/// <summary>RAM of the machine, from what tells it best: /proc/meminfo, free, then the person.</summary>
/// <param name="Fact">The fact, in KiB.</param>
/// <param name="Kib">Its value.</param>
internal readonly record struct MachineMemory(Fact Fact, long Kib)
{
    /// <summary>The RAM; null when nothing tells it.</summary>
    public static MachineMemory? Of(Scene scene) =>
        From(scene.Told(MeminfoFacts.Field, "MemTotal"))
        ?? From(scene.Told(FreeFacts.Total))
        ?? From(scene.Told(StatementFacts.MachineMemory));

    /// <summary>Whether so many bytes are more than the machine has.</summary>
    public bool IsExceededBy(long bytes) => bytes / 1024 > Kib;

    private static MachineMemory? From(Fact? fact) => fact is { Value.Integer: { } kib } ? new(fact.Value, kib) : null;
}
