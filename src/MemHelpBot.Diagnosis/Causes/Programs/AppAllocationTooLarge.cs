using MemHelpBot.Diagnosis.Sizing;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// One request is by itself more than there is: a dense matrix from two long vectors, a buffer sized by the whole input.
/// A small request that is refused speaks of what was in use before it, not of itself. A size that no machine can serve is
/// no need but a wrong number, see <see cref="NotAMemoryShortage"/>.
/// </summary>
internal sealed class AppAllocationTooLarge : ICauseRule
{
    private const long LargeBytes = 4L << 30;
    private const long SmallBytes = 64L << 20;

    public string Cause => CauseIds.AppAllocationTooLarge;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (scene.Seen(SignatureIds.JvmArraySize) is { } array)
            hearing.For("array-beyond-vm-limit", Strength.Proof, array.Line());
        WeighDevice(scene, hearing);
        if (scene.Seen(SignatureIds.PostgresAllocLimit) is { } single && Largest(scene) is { } value)
            hearing.For("beyond-server-allocation-limit", Strength.Strong, EvidenceArgument.Of("bytes", value), single.Line());
        else if (scene.SeenAny(SignatureIds.PhpMemoryLimit, SignatureIds.NodeHeap, SignatureIds.ServerMemoryLimit, SignatureIds.ProgramMemoryLimit) is not null)
            WeighCap(scene, hearing);
        else if (scene.SeenAny(SignatureIds.DotnetOom, SignatureIds.PostgresShmem, SignatureIds.SanitizerShadow) is null)
            WeighRequest(scene, hearing);
        hearing.Ask("program-log");
        hearing.Ask("meminfo");
        return hearing.Close();
    }

    private static void WeighRequest(Scene scene, Hearing hearing)
    {
        if (Largest(scene) is not { } request)
        {
            if (scene.SeenAny(SignatureIds.Forrtl41, SignatureIds.CppBadAlloc, SignatureIds.PythonMemoryError, SignatureIds.MatlabOom,
                SignatureIds.RCannotAllocate, SignatureIds.RustAllocFailed, SignatureIds.GoOom, SignatureIds.EnomemMalloc) is { } refusal)
            {
                hearing.For("size-not-told", Strength.Weak, refusal.Line());
            }

            return;
        }

        var bytes = request.Value.Integer.GetValueOrDefault();
        var kind = RefusedSizes.Kind(request);
        if (kind is RefusedSize.Negative or RefusedSize.BeyondAddressSpace)
            return;
        if (MachineMemory.Of(scene) is { } machine)
            WeighAgainstMachine(request, bytes, machine, hearing);
        else if (kind is RefusedSize.BeyondCommonMachines)
            hearing.For("size-beyond-common", Strength.Weak, EvidenceArgument.Of("bytes", request));
        else if (bytes >= LargeBytes)
            hearing.For("one-large-request", Strength.Strong, EvidenceArgument.Of("bytes", request));
        else
            WeighModest(request, bytes, hearing);
    }

    private static void WeighAgainstMachine(Fact request, long bytes, MachineMemory machine, Hearing hearing)
    {
        var arguments = new[] { EvidenceArgument.Of("bytes", request), EvidenceArgument.Of("memory", machine.Fact) };
        if (machine.IsExceededBy(bytes))
            hearing.For("request-exceeds-machine", Strength.Proof, arguments);
        else if (machine.IsExceededBy(checked(bytes * 2)))
            hearing.For("request-is-most-of-machine", Strength.Strong, arguments);
        else
            WeighModest(request, bytes, hearing);
    }

    private static void WeighModest(Fact request, long bytes, Hearing hearing)
    {
        if (bytes <= SmallBytes)
            hearing.Against("request-small", Strength.Strong, EvidenceArgument.Of("bytes", request));
        else
            hearing.For("request-alone-does-not-tell", Strength.Weak, EvidenceArgument.Of("bytes", request));
    }

    private static void WeighCap(Scene scene, Hearing hearing)
    {
        if (Largest(scene) is { Value.Integer: { } bytes } request && scene.Own(RuntimeFacts.HeapLimit) is { Value.Integer: { } limit } cap && bytes > limit)
            hearing.For("request-exceeds-cap", Strength.Strong, EvidenceArgument.Of("bytes", request), EvidenceArgument.Of("limit", cap));
    }

    private static void WeighDevice(Scene scene, Hearing hearing)
    {
        if (scene.Own(CudaFacts.Tried) is { Value.Integer: { } bytes } tried && scene.Own(CudaFacts.Total) is { Value.Integer: { } size } total && bytes > size)
            hearing.For("request-exceeds-device", Strength.Strong, EvidenceArgument.Of("bytes", tried), EvidenceArgument.Of("memory", total));
        else if (scene.Own(CudaFacts.Tried) is { Value.Integer: >= 0 and < 1L << 60 and var part } large && scene.Own(CudaFacts.Total) is { Value.Integer: { } all } whole && part > all / 4)
            hearing.For("request-is-much-of-device", Strength.Weak, EvidenceArgument.Of("bytes", large), EvidenceArgument.Of("memory", whole));
    }

    // Several ranks may have been refused different sizes: the largest speaks for or against this cause.
    private static Fact? Largest(Scene scene)
    {
        Fact? largest = null;
        foreach (var fact in scene.Facts.EveryOwn(ProgramFacts.FailedBytes, scene.Index))
        {
            if (largest is null || fact.Value.Number > largest.Value.Value.Number)
                largest = fact;
        }

        return largest;
    }
}
