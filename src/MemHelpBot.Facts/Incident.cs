namespace MemHelpBot.Facts;

/// <summary>Kinds of <see cref="Incident"/>, as they stand in the answer object.</summary>
public static class IncidentKind
{
    /// <summary>A kernel OOM-killer report, whole or cut.</summary>
    public const string KernelOom = "kernel-oom";

    /// <summary>Only the kernel's one-line kill summary.</summary>
    public const string KernelKillLine = "kernel-kill-line";

    /// <summary>A page allocation failure: nothing was killed.</summary>
    public const string AllocationFailure = "allocation-failure";

    /// <summary>A failed batch job, MPI run or program.</summary>
    public const string Program = "program";

    /// <summary>A user-space OOM daemon, a kubelet or another platform that killed or evicted.</summary>
    public const string Platform = "platform";
}

/// <summary>One event that went wrong, with the lines that tell of it.</summary>
/// <param name="Index">0-based, in order of appearance over the whole conversation.</param>
/// <param name="Kind">One of <see cref="IncidentKind"/>.</param>
/// <param name="Span">First to last line of it.</param>
/// <param name="Time">The time as printed in the log's own form; null when no line carries one.</param>
/// <param name="Host">The host as printed; null when no line names one.</param>
public sealed record Incident(int Index, string Kind, SourceSpan Span, string? Time, string? Host);

/// <summary>A known message that was found. Ids are those of the contract's signature list (<c>forrtl-41</c>, <c>slurm-oom</c> …).</summary>
/// <param name="Id">The signature.</param>
/// <param name="Span">The line it stands on.</param>
/// <param name="Incident">The incident it belongs to, or null.</param>
public sealed record Signature(string Id, SourceSpan Span, int? Incident);
