namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>
/// Collects what one rule finds in one scene. Nothing found gives no judgement; what would decide is asked only
/// while the cause is open.
/// </summary>
internal sealed class Weighing(string cause, Scene scene)
{
    private readonly List<Evidence> speaksFor = [];
    private readonly List<Evidence> speaksAgainst = [];
    private readonly List<MissingEvidence> missing = [];

    /// <summary>The judgement; null when nothing speaks for or against the cause.</summary>
    public Judgement? Result
    {
        get
        {
            if (speaksFor.Count == 0 && speaksAgainst.Count == 0)
                return null;
            var judgement = new Judgement(cause, scene.Index, StrongestFirst(speaksFor), StrongestFirst(speaksAgainst), Asked());
            return judgement.Verdict == Verdict.RuledOut
                ? new Judgement(cause, scene.Index, judgement.For, judgement.Against, [])
                : judgement;
        }
    }

    /// <summary>Whether something proves the cause.</summary>
    public bool IsProved => speaksFor.Exists(e => e.Strength == Strength.Proof);

    public void For(string id, Strength strength, params EvidenceArgument[] arguments) => speaksFor.Add(new Evidence(id, strength, arguments));

    public void Against(string id, Strength strength, params EvidenceArgument[] arguments) => speaksAgainst.Add(new Evidence(id, strength, arguments));

    public void Ask(string question, int decisive = 1) => missing.Add(new MissingEvidence(question, decisive));

    private static List<Evidence> StrongestFirst(List<Evidence> evidence) => [.. evidence.OrderBy(e => e.Strength)];

    private List<MissingEvidence> Asked() =>
        [.. missing.DistinctBy(m => m.Id).OrderBy(m => m.Decisive).ThenBy(m => m.Id, StringComparer.Ordinal)];
}
