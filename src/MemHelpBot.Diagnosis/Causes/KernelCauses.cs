namespace MemHelpBot.Diagnosis.Causes;

/// <summary>Causes that the kernel's own reports and files decide.</summary>
internal static class KernelCauses
{
    public static IReadOnlyList<ICauseRule> All { get; } = [];
}
