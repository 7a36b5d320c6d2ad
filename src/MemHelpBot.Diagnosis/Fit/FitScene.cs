using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Fit;

/// <summary>A question of "would it fit?". Stateless; pure arithmetic.</summary>
internal interface IFitQuestion
{
    /// <summary>The table, or null when neither the person nor the paste raises the question.</summary>
    FitTable? Answer(FitScene scene);
}

/// <summary>A fact that may stand for a parameter.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Subject">Its subject, or null.</param>
internal readonly record struct FitSource(FactKey Key, string? Subject = null)
{
    public static implicit operator FitSource(FactKey key) => new(key);
}

/// <summary>The numbers of one incident (or of the paste as a whole), each overruled by what the person states.</summary>
internal sealed class FitScene(FactSet facts, Incident? incident, FitGiven given)
{
    /// <summary>Pasted and stated sizes beyond this are no sizes: 1 PiB.</summary>
    private const long Largest = 1L << 50;

    private const decimal PageBytes = 4096;

    public FactSet Facts => facts;

    public Incident? Incident => incident;

    public FitGiven Given => given;

    /// <summary>A size in bytes: as stated, else the first of these facts that was told.</summary>
    public FitRow? Size(string id, params ReadOnlySpan<FitSource> sources) => Find(id, FactUnit.Bytes, sources);

    /// <summary>A number without unit or in percent.</summary>
    public FitRow? Number(string id, FactUnit unit, params ReadOnlySpan<FitSource> sources) => Find(id, unit, sources);

    /// <summary>The fact of the incident, else of the paste as a whole.</summary>
    public Fact? Find(FactKey key, string? subject = null) =>
        (incident is null ? null : facts.FindOwn(key, incident.Index, subject)) ?? facts.FindOwn(key, null, subject);

    /// <summary>A row that is a fact, in the unit of the table; null when its value is no plausible number.</summary>
    public static FitRow? OfFact(string id, Fact fact, FactUnit unit)
    {
        if (fact.Value.Integer is not (>= 0 and <= Largest and var number))
            return null;
        decimal? value = unit != FactUnit.Bytes ? number : fact.Key.Unit switch
        {
            FactUnit.Bytes => number,
            FactUnit.KiB => number * 1024m,
            FactUnit.MiB => number * 1024m * 1024m,
            FactUnit.Pages => number * PageBytes,
            _ => null,
        };
        return value is { } told and <= Largest ? new FitRow(id, null, told, unit, FitOrigin.Paste, "", fact, []) : null;
    }

    /// <summary>A number that nobody told.</summary>
    public static FitRow Assumed(string id, decimal value, FactUnit unit, string why, params IReadOnlyList<FitRow> from) =>
        new(id, null, value, unit, FitOrigin.Assumed, why, null, from);

    /// <summary>A size in bytes that follows from other rows.</summary>
    public static FitRow Computed(string id, decimal bytes, string formula, params IReadOnlyList<FitRow> from) =>
        Computed(id, null, bytes, FactUnit.Bytes, formula, from);

    /// <summary>A number that follows from other rows.</summary>
    public static FitRow Computed(string id, string? subject, decimal value, FactUnit unit, string formula, params IReadOnlyList<FitRow> from) =>
        new(id, subject, value, unit, FitOrigin.Computed, formula, null, from);

    private FitRow? Find(string id, FactUnit unit, ReadOnlySpan<FitSource> sources)
    {
        if (given.Values.TryGetValue(id, out var stated))
            return new FitRow(id, null, stated, unit, FitOrigin.Given, "", null, []);
        foreach (var source in sources)
        {
            if (Find(source.Key, source.Subject) is { } fact && OfFact(id, fact, unit) is { } row)
                return row;
        }

        return null;
    }
}
