using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>Parts of the machine's memory as shares of the whole; what is not told gives no share.</summary>
internal static class MemoryTotals
{
    /// <summary>A field of /proc/meminfo of the paste, with a number that sums can bear.</summary>
    public static Fact? Field(Scene scene, string name) =>
        scene.Facts.Find(MeminfoFacts.Field, null, name) is { Value.Integer: >= 0 and < 1L << 50 } field ? field : null;

    /// <summary>A counter of the incident's report in pages.</summary>
    public static Fact? Pages(Scene scene, FactKey key) => scene.Find(key) is { Value.Integer: >= 0 and < 1L << 50 } pages ? pages : null;

    /// <summary>Part of the whole in percent; both in the same unit.</summary>
    public static double Share(Fact part, Fact whole) => whole.Value.Integer is > 0 and var all ? 100.0 * part.Value.Integer!.Value / all : 0;
}
