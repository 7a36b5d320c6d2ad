using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>What the person says about the limits of a parent cgroup and of its children.</summary>
internal static class StatedLimits
{
    /// <summary>
    /// The statements, when the limit in the log is the stated parent's and the victim was smaller than its stated own limit:
    /// then the log and the person together say whose limit it was. Null otherwise.
    /// </summary>
    public static (Fact Parent, Fact Child)? ParentIsLimited(Scene scene, KernelReport report) =>
        scene.Facts.Find(StatementFacts.ParentLimit) is { Value.Integer: { } parent } parentFact
        && scene.Facts.Find(StatementFacts.ChildLimit) is { Value.Integer: { } child } childFact
        && report.Limit?.Value.Integer == parent && child != parent && (report.VictimAnon?.Value.Integer is not { } anon || anon < child)
            ? (parentFact, childFact)
            : null;
}
