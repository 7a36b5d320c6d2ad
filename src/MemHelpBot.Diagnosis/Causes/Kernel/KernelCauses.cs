namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>Causes that the kernel's own reports and files decide.</summary>
internal static class KernelCauses
{
    public static IReadOnlyList<ICauseRule> All { get; } =
    [
        new ParentCgroupLimit(),
        new CgroupLimit(),
        new NumaNodeExhausted(),
        new MemoryFragmentation(),
        new LowZoneExhausted(),
        new AtomicReserveExhausted(),
        new CommitLimit(),
        new OvercommitHeuristic(),
        new DriverKernelMemory(),
        new HugepagesReserved(),
        new KernelSlabGrowth(),
        new ShmemOrTmpfs(),
        new ReclaimThrash(),
        new ProcessMemoryLeak(),
        new HostRamExhausted(),
    ];
}
