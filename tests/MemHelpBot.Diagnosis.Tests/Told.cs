using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests;

/// <summary>Facts as a reader would tell them, one line each, without a reader: what is told last stands lowest.</summary>
internal sealed class Told
{
    private readonly List<Fact> facts = [];
    private readonly List<Incident> incidents = [];
    private readonly List<Signature> signatures = [];
    private int? incident;
    private int line;

    public FactSet Facts => new(facts);

    public IReadOnlyList<Incident> Incidents => incidents;

    public IReadOnlyList<Signature> Signatures => signatures;

    public Findings Diagnose() => Diagnostician.Diagnose(Facts, incidents, signatures);

    /// <summary>What is told from here on belongs to a new incident.</summary>
    public Told Incident(string kind, string? time = null, string? host = null)
    {
        incident = incidents.Count;
        incidents.Add(new Incident(incidents.Count, kind, Next(), time, host));
        return this;
    }

    /// <summary>What is told from here on belongs to the paste as a whole.</summary>
    public Told Paste()
    {
        incident = null;
        return this;
    }

    /// <summary>What is told from here on belongs to the last incident again.</summary>
    public Told Back()
    {
        incident = incidents.Count - 1;
        return this;
    }

    /// <summary>The other's incidents and facts after these.</summary>
    public Told Join(Told other)
    {
        var shift = incidents.Count;
        incidents.AddRange(other.incidents.Select(i => i with { Index = i.Index + shift }));
        facts.AddRange(other.facts.Select(f => f with { Incident = f.Incident + shift }));
        return this;
    }

    public Told Signature(string id)
    {
        signatures.Add(new Signature(id, Next(), incident));
        return this;
    }

    public Told Say(FactKey key, long value, string? subject = null) => Say(key, FactValue.Of(value), subject);

    public Told Say(FactKey key, string value, string? subject = null) => Say(key, FactValue.Of(value), subject);

    public Told Say(FactKey key, double value, string? subject = null) => Say(key, FactValue.Of(value), subject);

    public Told Say(FactKey key, bool value, string? subject = null) => Say(key, FactValue.Of(value), subject);

    public Told Say(FactKey key, IReadOnlyList<long> value, string? subject = null) => Say(key, FactValue.Of(value), subject);

    public Told Say(FactKey key, IReadOnlyList<string> value, string? subject = null) => Say(key, FactValue.Of(value), subject);

    public Told Say(FactKey key, IReadOnlyList<TaskGroup> value) => Say(key, FactValue.Of(value), null);

    /// <summary>A zone line in kB.</summary>
    public Told Zone(string zone, long free, long min, long low, long high)
    {
        Say(ZoneFacts.Free, free, zone);
        Say(ZoneFacts.Min, min, zone);
        Say(ZoneFacts.Low, low, zone);
        return Say(ZoneFacts.High, high, zone);
    }

    /// <summary>Lines of /proc/meminfo as printed: <c>Name: value kB</c>.</summary>
    public Told Meminfo(string lines)
    {
        foreach (var text in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = text.Split([':', ' '], StringSplitOptions.RemoveEmptyEntries);
            var value = long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
            Say(parts.Length > 2 ? MeminfoFacts.Field : MeminfoFacts.Count, value, parts[0]);
        }

        return this;
    }

    private Told Say(FactKey key, FactValue value, string? subject)
    {
        facts.Add(new Fact(key, subject, value, Next(), incident));
        return this;
    }

    private SourceSpan Next()
    {
        line++;
        return new SourceSpan(0, line, line, line * 10, (line * 10) + 9);
    }
}
