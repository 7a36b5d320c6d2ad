using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// The kernel refused the JVM memory outside its pools (ENOMEM to mmap or malloc), or a container counts what the JVM needs
/// beyond its heap. Who refused (commit limit, rlimit, map count, no RAM) is another question.
/// </summary>
internal sealed class JvmNativeMemory : ICauseRule
{
    public string Cause => CauseIds.JvmNativeMemory;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (scene.Seen(SignatureIds.JvmHsErr) is { } refused && scene.Seen(SignatureIds.CallNotPermitted) is { } denied)
            hearing.Against("denied-not-refused", Strength.Proof, denied.Line(), refused.Line());
        else if (scene.Seen(SignatureIds.JvmHsErr) is { } enomem)
            WeighRefusal(scene, enomem, hearing);
        else if (scene.Own(RuntimeFacts.JvmError) is { Value.Text: { } text } error && text.Contains("Out of swap space", StringComparison.Ordinal))
            hearing.For("native-refused-by-message", Strength.Strong, error.Line());
        if (scene.Signature(SignatureIds.NativeHeapTrimmed) is { } trimmed)
            hearing.For("trim-gave-back", Strength.Strong, trimmed.Line());
        WeighContainer(scene, hearing);
        hearing.Ask("commit-lines", 0);
        hearing.Ask("overcommit-setting");
        hearing.Ask("ulimits");
        hearing.Ask("jvm-flags");
        return hearing.Close();
    }

    private static void WeighRefusal(Scene scene, Signature refused, Hearing hearing)
    {
        // A mapped file that is refused as well reserves no memory: the JVM's own need is not what ran out.
        var strength = scene.Seen(SignatureIds.FileMapRefused) is null ? Strength.Proof : Strength.Weak;
        if (scene.Own(RuntimeFacts.JvmFailedAlloc) is { } bytes)
            hearing.For("kernel-refused-bytes", strength, EvidenceArgument.Of("bytes", bytes), refused.Line());
        else
            hearing.For("kernel-refused", strength, refused.Line());
        if (scene.Told(FreeFacts.Total) is { } total && scene.Told(FreeFacts.Available) is { } available)
            hearing.For("free-measured-afterwards", Strength.Weak, EvidenceArgument.Of("total", total), EvidenceArgument.Of("available", available));
    }

    // A container's limit above the heap's says that what lies between is native memory.
    private static void WeighContainer(Scene scene, Hearing hearing)
    {
        if (scene.Told(RuntimeFacts.JvmMaxHeap) is { Value.Integer: { } most } heap && scene.Own(JobFacts.Peak) is { Value.Integer: { } used } peak && used > most / 1024)
            hearing.For("use-above-heap", Strength.Weak, EvidenceArgument.Of("peak", peak), EvidenceArgument.Of("heap", heap));
        else if (scene.Seen(SignatureIds.YarnMemLimit) is { } container)
            hearing.For("container-counts-overhead", Strength.Weak, container.Line());
    }
}
