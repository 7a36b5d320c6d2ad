namespace MemHelpBot.Parsing.Kernel;

/// <summary>What the kernel itself prints.</summary>
internal static class KernelFormats
{
    /// <summary>One reader for all of it: header, body, task table and kill line belong to one report wherever they stand.</summary>
    public static IArtefactReader Artefact() => new KernelLog();

    /// <summary>None: every kernel message belongs to a report or opens one.</summary>
    public static IEnumerable<IMessageReader> Messages() => [];
}
