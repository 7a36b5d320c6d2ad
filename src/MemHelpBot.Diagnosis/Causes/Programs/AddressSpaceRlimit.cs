using MemHelpBot.Diagnosis.Sizing;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// RLIMIT_AS and RLIMIT_DATA make mmap and brk answer ENOMEM, whatever RAM is free. They count what is reserved, not what is
/// used. They never kill, and they do not act on fork.
/// </summary>
internal sealed class AddressSpaceRlimit : ICauseRule
{
    // With this many processes allowed, a thread that is refused was rather refused its stack: glibc reports both as EAGAIN.
    private const long AmpleProcesses = 100_000;

    // The .NET collector reserves gigabytes of address space at once; a smaller size is that of an object.
    private const long ReservationBytes = 1L << 30;

    public string Cause => CauseIds.AddressSpaceRlimit;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (scene.Seen(SignatureIds.DataUlimit) is not null && scene.Own(UlimitFacts.Data) is { } data)
            hearing.For("data-limit-refused", Strength.Proof, EvidenceArgument.Of("limit", data));
        WeighReservation(scene, hearing);
        WeighGuardRegion(scene, hearing);
        WeighShadow(scene, hearing);
        WeighThreadStacks(scene, hearing);
        if (scene.SeenAny(SignatureIds.Forrtl41, SignatureIds.EnomemMmap, SignatureIds.EnomemMalloc, SignatureIds.EnomemGeneric,
            SignatureIds.PythonMemoryError, SignatureIds.CppBadAlloc, SignatureIds.GoOom, SignatureIds.RustAllocFailed,
            SignatureIds.RCannotAllocate, SignatureIds.GmxRealloc, SignatureIds.JvmHsErr) is { } refusal
            && MemoryMessages.Region(scene) is null && !WeighJobLimit(scene, refusal, hearing))
        {
            WeighRefusal(scene, refusal, hearing);
        }

        return hearing.Close();
    }

    private static void WeighRefusal(Scene scene, Signature refusal, Hearing hearing)
    {
        var limit = Smallest(scene.Told(UlimitFacts.Virtual), scene.Told(UlimitFacts.Data));
        var bytes = scene.Own(ProgramFacts.FailedBytes) ?? scene.Own(RuntimeFacts.JvmFailedAlloc);
        if (bytes is { } size && RefusedSizes.Kind(size) is not RefusedSize.Plausible)
            return;
        if (limit is { Value.Integer: { } kib } finite)
        {
            if (bytes is { Value.Integer: { } asked } request && asked / 1024 >= kib)
                hearing.For("request-exceeds-limit", finite.Incident is null ? Strength.Strong : Strength.Proof, EvidenceArgument.Of("bytes", request), EvidenceArgument.Of("limit", finite));
            else if (bytes is { Value.Integer: { } some } near && some / 1024 >= kib / 2)
                hearing.For("request-near-limit", Strength.Strong, EvidenceArgument.Of("bytes", near), EvidenceArgument.Of("limit", finite));
            else if (bytes is null && refusal.Id == SignatureIds.EnomemMmap)
                hearing.For("finite-limit", Strength.Strong, EvidenceArgument.Of("limit", finite), refusal.Line());
            else
                hearing.For("finite-limit", Strength.Weak, EvidenceArgument.Of("limit", finite), refusal.Line());
            hearing.Ask("ulimits", 0);
            hearing.Ask("process-growth", 2);
        }
        else if (limit is { } unlimited)
        {
            hearing.Against("unlimited", Strength.Strong, unlimited.Line());
        }
        else if (refusal.Id is not (SignatureIds.GmxRealloc or SignatureIds.JvmHsErr))
        {
            hearing.For("refused-not-killed", Strength.Weak, refusal.Line());
            hearing.Ask("ulimits", 0);
        }
    }

    // Torque sets pmem and pvmem as RLIMIT_DATA and RLIMIT_AS of every process of the job (mom_mach.c).
    private static bool WeighJobLimit(Scene scene, Signature refusal, Hearing hearing)
    {
        if (scene.Seen(SignatureIds.PbsProcessLimit) is not { } limit)
            return false;
        hearing.For("limit-of-each-process", Strength.Strong, limit.Line(), refusal.Line());
        hearing.Ask("ulimits", 0);
        hearing.Ask("job-request");
        return true;
    }

    // The .NET collector states a size only when the reservation of its address range fails, before any page is used.
    private static void WeighReservation(Scene scene, Hearing hearing)
    {
        if (scene.Seen(SignatureIds.DotnetOom) is not { } message || scene.Own(ProgramFacts.FailedBytes) is not { Value.Integer: >= ReservationBytes } bytes)
            return;
        hearing.For("reservation-refused", Strength.Strong, EvidenceArgument.Of("bytes", bytes), message.Line());
        hearing.Ask("ulimits", 0);
        hearing.Ask("overcommit-setting");
    }

    // V8 reserves gigabytes of address space behind each WebAssembly memory and touches little of it.
    private static void WeighGuardRegion(Scene scene, Hearing hearing)
    {
        if (scene.Seen(SignatureIds.AddressReservation) is not { } refused)
            return;
        if (scene.Told(UlimitFacts.Virtual) is { Value.Integer: not null } limit)
            hearing.For("reservation-under-limit", Strength.Strong, EvidenceArgument.Of("limit", limit), refused.Line());
        else if (scene.Told(UlimitFacts.Virtual)?.IsUnlimited() != true)
            hearing.For("reservation-limit-unknown", Strength.Weak, refused.Line());
        hearing.Ask("ulimits", 0);
    }

    // The shadow is mapped MAP_NORESERVE: besides an rlimit only strict overcommit refuses it (mm/mmap.c), however little RAM there is.
    private static void WeighShadow(Scene scene, Hearing hearing)
    {
        if (scene.Seen(SignatureIds.SanitizerShadow) is not { } refused)
            return;
        var strict = scene.Facts.Find(VmFacts.Setting, null, "overcommit_memory")?.Value.Integer == 2;
        var limit = Smallest(scene.Told(UlimitFacts.Virtual), scene.Told(UlimitFacts.Data));
        if (limit is { Value.Integer: not null } finite)
            hearing.For("shadow-under-limit", finite.Incident is null ? Strength.Strong : Strength.Proof, EvidenceArgument.Of("limit", finite), refused.Line());
        else if (limit is { } unlimited)
            hearing.Against("unlimited", Strength.Strong, unlimited.Line());
        else
            hearing.For("shadow-refused", strict ? Strength.Weak : Strength.Strong, refused.Line());
        hearing.Ask("ulimits", 0);
        hearing.Ask("overcommit-setting");
    }

    // LSF, PBS and Grid Engine put a job's memory limit on its processes as an rlimit; Slurm and YARN do not.
    private static void WeighThreadStacks(Scene scene, Hearing hearing)
    {
        if (scene.Told(UlimitFacts.Processes) is not { Value.Integer: >= AmpleProcesses } processes
            || (scene.SeenAny(SignatureIds.EagainFork, SignatureIds.EagainThread, SignatureIds.JvmThread)?.Line() ?? Printed(scene)) is not { } refused
            || scene.Told(UlimitFacts.Virtual)?.IsUnlimited() == true)
        {
            return;
        }

        if (scene.Told(JobFacts.Limit) is { } limit)
            hearing.For("no-room-for-thread-stacks", Strength.Strong, EvidenceArgument.Of("processes", processes), EvidenceArgument.Of("limit", limit), refused);
        else if (scene.Told(JobFacts.Scheduler) is { Value.Text: not ("slurm" or "yarn") } scheduler)
            hearing.For("thread-refused-in-job", Strength.Strong, EvidenceArgument.Of("processes", processes), EvidenceArgument.Of("scheduler", scheduler), refused);
        else
            hearing.For("thread-refused-with-ample-processes", Strength.Weak, EvidenceArgument.Of("processes", processes), refused);
        hearing.Ask("ulimits", 0);
        hearing.Ask("job-request");
    }

    // A program that itself prints the limit of processes (OpenBLAS, "RLIMIT_NPROC … current") does so when a thread was refused.
    private static EvidenceArgument? Printed(Scene scene) =>
        scene.Index is not null && scene.Own(UlimitFacts.Processes) is { } processes ? processes.Line() : null;

    // A finite limit counts before an unlimited one; "unlimited" counts only when the address space itself is unlimited.
    private static Fact? Smallest(Fact? space, Fact? data) =>
        (space?.Value.Integer, data?.Value.Integer) switch
        {
            ({ } a, { } b) => a <= b ? space : data,
            ({ }, null) => space,
            (null, { }) => data,
            _ => space?.IsUnlimited() == true ? space : null,
        };
}
