using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// RLIMIT_MEMLOCK refuses to pin more pages: mlock, memory registration and queues of the fabric answer ENOMEM. The limit of
/// the job counts, which a login shell need not have.
/// </summary>
internal sealed class MemlockLimit : ICauseRule
{
    // Registration of one fabric context needs tens of MiB; defaults are 64 kB (to 5.15) and 8 MiB (from 5.16).
    internal const long SmallKib = 65_536;

    public string Cause => CauseIds.MemlockLimit;

    public Judgement? Judge(Scene scene)
    {
        var named = scene.Seen(SignatureIds.MemlockNamed);
        var own = scene.Index is null ? null : scene.Own(UlimitFacts.Locked);
        var refused = named ?? MemoryMessages.Region(scene) ?? (own is null ? null : scene.Seen(SignatureIds.EnomemGeneric));
        if (refused is null)
            return null;
        var hearing = new Hearing(Cause, scene);
        if (scene.Told(UlimitFacts.Locked) is { } locked)
            WeighLimit(locked, own is not null, refused, hearing);
        else
            hearing.For(named is null ? "registration-refused" : "limit-named", named is null ? Strength.Weak : Strength.Strong, refused.Line());
        hearing.Ask("memlock-in-job", 0);
        return hearing.Close();
    }

    private static void WeighLimit(Fact locked, bool told, Signature refused, Hearing hearing)
    {
        if (locked.IsUnlimited())
            hearing.Against("locked-unlimited", Strength.Strong, locked.Line(), refused.Line());
        else if (told && locked.Value.Integer <= SmallKib)
            hearing.For("limit-told-by-refusal", Strength.Proof, EvidenceArgument.Of("limit", locked), refused.Line());
        else if (told || locked.Value.Integer <= SmallKib)
            hearing.For("small-limit", Strength.Strong, EvidenceArgument.Of("limit", locked), refused.Line());
        else
            hearing.For("finite-limit", Strength.Weak, EvidenceArgument.Of("limit", locked), refused.Line());
    }
}
