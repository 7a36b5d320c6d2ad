using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Causes.Hearing;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>
/// Enforced in mode 2 only: the mode contradicts it, and far below the limit the sample does. Committed_AS above CommitLimit in an unknown
/// mode is normal and asks for the mode.
/// </summary>
internal sealed class CommitLimit : ICauseRule
{
    public string Cause => CauseIds.CommitLimit;

    public Judgement? Judge(Scene scene)
    {
        if (scene.Index is not null && KernelReport.Of(scene) is not null)
            return null;
        var hearing = new Hearing(Cause, scene);
        var mode = scene.Facts.Find(VmFacts.Setting, null, "overcommit_memory");
        // What is mapped MAP_NORESERVE counts in mode 2 alone.
        var refusal = Refusals.Any(scene) ?? (mode?.Value.Integer == 2 ? scene.Signature("sanitizer-shadow") : null);
        if (scene.Index is not null && refusal is null)
            return null;
        Sample(hearing, scene, mode?.Value.Integer == 2, refusal is not null);
        if (Refusals.Promise(scene) is { } promise)
            hearing.For("kernel-refused-promise", mode?.Value.Integer == 2 ? Strength.Proof : Strength.Strong, EvidenceArgument.Line(promise.Span));
        else if (refusal is not null)
            hearing.For("refused", Strength.Weak, EvidenceArgument.Line(refusal.Span));
        if (!hearing.HasFor && !hearing.HasAgainst)
            return null;
        if (mode is { Value.Integer: 0 or 1 } lax)
            hearing.Against("mode-not-strict", Strength.Proof, Arg("mode", lax));
        else if (mode is { Value.Integer: 2 } strict)
            hearing.For("mode-strict", refusal is null ? Strength.Weak : Strength.Strong, Arg("mode", strict));
        else
            hearing.Ask("overcommit-setting", 0);
        return hearing.Ask("commit-lines").Close();
    }

    private static void Sample(Hearing hearing, Scene scene, bool strict, bool refused)
    {
        if (scene.Facts.Find(CommitFacts.Ratio) is not { Value.Number: { } share } ratio
            || scene.Facts.Find(CommitFacts.Headroom) is not { Value.Integer: { } left } headroom
            || MemoryTotals.Field(scene, "Committed_AS") is not { } committed || MemoryTotals.Field(scene, "CommitLimit") is not { } limit)
            return;
        var size = Refusals.Size(scene);
        if (share >= 0.98)
        {
            hearing.For(
                "at-limit", strict ? Strength.Proof : Strength.Weak, Arg("committed", committed), Arg("limit", limit), Arg("ratio", ratio));
        }
        else if (size is { Value.Integer: { } bytes } request && bytes / 1024 > left)
        {
            hearing.For("request-beyond-headroom", strict ? Strength.Proof : Strength.Weak, Arg("request", request), Arg("headroom", headroom));
        }
        else if (share < 0.9)
        {
            hearing.Against("far-below", Strength.Proof, Arg("committed", committed), Arg("limit", limit), Arg("ratio", ratio));
        }

        // A fork promises the child as much as the parent has.
        if ((refused || Symptoms.Find(scene.Facts, "fork-fails") is not null) && scene.Facts.Find(StatementFacts.ProcessSize) is { } process)
            hearing.For("fork-doubles", Strength.Weak, Arg("process", process), Arg("headroom", headroom));
    }
}
