namespace MemHelpBot.Cases.Reading;

/// <summary>Collects the problems of one corpus file.</summary>
internal sealed class FileLog(string file, List<CorpusProblem> problems)
{
    /// <summary>The file, relative to the corpus directory.</summary>
    public string File { get; } = file;

    public void Error(int line, string message, string mend) =>
        problems.Add(new CorpusProblem(ProblemSeverity.Error, File, line, message, mend));

    public void Warn(int line, string message, string mend) =>
        problems.Add(new CorpusProblem(ProblemSeverity.Warning, File, line, message, mend));
}
