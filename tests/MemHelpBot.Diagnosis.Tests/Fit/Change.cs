using MemHelpBot.Diagnosis.Fit;

namespace MemHelpBot.Diagnosis.Tests.Fit;

/// <summary>Asks "would it fit?" with numbers stated by hand.</summary>
internal static class Change
{
    public const decimal KiB = 1024;
    public const decimal MiB = 1024 * KiB;
    public const decimal GiB = 1024 * MiB;

    public static IReadOnlyList<FitTable> Of(Told told, params (string Name, decimal Value)[] stated)
    {
        var findings = told.Diagnose();
        return FitQuestions.Answer(findings.Facts, told.Incidents, new FitGiven(stated.ToDictionary(s => s.Name, s => s.Value)));
    }

    public static FitTable One(Told told, string question, params (string Name, decimal Value)[] stated) =>
        Assert.Single(Of(told, stated), t => t.Question == question);

    public static FitTable Alone(string question, params (string Name, decimal Value)[] stated) => One(new Told(), question, stated);

    public static decimal Row(this FitTable table, string id, string? zone = null) => table.Rows.Single(r => r.Id == id && (zone is null || r.Subject == zone)).Value;

    public static IEnumerable<string> Says(this FitTable table) => table.Remarks.Select(r => r.Id);
}
