using MemHelpBot.Diagnosis.Causes.Kernel;
using MemHelpBot.Diagnosis.Causes.Programs;
using MemHelpBot.Diagnosis.Sizing;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

/// <summary>Facts and messages of a paste, one line each, told in the order written. What is told before the first incident belongs to the paste.</summary>
internal sealed class Paste
{
    private readonly List<Fact> facts = [];
    private readonly List<Signature> signatures = [];
    private readonly List<Incident> incidents = [];
    private int? current;
    private int line;

    /// <summary>A paste whose messages belong to one failed program.</summary>
    public static Paste OfProgram(params string[] messages) => new Paste().Incident().Says(messages);

    /// <summary>What follows belongs to a new incident.</summary>
    public Paste Incident(string kind = IncidentKind.Program)
    {
        current = incidents.Count;
        incidents.Add(new Incident(incidents.Count, kind, Next(), null, null));
        return this;
    }

    /// <summary>What follows belongs to the paste as a whole.</summary>
    public Paste AsAWhole()
    {
        current = null;
        return this;
    }

    public Paste Says(params string[] messages)
    {
        foreach (var id in messages)
            signatures.Add(new Signature(id, Next(), current));
        return this;
    }

    public Paste Tells(FactKey key, FactValue value, string? subject = null)
    {
        facts.Add(new Fact(key, subject, value, Next(), current));
        return this;
    }

    public Paste Tells(FactKey key, long value, string? subject = null) => Tells(key, FactValue.Of(value), subject);

    public Paste Tells(FactKey key, string value) => Tells(key, FactValue.Of(value));

    /// <summary>The facts with what follows from them.</summary>
    public FactSet Facts()
    {
        var told = new FactSet(facts);
        return told.With(ProgramDerivations.Derive(told, incidents));
    }

    /// <summary>The judgement of one cause on an incident; on the paste as a whole when there is none.</summary>
    public Judgement? Judge(string cause, int incident = 0)
    {
        var rule = ProgramCauses.All.Concat(KernelCauses.All).Single(r => r.Cause == cause);
        var judgement = rule.Judge(new Scene(incidents.Count == 0 ? null : incidents[incident], Facts(), signatures));
        Phrases.Fit(judgement);
        return judgement;
    }

    /// <summary>The judgement of one cause on the paste as a whole, beside its incidents.</summary>
    public Judgement? JudgeWhole(string cause) => ProgramCauses.All.Single(r => r.Cause == cause).Judge(new Scene(null, Facts(), signatures));

    /// <summary>The causes that speak for themselves, surest first, then the more specific: <c>jvm-heap confirmed</c>.</summary>
    public IReadOnlyList<string> Candidates(int incident = 0) =>
    [
        .. ProgramCauses.All.Select(r => Judge(r.Cause, incident)).OfType<Judgement>()
            .Where(j => j.Verdict != Verdict.RuledOut)
            .OrderBy(j => j.Verdict).ThenBy(j => CauseIds.All.ToList().IndexOf(j.Cause))
            .Select(j => $"{j.Cause} {j.Verdict.ToString().ToLowerInvariant()}"),
    ];

    private SourceSpan Next()
    {
        line++;
        return new SourceSpan(0, line, line, line * 10, (line * 10) + 9);
    }
}
