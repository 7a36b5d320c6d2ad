using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>A runtime stopped at its own cap (V8, PHP, .NET, MATLAB's array preference, APT's cache, %Mem, MaxCore). The kernel refused nothing.</summary>
internal sealed class RuntimeHeapLimit : ICauseRule
{
    public string Cause => CauseIds.RuntimeHeapLimit;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (scene.Seen(SignatureIds.PhpMemoryLimit) is { } php)
            WeighCap(scene, php, "php-limit", hearing);
        if (scene.Seen(SignatureIds.NodeHeap) is { } node)
            WeighCap(scene, node, "node-heap", hearing);
        if (scene.Seen(SignatureIds.ProgramMemoryLimit) is { } own)
            WeighCap(scene, own, "own-limit", hearing);
        if (scene.Seen(SignatureIds.AptCacheLimit) is { } apt)
            hearing.For("apt-cache", Strength.Proof, apt.Line());
        if (scene.Seen(SignatureIds.DotnetOom) is { } dotnet)
            WeighDotnet(scene, dotnet, hearing);
        if (scene.Seen(SignatureIds.MatlabOom) is { } matlab)
            hearing.For("matlab-preference", Strength.Weak, matlab.Line());
        hearing.Ask("process-growth");
        hearing.Ask("which-cgroup-limit");
        return hearing.Close();
    }

    private static void WeighCap(Scene scene, Signature message, string id, Hearing hearing)
    {
        if (scene.Own(RuntimeFacts.HeapLimit) is { } limit)
            hearing.For(id + "-told", Strength.Proof, EvidenceArgument.Of("limit", limit), message.Line());
        else
            hearing.For(id, Strength.Proof, message.Line());
        if (scene.Own(RuntimeFacts.HeapUsed) is { } used)
            hearing.For("heap-used", Strength.Weak, EvidenceArgument.Of("used", used));
    }

    // A size is only stated when the reservation of address space fails, which is no cap of the heap.
    private static void WeighDotnet(Scene scene, Signature message, Hearing hearing)
    {
        if (scene.Own(RuntimeFacts.HeapLimit) is { } limit)
            hearing.For("dotnet-limit-told", Strength.Strong, EvidenceArgument.Of("limit", limit), message.Line());
        else if (scene.Seen(SignatureIds.HeapCapSet) is { } cap)
            hearing.For("dotnet-cap-set", Strength.Strong, cap.Line(), message.Line());
        else
            hearing.For("dotnet-refused", Strength.Weak, message.Line());
    }
}
