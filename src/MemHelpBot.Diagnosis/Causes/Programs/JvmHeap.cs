using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>The Java heap reached -Xmx, or the collector spends nearly all time on a heap that stays full. RAM may be free.</summary>
internal sealed class JvmHeap : ICauseRule
{
    public string Cause => CauseIds.JvmHeap;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (JvmPools.Heap(scene) is { } full)
        {
            hearing.For(full.Id == SignatureIds.JvmHeap ? "heap-full" : "collector-without-gain", Strength.Proof, full.Line());
            if (scene.Told(RuntimeFacts.JvmMaxHeap) is { } most)
                hearing.For("maximum-told", Strength.Weak, EvidenceArgument.Of("limit", most));
        }
        else if (JvmPools.NotHeap(scene) is { } other)
        {
            hearing.Against("other-pool-named", Strength.Strong, other.Line());
        }

        hearing.Ask("jvm-flags", 0);
        hearing.Ask("process-growth");
        return hearing.Close();
    }
}
