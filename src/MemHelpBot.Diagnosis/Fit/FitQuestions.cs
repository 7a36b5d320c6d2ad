using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Fit;

/// <summary>"Would it fit?": the arithmetic of a change, from the facts of a paste and the numbers that a person states.</summary>
public static class FitQuestions
{
    /// <summary>Incidents that are computed; a table for each of a thousand kills helps nobody.</summary>
    private const int MostIncidents = 8;

    private static readonly IFitQuestion[] All = [new RanksOnNode(), new MemoryLimit(), new JvmInContainer(), new CommitPromise(), new MinFree()];

    /// <summary>A table for each question that the person or the paste raises, incident by incident.</summary>
    /// <param name="facts">Facts of the paste with the derived ones; may be empty.</param>
    /// <param name="incidents">Incidents of the paste; may be empty.</param>
    /// <param name="given">What the person states.</param>
    public static IReadOnlyList<FitTable> Answer(FactSet facts, IReadOnlyList<Incident> incidents, FitGiven given)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(incidents);
        ArgumentNullException.ThrowIfNull(given);
        var tables = new List<FitTable>();
        foreach (var incident in incidents.Take(MostIncidents))
            tables.AddRange(Of(new FitScene(facts, incident, given)));
        if (tables.Count == 0)
            tables.AddRange(Of(new FitScene(facts, null, given)));
        // Figures of the paste as a whole and of the person give the same table for every incident.
        return [.. tables.DistinctBy(t => (t.Question, Signature(t)))];
    }

    private static string Signature(FitTable table) =>
        string.Join('|', table.Rows.Select(r => $"{r.Id}/{r.Subject}={r.Value}")) + string.Join('|', table.Missing);

    private static IEnumerable<FitTable> Of(FitScene scene) => All.Select(q => q.Answer(scene)).OfType<FitTable>();
}
