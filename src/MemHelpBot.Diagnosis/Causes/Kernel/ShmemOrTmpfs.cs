using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Causes.Hearing;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>Shared memory and tmpfs files against the memory they live in: above a tenth possible, a fifth strong, two fifths proved.</summary>
internal sealed class ShmemOrTmpfs : ICauseRule
{
    public string Cause => CauseIds.ShmemOrTmpfs;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (scene.Index is null)
        {
            if (MemoryTotals.Field(scene, "Shmem") is { } shmem && MemoryTotals.Field(scene, "MemTotal") is { } total)
                Share(hearing, "shmem-share", shmem, total);
        }
        else if (scene.Find(MemcgFacts.Shmem) is { } charged && scene.Find(MemcgFacts.Usage) is { } usage)
        {
            Share(hearing, "shmem-in-cgroup", charged, usage);
        }
        else if (MemoryTotals.Pages(scene, MemFacts.ShmemPages) is { } pages && MemoryTotals.Pages(scene, MemFacts.UsablePages) is { } usable)
        {
            Share(hearing, "report-shmem-share", pages, usable);
        }

        Full(hearing, scene);
        if (scene.Signature("shm-full") is { } full)
            hearing.For("shm-full", Strength.Strong, EvidenceArgument.Line(full.Span));
        else if (scene.Signature("shm-suspected") is { } suspected)
            hearing.For("shm-suspected", Strength.Strong, EvidenceArgument.Line(suspected.Span));
        if (scene.Signature("ucx-shmget") is { } segment)
            hearing.For("segment-refused", Strength.Weak, EvidenceArgument.Line(segment.Span));
        if (scene.Signature("bus-error") is { } bus)
            hearing.For("bus-error", Strength.Weak, EvidenceArgument.Line(bus.Span));
        return hearing.HasFor ? hearing.Ask("shm-usage", 0).Close() : null;
    }

    // A full tmpfs refuses writes and, mapped, ends in SIGBUS; what it holds is RAM or swap.
    private static void Full(Hearing hearing, Scene scene)
    {
        foreach (var share in scene.Facts.EveryOwn(TmpfsFacts.UsedPercent, null))
        {
            if (share.Value.Integer is not >= 95 || share.Subject is not { } mount || mount.StartsWith("/snap", StringComparison.Ordinal)
                || scene.Facts.FindOwn(TmpfsFacts.Size, null, mount) is not { } size || scene.Facts.FindOwn(TmpfsFacts.Used, null, mount) is not { } used)
                continue;
            hearing.For("tmpfs-full", scene.Index is null || scene.AnySignature("bus-error", "shm-full", "shm-suspected") is not null ? Strength.Strong : Strength.Weak,
                EvidenceArgument.SubjectOf("mount", share), Arg("used", used), Arg("size", size));
            return;
        }
    }

    private static void Share(Hearing hearing, string id, Fact part, Fact whole)
    {
        var share = MemoryTotals.Share(part, whole);
        if (share > 10)
            hearing.For(id, share > 40 ? Strength.Proof : share > 20 ? Strength.Strong : Strength.Weak, Arg("shmem", part), Arg("total", whole));
    }
}
