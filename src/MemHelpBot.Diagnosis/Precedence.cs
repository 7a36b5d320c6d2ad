namespace MemHelpBot.Diagnosis;

/// <summary>
/// One root an incident: where a special case of a cause is proved, the proof of the general one proves no more than the special case
/// does, and counts as strong only.
/// </summary>
internal static class Precedence
{
    // (special, general): the left one being proved explains everything that speaks for the right one.
    private static readonly (string Special, string General)[] Cases =
    [
        (CauseIds.ParentCgroupLimit, CauseIds.CgroupLimit),
        (CauseIds.ParentCgroupLimit, CauseIds.HostRamExhausted),
        (CauseIds.CgroupLimit, CauseIds.HostRamExhausted),
        (CauseIds.NumaNodeExhausted, CauseIds.HostRamExhausted),
        (CauseIds.MemoryFragmentation, CauseIds.HostRamExhausted),
        (CauseIds.LowZoneExhausted, CauseIds.HostRamExhausted),
        (CauseIds.LowZoneExhausted, CauseIds.MemoryFragmentation),
        (CauseIds.UserspaceOomDaemon, CauseIds.HostRamExhausted),
        (CauseIds.DriverKernelMemory, CauseIds.HostRamExhausted),
        (CauseIds.KernelSlabGrowth, CauseIds.HostRamExhausted),
        (CauseIds.HugepagesReserved, CauseIds.HostRamExhausted),
        (CauseIds.ShmemOrTmpfs, CauseIds.HostRamExhausted),
    ];

    /// <summary>The judgements of one incident with general proofs weakened.</summary>
    public static List<Judgement> Settle(List<Judgement> judged)
    {
        var settled = new List<Judgement>(judged.Count);
        foreach (var judgement in judged)
            settled.Add(judgement.Verdict == Verdict.Confirmed && Explained(judgement, judged) ? Weakened(judgement) : judgement);
        return settled;
    }

    private static bool Explained(Judgement general, List<Judgement> judged)
    {
        foreach (var (special, cause) in Cases)
        {
            if (cause == general.Cause && judged.Exists(j => j.Cause == special && j.Verdict == Verdict.Confirmed))
                return true;
        }

        return false;
    }

    private static Judgement Weakened(Judgement judgement) => new(
        judgement.Cause, judgement.Incident, [.. judgement.For.Select(e => e.Strength == Strength.Proof ? e with { Strength = Strength.Strong } : e)],
        judgement.Against, judgement.Missing);
}
