namespace MemHelpBot.Cases.Reading;

/// <summary>How bad a <see cref="CorpusProblem"/> is.</summary>
public enum ProblemSeverity
{
    /// <summary>Answers would be wrong or incomplete: the corpus is not used like this.</summary>
    Error,

    /// <summary>Nothing breaks, but somebody should look.</summary>
    Warning,
}

/// <summary>Something about a corpus file that a person has to mend.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="File">The file, relative to the corpus directory, with forward slashes.</param>
/// <param name="Line">1-based line, or 1 where the whole file is meant.</param>
/// <param name="Message">What is wrong, one sentence.</param>
/// <param name="Mend">What to do about it, one sentence.</param>
public sealed record CorpusProblem(ProblemSeverity Severity, string File, int Line, string Message, string Mend)
{
    /// <summary>The form a compiler would print: <c>file:line: error: message mend</c>.</summary>
    public override string ToString() =>
        $"{File}:{Line}: {(Severity == ProblemSeverity.Error ? "error" : "warning")}: {Message} {Mend}";
}
