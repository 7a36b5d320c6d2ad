using MemHelpBot.Diagnosis.Causes.Programs;

namespace MemHelpBot.Diagnosis;

/// <summary>Ids of the known messages: those that judgements look for, and those that are only told.</summary>
public static class KnownSignatures
{
    private static readonly string[] OnlyTold =
    [
        "balloon-inflated", "docker-oomkilled", "drop-caches", "forrtl-78", "fs-allocation-retry", "hugetlb-shortfall", "hung-task", "jvm-oom",
        "kernel-oom-no-killable", "kernel-oom-panic", "memory-corrected-error", "nvidia-xid", "page-allocation-failure", "page-allocation-stall",
        "percpu-failed", "rcu-stall", "runner-stopped", "shm-full", "shm-suspected", "slab-alloc-failed", "soft-lockup", "stall-in-reclaim",
        "vm-fault-oom-retried", "vmalloc-failed", "worker-died",
    ];

    /// <summary>All of them, in ordinal order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(SignatureIds).GetFields().Select(f => (string)f.GetRawConstantValue()!).Concat(OnlyTold).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];
}
