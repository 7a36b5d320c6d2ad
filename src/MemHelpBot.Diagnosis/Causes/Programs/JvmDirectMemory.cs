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
        var weighing = new Weighing(Cause, scene);
        if (scene.Seen(SignatureIds.JvmDirect) is { } refused)
        {
            if (scene.Own(RuntimeFacts.JvmFailedAlloc) is { } bytes)
                weighing.For("reservation-refused", Strength.Proof, EvidenceArgument.Of("bytes", bytes), refused.Line());
            else
                weighing.For("direct-buffers-full", Strength.Proof, refused.Line());
        }

        weighing.Ask("jvm-flags", 0);
        return weighing.Result;
    }
}
