using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>Collects what speaks for and against one cause; closes to a judgement, or to nothing when nothing was said.</summary>
internal sealed class Hearing(string cause, int? incident)
{
    private readonly List<Evidence> pro = [];
    private readonly List<Evidence> contra = [];
    private readonly List<MissingEvidence> missing = [];

    public bool HasFor => pro.Count > 0;

    public bool HasAgainst => contra.Count > 0;

    /// <summary>Whether something that weighs, a strong sign or a proof, was said for or against.</summary>
    public bool Decides => pro.Concat(contra).Any(e => e.Strength != Strength.Weak);

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

    public Hearing Missing(string id, int decisive = 1)
    {
        missing.Add(new MissingEvidence(id, decisive));
        return this;
    }

    public Judgement? Close() => pro.Count + contra.Count == 0 ? null : new Judgement(cause, incident, pro, contra, missing);

    /// <summary>A fact as an argument.</summary>
    public static EvidenceArgument Arg(string name, Fact fact) => EvidenceArgument.Of(name, fact);

    /// <summary>A text of the paste as an argument, with the line it stands on.</summary>
    public static EvidenceArgument Text(string name, string text, SourceSpan span) => new(name, null, text, span);
}
