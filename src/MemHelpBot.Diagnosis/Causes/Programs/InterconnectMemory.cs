using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// The communication layer pins or shares its own buffers; when the card's table, a quota of pinned pages, the locked-memory
/// limit or the System V limits refuse, it reports a region error. When the node's memory is gone the same error follows.
/// </summary>
internal sealed class InterconnectMemory : ICauseRule
{
    public string Cause => CauseIds.InterconnectMemory;

    public Judgement? Judge(Scene scene)
    {
        var region = MemoryMessages.Region(scene) ?? scene.Seen(SignatureIds.FabricShmget);
        if (region is null)
            return Hinted(scene);
        var hearing = new Hearing(Cause, scene);
        var other = MemoryMessages.LimitKill(scene) ?? Exhaustion(scene);
        if (region.Id == SignatureIds.FabricShmget)
            hearing.For("shared-segment-refused", Strength.Strong, region.Line());
        else if (other is not null)
            hearing.For("region-error-beside-exhaustion", Strength.Weak, region.Line(), other.Line());
        else if (MemoryMessages.ExhaustedAnywhere(scene))
            hearing.For("region-error-with-exhaustion-elsewhere", Strength.Weak, region.Line());
        else if (region.Id == SignatureIds.GlexRegion)
            hearing.For("glex-region-refused", scene.Told(MpiFacts.ThreadsTotal) is null ? Strength.Strong : Strength.Weak, region.Line());
        else
            hearing.For("registration-refused", scene.Told(UlimitFacts.Locked) is { Value.Integer: <= MemlockLimit.SmallKib } ? Strength.Weak : Strength.Strong, region.Line());
        if (scene.Told(UlimitFacts.Locked) is { } locked && locked.IsUnlimited())
            hearing.For("not-locked-memory", Strength.Weak, locked.Line(), region.Line());
        hearing.Ask("memlock-in-job", 0);
        hearing.Ask("rank-memory");
        hearing.Ask("shm-usage", region.Id == SignatureIds.FabricShmget ? 0 : 2);
        return hearing.Close();
    }

    // The program itself ran out in the same incident: the region error may be a consequence.
    private static Signature? Exhaustion(Scene scene) =>
        MemoryMessages.Refusal(scene) is { Id: not SignatureIds.EnomemGeneric } refusal ? refusal : null;

    private Judgement? Hinted(Scene scene)
    {
        if (scene.Seen(SignatureIds.MemlockNamed) is not { } named)
            return null;
        var hearing = new Hearing(Cause, scene);
        hearing.For("registration-refused", Strength.Weak, named.Line());
        hearing.Ask("memlock-in-job", 0);
        return hearing.Close();
    }
}
