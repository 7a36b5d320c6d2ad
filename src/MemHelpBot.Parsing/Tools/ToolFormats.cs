namespace MemHelpBot.Parsing.Tools;

/// <summary>Files under /proc and /sys, and the output of command-line tools.</summary>
internal static class ToolFormats
{
    public static IEnumerable<IArtefactReader> Artefacts() =>
        [new ProcMeminfo(), new Slabtop(), new ProcSlabinfo(), new ProcBuddyinfo(), new NumactlHardware(), new Numastat(), new UlimitTable(), new ProcLimits(), new FreeTable(), new ProcSysVm(), new PressureFile(), new SacctTable(), new MarkedReaders()];

    /// <summary>Formats that a literal announces, in the order they are asked; fresh instances for one paste.</summary>
    public static IReadOnlyList<IMarkedReader> Marked() =>
        [new ProcessTable(), new TopMemory(), new Swaps(), new ZramTable(), new VmstatTable(), new ProcVmstat(), new ShownFiles(), new ProcStatus(), new Smaps(),
         new ContainerStats(), new ContainerInspect(), new KubectlTop(), new KubectlNode(), new UnitStatus(), new UnitProperties(), new DfTable(), new SharedMemory(), new NvidiaSmi(), new GpuQueries(),
         new Zoneinfo(), new PageTypeInfo(), new NumaMeminfo(), new NumaPolicy(), new SarTable(), new MachineIdentity(), new ProgramSettings(), new JavaNativeMemory(), new PmapTotal(), new CshLimits(), new CgroupTop()];
}
