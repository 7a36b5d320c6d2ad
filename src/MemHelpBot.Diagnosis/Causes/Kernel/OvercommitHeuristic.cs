using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Causes.Hearing;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>Mode 0 looks at one request alone: proved where it is larger than RAM and swap together. Modes 1 and 2 exclude it.</summary>
internal sealed class OvercommitHeuristic : ICauseRule
{
    public string Cause => CauseIds.OvercommitHeuristic;

    public Judgement? Judge(Scene scene)
    {
        if (Refusals.Any(scene) is not { } refusal || KernelReport.Of(scene) is not null)
            return null;
        var hearing = new Hearing(Cause, scene);
        var mode = scene.Facts.Find(VmFacts.Setting, null, "overcommit_memory");
        if (mode is { Value.Integer: 1 or 2 } other)
            return hearing.Against("mode-other", Strength.Proof, Arg("mode", other)).Close();
        var heuristic = mode?.Value.Integer == 0;
        var fork = Refusals.Fork(scene);
        if (Refusals.Promise(scene) is { } promise)
            hearing.For("kernel-refused-promise", heuristic ? Strength.Proof : Strength.Weak, EvidenceArgument.Line(promise.Span));
        if (Refusals.Size(scene) is { Value.Integer: { } bytes } request && Machine(scene) is { } machine)
        {
            if (bytes / 1024 > machine.Kb)
                hearing.For("request-exceeds-machine", heuristic ? Strength.Proof : Strength.Strong, Arg("request", request), Arg("total", machine.Total));
            else if (bytes / 1024 < machine.Kb / 10)
                hearing.Against("request-small", Strength.Strong, Arg("request", request), Arg("total", machine.Total));
        }

        if (fork is not null && mode is { } zero && heuristic)
            hearing.For("fork-in-mode-zero", Strength.Strong, Arg("mode", zero), EvidenceArgument.Line(fork.Span));
        else if (fork is not null)
            hearing.For("fork-refused", scene.Signature("redis-fork") is null || hearing.HasAgainst ? Strength.Weak : Strength.Strong, EvidenceArgument.Line(fork.Span));
        else if (mode is null && Large(scene) is { } large)
            hearing.For("large-request-mode-unknown", Strength.Weak, Arg("request", large), EvidenceArgument.Line(refusal.Span));
        else if (mode is { } told && heuristic)
            hearing.For("refused-in-mode-zero", Strength.Weak, Arg("mode", told), EvidenceArgument.Line(refusal.Span));
        if (mode is null)
            hearing.Ask("overcommit-setting", 0);
        return hearing.Ask("meminfo").Close();
    }

    // One mapping that the kernel refused outright, where nothing else printed says who: a runtime's heap or a segment, not an array of the program.
    private static Fact? Large(Scene scene) =>
        scene.AnySignature("go-oom", "jvm-hs-err", "postgres-shmem", "enomem-mmap") is not null
        && scene.Facts.Find(UlimitFacts.Virtual) is not { Value.Integer: not null } && Refusals.Size(scene) is { Value.Integer: >= 64L << 20 } size ? size : null;

    // RAM and swap in KiB; swap that is not told may be there, so without it nothing is said.
    private static (long Kb, Fact Total)? Machine(Scene scene)
    {
        if ((MemoryTotals.Field(scene, "MemTotal") ?? scene.Facts.Find(FreeFacts.Total)) is not { Value.Integer: > 0 and < 1L << 50 and var ram } total
            || (MemoryTotals.Field(scene, "SwapTotal") ?? scene.Facts.Find(FreeFacts.SwapTotal)) is not { Value.Integer: >= 0 and < 1L << 50 and var swap })
            return null;
        return (ram + swap, total);
    }
}
