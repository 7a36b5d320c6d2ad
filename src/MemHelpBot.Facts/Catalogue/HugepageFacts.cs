namespace MemHelpBot.Facts;

/// <summary>Huge page pools of a kernel report (mm/hugetlb.c, 3.10+), per incident; the subject is node/size (0/2048kB).</summary>
public static class HugepageFacts
{
    /// <summary>Huge pages of the pool.</summary>
    public static readonly FactKey Total =
        new("hugepages[*].total", FactValueKind.Integer, FactUnit.None, "Huge pages of the pool.");

    /// <summary>Those of them that nobody uses.</summary>
    public static readonly FactKey Free =
        new("hugepages[*].free", FactValueKind.Integer, FactUnit.None, "Those of them that nobody uses.");

    /// <summary>Those beyond the configured number.</summary>
    public static readonly FactKey Surplus =
        new("hugepages[*].surplus", FactValueKind.Integer, FactUnit.None, "Those beyond the configured number.");
}
