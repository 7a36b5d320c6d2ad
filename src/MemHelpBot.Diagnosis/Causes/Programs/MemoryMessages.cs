using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>Messages of different programs that say the same about memory.</summary>
internal static class MemoryMessages
{
    private static readonly string[] Refusals =
    [
        SignatureIds.Forrtl41, SignatureIds.GmxRealloc, SignatureIds.EnomemMalloc, SignatureIds.EnomemMmap, SignatureIds.EnomemGeneric,
        SignatureIds.PythonMemoryError, SignatureIds.CppBadAlloc, SignatureIds.GoOom, SignatureIds.RustAllocFailed,
        SignatureIds.RCannotAllocate, SignatureIds.MatlabOom,
    ];

    private static readonly string[] Kills =
    [
        SignatureIds.Exit137, SignatureIds.ShellKilled, SignatureIds.CompilerKilled, SignatureIds.LinkerOom, SignatureIds.PostgresKilled,
    ];

    private static readonly string[] Regions =
    [
        SignatureIds.IbvRegMr, SignatureIds.UcxRegion, SignatureIds.GlexRegion, SignatureIds.VerbsEnomem, SignatureIds.UcxNoResource,
    ];

    private static readonly string[] LimitKills =
    [
        SignatureIds.SlurmOom, SignatureIds.SlurmMemLimit, SignatureIds.PbsMemLimit, SignatureIds.LsfMemLimit, SignatureIds.YarnMemLimit,
        SignatureIds.JobMemLimit,
        SignatureIds.KernelOomGlobal, SignatureIds.KernelOomMemcg, SignatureIds.KernelKillLine, SignatureIds.OomKilled, SignatureIds.Evicted,
    ];

    private static readonly string[] Exhaustions = [.. Refusals.Where(r => r != SignatureIds.EnomemGeneric), .. LimitKills];

    /// <summary>The program asked and was answered with an error (NULL, ENOMEM): nobody was killed by that.</summary>
    public static Signature? Refusal(Scene scene) => scene.SeenAny(Refusals);

    /// <summary>The program got the KILL signal; the sender is not told.</summary>
    public static EvidenceArgument? Kill(Scene scene)
    {
        if (scene.SeenAny(Kills) is { } signature)
            return signature.Line();
        return scene.Own(ProgramFacts.Signal) is { } signal && signal.Value.Integer is 9 or -9 ? signal.Line() : null;
    }

    /// <summary>The fabric or communication layer could not register or create what it needs.</summary>
    public static Signature? Region(Scene scene) => scene.SeenAny(Regions);

    /// <summary>A message that names a memory limit or an OOM kill as what happened.</summary>
    public static Signature? LimitKill(Scene scene) => scene.SeenAny(LimitKills);

    /// <summary>Whether memory was refused or somebody killed for it anywhere in the paste.</summary>
    public static bool ExhaustedAnywhere(Scene scene)
    {
        foreach (var id in Exhaustions)
        {
            if (scene.SignatureIds.Contains(id))
                return true;
        }

        return false;
    }

    /// <summary>Whether a request was refused anywhere in the paste.</summary>
    public static bool RefusedAnywhere(Scene scene) => Refusals.Any(scene.SignatureIds.Contains);

    /// <summary>Anything that speaks of memory: a refusal, a region error or a memory kill.</summary>
    public static Signature? Memory(Scene scene) => Refusal(scene) ?? Region(scene) ?? LimitKill(scene);
}
