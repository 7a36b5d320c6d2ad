using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Causes.Hearing;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>
/// What the files of a cgroup, a unit or a container say of its limit without a kernel report. They speak only where one cgroup is
/// shown: the values of several cannot be told apart.
/// </summary>
internal static class CgroupCounters
{
    private const long MostKib = 1L << 50;

    public static void Weigh(Hearing hearing, Scene scene)
    {
        Events(hearing, scene);
        Use(hearing, scene);
        if (Only(scene, UnitFacts.Peak) is { Value.Integer: > 0 and < MostKib and var peak } most && Only(scene, UnitFacts.Max) is { Value.Integer: > 0 and < MostKib and var max } bound && peak * 100 >= max * 99)
            hearing.For("unit-peak-at-max", UnknownSender.Unit(scene) is null ? Strength.Weak : Strength.Strong, Arg("peak", most), Arg("limit", bound));
    }

    /// <summary>The runtime's flag that nothing was killed: a child that was killed while the first process lived on need not set it.</summary>
    public static Fact? NotKilled(Scene scene) => Only(scene, ContainerFacts.OomKilled) is { Value.Flag: false } flag ? flag : null;

    // memory.events (cgroup-v2.rst): oom counts requests that were about to fail at the limit of this cgroup or one below,
    // oom_kill the processes of it killed by any OOM killer.
    private static void Events(Hearing hearing, Scene scene)
    {
        var local = Only(scene, MemcgFacts.EventLocal, "oom") is not null;
        var key = local ? MemcgFacts.EventLocal : MemcgFacts.Event;
        if (Only(scene, key, "oom_kill") is { Value.Integer: > 0 } kills)
        {
            if (Only(scene, key, "oom") is not { Value.Integer: { } reached } oom)
                hearing.For("events-kills", Strength.Weak, Arg("kills", kills));
            else if (reached > 0)
                hearing.For("events-oom", local ? Strength.Proof : Strength.Strong, Arg("kills", kills), Arg("oom", oom));
            else
                hearing.Against("killed-from-above", Strength.Strong, Arg("kills", kills), Arg("oom", oom));
        }
        else if (Only(scene, MemcgFacts.OomControl, "oom_kill") is { Value.Integer: > 0 } counted)
        {
            var failed = Only(scene, MemcgFacts.Failcnt);
            if (failed is { Value.Integer: > 0 } failcnt)
                hearing.For("control-kills-and-failures", Strength.Strong, Arg("kills", counted), Arg("failcnt", failcnt));
            else
                hearing.For("events-kills", Strength.Weak, Arg("kills", counted));
        }
    }

    private static void Use(Hearing hearing, Scene scene)
    {
        if (Only(scene, MemcgFacts.Limit) is not { Value.Integer: > 0 and < MostKib and var limit } bound)
            return;
        if (Only(scene, MemcgFacts.Anon) is { Value.Integer: >= 0 and < MostKib and var anon } held && anon * 10 >= limit * 9)
            hearing.For("anonymous-fills-limit", Strength.Strong, Arg("anon", held), Arg("limit", bound));
        else if (Only(scene, MemcgFacts.Usage) is { Value.Integer: >= 0 and < MostKib and var usage } used && usage * 100 >= limit * 99)
            hearing.For("files-at-limit", Strength.Weak, Arg("usage", used), Arg("limit", bound));
        else if (Only(scene, MemcgFacts.Peak) is { Value.Integer: >= 0 and < MostKib and var peak } most && peak * 100 >= limit * 99)
        {
            // The peak alone may be page cache; with a kill whose sender is not named beside it there is little else to think of.
            var killed = hearing.HasFor && Only(scene, MemcgFacts.Failcnt) is { Value.Integer: > 0 };
            hearing.For("peak-at-limit", killed ? Strength.Strong : Strength.Weak, Arg("peak", most), Arg("limit", bound));
        }
    }

    /// <summary>The fact of the paste as a whole, when it has one value only.</summary>
    public static Fact? Only(Scene scene, FactKey key, string? subject = null)
    {
        Fact? only = null;
        foreach (var fact in scene.Facts.EveryOwn(key, null, subject))
        {
            if (only is { } other && other.Value != fact.Value && other.Span.Message == fact.Span.Message)
                return null;
            only = fact;
        }

        return only;
    }
}
