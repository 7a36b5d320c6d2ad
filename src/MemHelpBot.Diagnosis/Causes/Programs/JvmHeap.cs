using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>The Java heap reached -Xmx, or the collector spends nearly all time on a heap that stays full. RAM may be free.</summary>
internal sealed class JvmHeap : ICauseRule
{
    public string Cause => CauseIds.JvmHeap;

    public Judgement? Judge(Scene scene)
    {
        var weighing = new Weighing(Cause, scene);
        if (JvmPools.Heap(scene) is { } full)
        {
            weighing.For(full.Id == SignatureIds.JvmHeap ? "heap-full" : "collector-without-gain", Strength.Proof, full.Line());
            if (scene.Told(RuntimeFacts.JvmMaxHeap) is { } most)
                weighing.For("maximum-told", Strength.Weak, EvidenceArgument.Of("limit", most));
        }
        else if (JvmPools.NotHeap(scene) is { } other)
        {
            weighing.Against("other-pool-named", Strength.Strong, other.Line());
        }

        weighing.Ask("jvm-flags", 0);
        weighing.Ask("process-growth");
        return weighing.Result;
    }
}
