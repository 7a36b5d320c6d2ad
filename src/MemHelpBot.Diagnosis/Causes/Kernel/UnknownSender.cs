using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>Ends that a kernel OOM kill leaves behind in user space, and that others leave as well.</summary>
internal static class UnknownSender
{
    private static readonly string[] Kills = ["exit-137", "shell-killed", "compiler-killed", "linker-oom", "postgres-killed"];

    // An MPI launcher, a library or a supervisor kills what is left when one process failed for another reason.
    private static readonly string[] OtherFailures =
        ["mpi-abort", "segfault", "gfortran-sigsegv", "bus-error", "glibc-heap-corruption", "stack-smashing", "negative-size", "time-limit", "job-deleted", "stopped-by-person", "disk-full", "disk-quota"];

    private static readonly string[] NamedSenders =
        ["earlyoom-kill", "systemd-oomd-kill", "oomd-kill", "android-lmk", "k8s-evicted", "k8s-system-oom", "slurm-oom", "slurm-mem-limit", "slurm-cancelled", "pbs-mem-limit", "lsf-mem-limit"];

    /// <summary>A SIGKILL whose sender the incident does not name; null when it names one.</summary>
    public static EvidenceArgument? Kill(Scene scene)
    {
        if (scene.AnySignature(NamedSenders) is not null)
            return null;
        if (scene.AnySignature(Kills) is { } kill)
            return EvidenceArgument.Line(kill.Span);
        return scene.AnySignature(OtherFailures) is null && scene.Facts.FindOwn(ProgramFacts.Signal, scene.Index) is { Value.Integer: 9 or -9 } signal ? EvidenceArgument.Line(signal.Span) : null;
    }

    /// <summary>systemd's word that a process of the unit was killed for memory: by its cgroup or with the whole machine.</summary>
    public static Signature? Unit(Scene scene) => scene.AnySignature(NamedSenders) is null ? scene.Signature("systemd-oom-result") : null;
}
