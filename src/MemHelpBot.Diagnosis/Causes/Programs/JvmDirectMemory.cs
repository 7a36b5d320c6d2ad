using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// The JVM counts direct buffers itself and refuses above MaxDirectMemorySize (by default as much as -Xmx), before the
/// kernel is asked.
/// </summary>
internal sealed class JvmDirectMemory : ICauseRule
{
    public string Cause => CauseIds.JvmDirectMemory;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (scene.Seen(SignatureIds.JvmDirect) is { } refused)
        {
            if (scene.Own(RuntimeFacts.JvmFailedAlloc) is { } bytes)
                hearing.For("reservation-refused", Strength.Proof, EvidenceArgument.Of("bytes", bytes), refused.Line());
            else
                hearing.For("direct-buffers-full", Strength.Proof, refused.Line());
        }

        hearing.Ask("jvm-flags", 0);
        return hearing.Close();
    }
}
