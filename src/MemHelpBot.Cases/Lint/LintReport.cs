using MemHelpBot.Cases.Reading;

namespace MemHelpBot.Cases.Lint;

/// <summary>Collects what the checks across files find, each at the place of the thing it is about.</summary>
internal sealed class LintReport(CorpusPlaces places, List<CorpusProblem> problems)
{
    public void Error(string kind, string id, string message, string mend) => Add(ProblemSeverity.Error, kind, id, message, mend);

    public void Warn(string kind, string id, string message, string mend) => Add(ProblemSeverity.Warning, kind, id, message, mend);

    private void Add(ProblemSeverity severity, string kind, string id, string message, string mend)
    {
        var (file, line) = places.Of(kind, id);
        problems.Add(new CorpusProblem(severity, file, line, message, mend));
    }
}
