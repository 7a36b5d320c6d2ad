namespace MemHelpBot.Parsing.Kernel;

/// <summary>What the kernel itself prints.</summary>
internal static class KernelFormats
{
    /// <summary>
    /// One reader for the reports: header, body, task table and kill line belong to one report wherever they stand. Tables that
    /// stand beside a report have readers of their own; single lines are in <see cref="Messages.KernelLines.KernelLine"/>.
    /// </summary>
    public static IEnumerable<IArtefactReader> Artefacts() => [new KernelLog(), new SlabFailure(), new AllocationSites()];
}
