using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// The GPU's own memory refused a request: too much held by this process, by its allocator's cache, or by others on the same
/// device. The memory of the host is another one.
/// </summary>
internal sealed class GpuDeviceMemory : ICauseRule
{
    public string Cause => CauseIds.GpuDeviceMemory;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        var hostAlloc = scene.Seen(SignatureIds.CudaHostAlloc);
        if (scene.SeenAny(SignatureIds.CudaOom, SignatureIds.HipOom, SignatureIds.NcclOom) is { } refused)
        {
            WeighRequest(scene, refused, hostAlloc is not null, hearing);
            WeighHolders(scene, hearing);
        }

        WeighTable(scene, hearing);
        if (scene.Seen(SignatureIds.NvrmAlloc) is { } driver && scene.Seen(SignatureIds.NvrmHostPages) is null)
            hearing.For("driver-got-no-memory", Strength.Weak, driver.Line());

        if (hostAlloc is not null)
            hearing.Against("host-allocation-refused", Strength.Strong, hostAlloc.Line());
        hearing.Ask("gpu-processes", 0);
        hearing.Ask("process-growth");
        return hearing.Close();
    }

    private static void WeighRequest(Scene scene, Signature refused, bool host, Hearing hearing)
    {
        var tried = scene.Own(CudaFacts.Tried);
        var free = scene.Own(CudaFacts.Free);
        if (tried is { Value.Integer: { } wanted } request && free is { Value.Integer: { } left } rest && wanted > left)
            hearing.For("request-exceeds-free", Strength.Proof, EvidenceArgument.Of("bytes", request), EvidenceArgument.Of("free", rest), refused.Line());
        else if (tried is { } some)
            hearing.For("device-refused-bytes", Strength.Strong, EvidenceArgument.Of("bytes", some), refused.Line());
        else
            hearing.For("device-refused", host ? Strength.Weak : Strength.Strong, refused.Line());
    }

    // nvidia-smi beside the message, or alone: a device that is full now.
    private static void WeighTable(Scene scene, Hearing hearing)
    {
        if (scene.Index is not null && scene.SeenAny(SignatureIds.CudaOom, SignatureIds.HipOom, SignatureIds.NcclOom) is null)
            return;
        foreach (var used in scene.Facts.EveryOwn(GpuFacts.Used, null))
        {
            if (used.Value.Integer is not (>= 0 and < 1L << 40 and var held) || scene.Facts.FindOwn(GpuFacts.Total, null, used.Subject) is not { Value.Integer: > 0 and < 1L << 40 and var all } total || held * 20 < all * 19)
                continue;
            hearing.For("device-full", scene.Index is null ? Strength.Weak : Strength.Strong, EvidenceArgument.SubjectOf("device", used), EvidenceArgument.Of("used", used), EvidenceArgument.Of("total", total));
            return;
        }
    }

    private static void WeighHolders(Scene scene, Hearing hearing)
    {
        if (scene.Own(CudaFacts.Cached) is { Value.Integer: { } cache } cached && scene.Own(CudaFacts.Tried) is { Value.Integer: { } wanted } && cache >= wanted)
            hearing.For("cache-would-hold-it", Strength.Weak, EvidenceArgument.Of("cached", cached));
        if (scene.Own(CudaFacts.HeldByProcess) is null)
            WeighOutside(scene, CudaFacts.HeldOutside, "held-outside-framework", hearing);
        else if (Named(scene) is { } other)
            hearing.For("held-by-named", Strength.Weak, EvidenceArgument.SubjectOf("pid", other), EvidenceArgument.Of("held", other));
        else
            WeighOutside(scene, CudaFacts.HeldElsewhere, "held-by-others", hearing);
    }

    private static void WeighOutside(Scene scene, FactKey key, string evidence, Hearing hearing)
    {
        if (scene.Own(key) is { Value.Integer: { } held } elsewhere && scene.Own(CudaFacts.Total) is { Value.Integer: { } size } total && held > size / 2)
            hearing.For(evidence, Strength.Weak, EvidenceArgument.Of("held", elsewhere), EvidenceArgument.Of("total", total));
    }

    // Another process, named beside this one, without which the request would have fitted. Named alone it may be this one, seen from outside its container.
    private static Fact? Named(Scene scene)
    {
        if (scene.Own(CudaFacts.Tried)?.Value.Integer is not { } wanted || scene.Own(CudaFacts.Free)?.Value.Integer is not { } free || wanted <= free)
            return null;
        Fact? largest = null;
        foreach (var held in scene.Facts.EveryOwn(CudaFacts.HeldByPid, scene.Index))
        {
            if (held.Value.Integer >= wanted - free && (largest is not { } known || held.Value.Integer > known.Value.Integer))
                largest = held;
        }

        return largest;
    }
}
