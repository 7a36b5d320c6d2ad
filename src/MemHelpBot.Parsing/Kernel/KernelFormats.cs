namespace MemHelpBot.Parsing.Kernel;

/// <summary>What the kernel itself prints.</summary>
internal static class KernelFormats
{
    public static IEnumerable<IArtefactReader> Artefacts() => [];

    public static IEnumerable<IMessageReader> Messages() => [];
}
