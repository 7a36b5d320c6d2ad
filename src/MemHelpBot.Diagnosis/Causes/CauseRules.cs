using MemHelpBot.Diagnosis.Causes.Kernel;
using MemHelpBot.Diagnosis.Causes.Programs;

namespace MemHelpBot.Diagnosis.Causes;

/// <summary>Every rule, one a cause.</summary>
internal static class CauseRules
{
    public static IReadOnlyList<ICauseRule> All { get; } = [.. KernelCauses.All, .. ProgramCauses.All];
}
