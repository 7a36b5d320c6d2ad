using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes;

/// <summary>
/// Collects what one rule finds for and against its cause in one scene, and closes to a judgement, or to nothing when nothing was said. What would
/// decide is asked only while the cause is open.
/// </summary>
internal sealed class Hearing(string cause, Scene scene)
{
    private readonly List<Evidence> pro = [];
    private readonly List<Evidence> contra = [];
    private readonly List<MissingEvidence> missing = [];

    public bool HasFor => pro.Count > 0;

    public bool HasAgainst => contra.Count > 0;

    /// <summary>Whether something more than a hint was said for or against the cause.</summary>
    public bool Decides => pro.Concat(contra).Any(e => e.Strength != Strength.Weak);

    /// <summary>Whether something proves the cause.</summary>
    public bool IsProved => pro.Exists(e => e.Strength == Strength.Proof);

    public Hearing For(string id, Strength strength, params IReadOnlyList<EvidenceArgument> arguments)
    {
        pro.Add(new Evidence(id, strength, arguments));
        return this;
    }

    public Hearing Against(string id, Strength strength, params IReadOnlyList<EvidenceArgument> arguments)
    {
        contra.Add(new Evidence(id, strength, arguments));
        return this;
    }

    /// <summary>Names a question that would decide (0), or help (larger numbers less).</summary>
    public Hearing Ask(string question, int decisive = 1)
    {
        missing.Add(new MissingEvidence(question, decisive));
        return this;
    }

    /// <summary>The judgement; null when nothing speaks for or against the cause.</summary>
    public Judgement? Close()
    {
        if (pro.Count + contra.Count == 0)
            return null;
        var judgement = new Judgement(cause, scene.Index, StrongestFirst(pro), StrongestFirst(contra), Asked());
        return judgement.Verdict == Verdict.RuledOut ? new Judgement(cause, scene.Index, judgement.For, judgement.Against, []) : judgement;
    }

    /// <summary>A fact as an argument.</summary>
    public static EvidenceArgument Arg(string name, Fact fact) => EvidenceArgument.Of(name, fact);

    /// <summary>A text of the paste as an argument, with the line it stands on.</summary>
    public static EvidenceArgument Text(string name, string text, SourceSpan span) => new(name, null, text, span);

    private static List<Evidence> StrongestFirst(List<Evidence> evidence) => [.. evidence.OrderBy(e => e.Strength)];

    private List<MissingEvidence> Asked() => [.. missing.OrderBy(m => m.Decisive).DistinctBy(m => m.Id)];
}
