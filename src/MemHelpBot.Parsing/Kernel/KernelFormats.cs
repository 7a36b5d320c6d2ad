namespace MemHelpBot.Parsing.Kernel;

/// <summary>What the kernel itself prints.</summary>
internal static class KernelFormats
{
    /// <summary>One reader for the reports: header, body, task table and kill line belong to one report wherever they stand.</summary>
    public static IArtefactReader Report() => new KernelLog();

    /// <summary>Tables that stand beside a report; single lines are in <see cref="Messages.KernelLines.KernelLine"/>.</summary>
    public static IEnumerable<IArtefactReader> Beside() => [new SlabFailure(), new AllocationSites()];
}
