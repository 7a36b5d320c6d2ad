namespace MemHelpBot.Facts;

/// <summary><c>Memory allocations:</c> of a kernel report: code that holds memory, largest first (mm/show_mem.c, 6.12+, CONFIG_MEM_ALLOC_PROFILING), per incident; the subject is file:line function.</summary>
public static class AllocSiteFacts
{
    /// <summary>Memory allocated there and not freed, as rounded by the kernel.</summary>
    public static readonly FactKey Bytes =
        new("alloc_site[*].bytes", FactValueKind.Integer, FactUnit.Bytes, "Memory allocated there and not freed, as rounded by the kernel.");

    /// <summary>Allocations of it that are not freed.</summary>
    public static readonly FactKey Calls =
        new("alloc_site[*].calls", FactValueKind.Integer, FactUnit.None, "Allocations of it that are not freed.");
}
