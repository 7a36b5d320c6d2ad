using MemHelpBot.Diagnosis.Sizing;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// What stopped the program is no lack of memory: a wrong size, a broken heap, an invalid access, a message that did not fit
/// its buffer, a limit of time or disk, a person. A memory error beside it weakens all of these, since they may follow from it.
/// </summary>
internal sealed class NotAMemoryShortage : ICauseRule
{
    private static readonly (string Signature, string Evidence, Strength Strength)[] Plain =
    [
        (SignatureIds.HeapCorruption, "heap-corrupted", Strength.Proof),
        (SignatureIds.StackSmashing, "buffer-overrun", Strength.Proof),
        (SignatureIds.Forrtl179, "size-overflowed", Strength.Proof),
        (SignatureIds.NegativeSize, "size-counted-negative", Strength.Proof),
        (SignatureIds.StaticTls, "static-tls-used-up", Strength.Proof),
        (SignatureIds.CallNotPermitted, "call-not-permitted", Strength.Proof),
        (SignatureIds.KernelStackEnd, "kernel-stack-corrupted", Strength.Proof),
        (SignatureIds.KernelSanitizer, "kernel-sanitizer-report", Strength.Weak),
        (SignatureIds.KernelOops, "kernel-oops", Strength.Weak),
        (SignatureIds.LowRealMemory, "node-configured-larger", Strength.Proof),
        (SignatureIds.MemoryHardwareError, "memory-is-faulty", Strength.Strong),
        (SignatureIds.VmallocSpace, "kernel-address-space", Strength.Strong),
        (SignatureIds.HugepagePoolEmpty, "hugepage-pool-empty", Strength.Strong),
        (SignatureIds.TcpMemoryLimit, "tcp-memory-limit", Strength.Strong),
        (SignatureIds.CgroupIdsUsedUp, "cgroup-ids-used-up", Strength.Strong),
        (SignatureIds.ConntrackFull, "conntrack-table-full", Strength.Strong),
        (SignatureIds.DiskFull, "disk-or-quota-full", Strength.Strong),
        (SignatureIds.EvictedOther, "evicted-for-other-resource", Strength.Strong),
        (SignatureIds.DiskQuota, "disk-or-quota-full", Strength.Strong),
        (SignatureIds.TimeLimit, "time-limit-reached", Strength.Strong),
        (SignatureIds.StoppedByPerson, "stopped-by-person", Strength.Strong),
        (SignatureIds.NumericalInstability, "numerically-unstable", Strength.Strong),
        (SignatureIds.PidNamespace, "pid-namespace-gone", Strength.Strong),
    ];

    public string Cause => CauseIds.NotAMemoryShortage;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        WeighSize(scene, hearing);
        foreach (var (signature, evidence, strength) in Plain)
        {
            if (scene.Seen(signature) is not { } seen)
                continue;
            // The scheduler's own kill is carried out as root's request.
            if (signature == SignatureIds.StoppedByPerson && scene.SeenAny(SignatureIds.PbsMemLimit, SignatureIds.LsfMemLimit, SignatureIds.JobMemLimit) is not null)
                continue;
            if (signature == SignatureIds.HeapCorruption && Refused(scene) is { } refused && refused.Span.FirstLine < seen.Span.FirstLine)
                hearing.For("heap-corrupted-behind-refusal", Strength.Weak, refused.Line(), seen.Line());
            else
                hearing.For(evidence, strength, seen.Line());
        }

        var memory = MemoryMessages.Memory(scene);
        if (scene.Own(SlurmFacts.State) is { Value.Text: "TIMEOUT" } state)
            hearing.For("state-timeout", Strength.Strong, EvidenceArgument.Of("state", state));
        if (scene.Seen(SignatureIds.MpiTruncated) is { } truncated)
            hearing.For("message-truncated", memory is null ? Strength.Strong : Strength.Weak, truncated.Line());
        WeighCrash(scene, memory, hearing);
        if (MemoryMessages.Refusal(scene) is { } built && Kernel.Symptoms.Find(scene.Facts, "optimised-only") is { } optimised)
            hearing.For("fails-only-optimised", Strength.Weak, optimised.Line(), built.Line());
        if (memory is { } error)
            WeighMemoryError(scene, error, hearing);
        hearing.Ask("program-log", 0);
        return hearing.Close();
    }

    // A program that does not expect its request to be refused may damage its heap on the way out.
    private static Signature? Refused(Scene scene) =>
        MemoryMessages.Refusal(scene) ?? scene.SeenAny(SignatureIds.MysqlOom, SignatureIds.PostgresOom, SignatureIds.MongodbOom);

    private static void WeighSize(Scene scene, Hearing hearing)
    {
        // The terabytes that a sanitizer reserves at start are its usual size.
        if (scene.Seen(SignatureIds.SanitizerShadow) is not null)
            return;
        foreach (var fact in scene.Facts.EveryOwn(ProgramFacts.FailedBytes, scene.Index))
        {
            if (RefusedSizes.Kind(fact) is RefusedSize.Plausible)
                continue;
            var (id, strength) = RefusedSizes.Kind(fact) switch
            {
                RefusedSize.Negative => ("size-negative", Strength.Proof),
                RefusedSize.BeyondAddressSpace => ("size-not-addressable", Strength.Proof),
                _ => ("size-beyond-machines", Strength.Strong),
            };
            hearing.For(id, strength, EvidenceArgument.Of("bytes", fact));
            // The size was computed from the input; a log of the service tells nothing of it.
            hearing.Ask("program-input", 0);
            return;
        }
    }

    private static void WeighCrash(Scene scene, Signature? memory, Hearing hearing)
    {
        if (scene.SeenAny(SignatureIds.GfortranSigsegv, SignatureIds.Forrtl174) is { } fortran)
        {
            hearing.For("invalid-access-fortran", Strength.Weak, fortran.Line());
            hearing.Ask("stack-and-arrays", 0);
        }
        else if (scene.SeenAny(SignatureIds.Segfault, SignatureIds.Exit139) is { } crash)
        {
            hearing.For("invalid-access", memory is null && !scene.SignatureIds.Contains(SignatureIds.StackRaiseHelped) ? Strength.Strong : Strength.Weak, crash.Line());
            hearing.Ask("stack-and-arrays");
        }

        if (scene.Seen(SignatureIds.BusError) is { } bus)
        {
            hearing.For("bus-error", Strength.Weak, bus.Line());
            hearing.Ask("shm-usage", 0);
        }

        if (memory is null && scene.Seen(SignatureIds.Exit134) is { } abort)
            hearing.For("program-aborted-itself", Strength.Weak, abort.Line());
    }

    // An absurd size is itself the memory error; everything else found above may follow from a real one beside it.
    private static void WeighMemoryError(Scene scene, Signature memory, Hearing hearing)
    {
        var absurd = scene.Own(ProgramFacts.FailedBytes) is { } bytes && RefusedSizes.Kind(bytes) is not RefusedSize.Plausible;
        if (!absurd && hearing.Close() is { Verdict: not Verdict.Confirmed, For.Count: > 0 })
            hearing.Against("memory-error-beside-it", Strength.Weak, memory.Line());
    }
}
