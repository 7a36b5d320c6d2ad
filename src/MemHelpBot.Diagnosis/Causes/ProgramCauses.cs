namespace MemHelpBot.Diagnosis.Causes;

/// <summary>Causes that messages of programs, runtimes, schedulers and platforms decide.</summary>
internal static class ProgramCauses
{
    public static IReadOnlyList<ICauseRule> All { get; } = [];
}
