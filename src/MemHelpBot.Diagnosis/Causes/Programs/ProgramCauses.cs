namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>Causes that messages of programs, runtimes, schedulers and platforms decide.</summary>
internal static class ProgramCauses
{
    public static IReadOnlyList<ICauseRule> All { get; } =
    [
        new UserspaceOomDaemon(),
        new NodePressureEviction(),
        new SchedulerMemoryLimit(),
        new MpiOversubscription(),
        new MapCountLimit(),
        new ThreadOrPidLimit(),
        new MemlockLimit(),
        new StackLimit(),
        new AddressSpaceRlimit(),
        new JvmDirectMemory(),
        new JvmMetaspace(),
        new JvmHeap(),
        new JvmNativeMemory(),
        new RuntimeHeapLimit(),
        new GpuDeviceMemory(),
        new GpuPinnedMemory(),
        new DatabaseMemoryConfig(),
        new InterconnectMemory(),
        new AppAllocationTooLarge(),
        new NotAMemoryShortage(),
    ];
}
