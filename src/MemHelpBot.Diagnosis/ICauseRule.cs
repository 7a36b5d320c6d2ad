using MemHelpBot.Diagnosis.Causes.Kernel;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis;

/// <summary>Judges one cause. Stateless.</summary>
internal interface ICauseRule
{
    /// <summary>Id of the cause, one of <see cref="CauseIds"/>.</summary>
    string Cause { get; }

    /// <summary>The judgement of one incident, or (with <see cref="Scene.Incident"/> null) of the paste as a whole; null when nothing speaks for or against it.</summary>
    Judgement? Judge(Scene scene);
}

/// <summary>What a rule looks at: one incident with its facts, or the paste as a whole.</summary>
/// <param name="Incident">The incident; null when the rule is asked about the paste as a whole (files and tools without an incident).</param>
/// <param name="Facts">All facts, derived ones included. Facts of the paste as a whole (meminfo, limits) count for every incident.</param>
/// <param name="Signatures">All signatures.</param>
internal sealed record Scene(Incident? Incident, FactSet Facts, IReadOnlyList<Signature> Signatures)
{
    private SignatureIndex? signatures;

    /// <summary>Index of the incident, null for the paste.</summary>
    public int? Index => Incident?.Index;

    /// <summary>The fact of this incident (or, without one, wherever it stands).</summary>
    public Fact? Find(FactKey key, string? subject = null) => Facts.Find(key, Index, subject);

    /// <summary>The signature in this incident (or, without one, anywhere).</summary>
    public Signature? Signature(string id)
    {
        if (Index is null)
            return Signatures.FirstOrDefault(s => s.Id == id);
        foreach (var signature in Own)
        {
            if (signature.Id == id)
                return signature;
        }

        return null;
    }

    /// <summary>The first of several signatures that stands in this incident (or, without one, anywhere).</summary>
    public Signature? AnySignature(params ReadOnlySpan<string> ids)
    {
        foreach (var id in ids)
        {
            if (Signature(id) is { } signature)
                return signature;
        }

        return null;
    }

    /// <summary>The signatures of this incident; without one those that belong to no incident.</summary>
    public ReadOnlySpan<Signature> Own => Indexed.Of(Index);

    /// <summary>Ids of all signatures.</summary>
    public IReadOnlySet<string> SignatureIds => Indexed.Ids;

    /// <summary>The kernel's report in this incident, read once; see <see cref="KernelReport.Of"/>.</summary>
    public KernelReport? Report { get; set; }

    private SignatureIndex Indexed => signatures ??= SignatureIndex.On(Signatures);
}
