using System.Globalization;
using MemHelpBot.Cases.Lint;
using MemHelpBot.Cases.Reading;
using MemHelpBot.Diagnosis;
using MemHelpBot.Facts;

namespace MemHelpBot.Cli;

/// <summary>What <c>memhelp corpus</c> does, with the ids that the code defines.</summary>
internal static class CorpusErrands
{
    /// <summary>Fewer cases of a cause are an error.</summary>
    private const int CasesPerCause = 3;

    /// <summary>Checks a corpus.</summary>
    public static Outcome Lint(string directory, DateOnly today)
    {
        var known = new KnownIds(CauseIds.All)
        {
            Facts = [.. FactCatalogue.All.Select(k => k.Key.Pattern)],
            Signatures = KnownSignatures.All,
            Today = today,
            CasesPerCause = CasesPerCause,
        };
        var problems = CorpusLint.Check(directory, known);
        var errors = problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => p.ToString()).ToList();
        List<string> lines = [.. problems.Where(p => p.Severity == ProblemSeverity.Warning).Select(p => p.ToString())];
        lines.Add($"{errors.Count} errors, {lines.Count} warnings in {directory}");
        return new Outcome(lines, errors);
    }

    /// <summary>Counts a corpus.</summary>
    public static Outcome Stats(string directory)
    {
        var of = CorpusStatistics.Of(CorpusReader.Read(directory).Corpus, CauseIds.All);
        return new Outcome(
            [
                $"documents: {List(of.Documents)}",
                string.Create(CultureInfo.InvariantCulture, $"sections: {of.Sections}, words: {of.Words}"),
                $"languages of the texts: {List(of.TextLanguages)}",
                $"languages of the cases' sources: {List(of.SourceLanguages)}",
                $"trust of the cases' sources: {List(of.Trusts)}",
                $"years of the cases' sources: {List(of.Years)}",
                "cases of each cause:",
                .. of.Causes.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Count,5}  {c.Name}")),
            ],
            []);
    }

    /// <summary>The page of what a corpus has on each cause.</summary>
    public static string Coverage(string directory) =>
        CorpusCoverage.Of(CorpusReader.Read(directory).Corpus, CauseIds.All, KnownSignatures.All).ToMarkdown();

    /// <summary>Writes the draft of a case.</summary>
    public static Outcome Draft(NewCase asked)
    {
        if (!CauseIds.All.Contains(asked.Cause))
            throw new WrongCallException($"'{asked.Cause}' is not one of the diagnosis list: use one of {string.Join(", ", CauseIds.All)}");
        try
        {
            var path = CaseDraft.Write(asked.Directory, asked.Id, asked.Cause, asked.Url);
            return new Outcome([$"wrote {path}; memhelp corpus lint {asked.Directory} says what is still to be written"], []);
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new WrongCallException(e.Message, e);
        }
    }

    private static string List(IReadOnlyList<Tally> tallies) =>
        string.Join(", ", tallies.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Name} {t.Count}")));
}
