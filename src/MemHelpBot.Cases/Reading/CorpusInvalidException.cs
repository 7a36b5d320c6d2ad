namespace MemHelpBot.Cases.Reading;

/// <summary>The corpus has errors and must not be answered from. The message names the first with file, line and how to mend it.</summary>
public sealed class CorpusInvalidException : Exception
{
    /// <summary>The corpus has errors.</summary>
    /// <param name="problems">All problems; at least one.</param>
    public CorpusInvalidException(IReadOnlyList<CorpusProblem> problems) : base(Describe(problems)) => Problems = problems;

    /// <summary>The corpus has errors that the message names.</summary>
    public CorpusInvalidException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <summary>The corpus has errors.</summary>
    public CorpusInvalidException() : this("The corpus has errors.")
    {
    }

    /// <summary>The corpus has errors that the message names.</summary>
    public CorpusInvalidException(string message) : this(message, null)
    {
    }

    /// <summary>All problems found, errors and warnings.</summary>
    public IReadOnlyList<CorpusProblem> Problems { get; } = [];

    private static string Describe(IReadOnlyList<CorpusProblem> problems)
    {
        var errors = problems.Where(p => p.Severity == ProblemSeverity.Error).ToList();
        var rest = errors.Count - 1;
        return rest > 0 ? $"{errors[0]} (and {rest} more; see: memhelp corpus lint)" : errors[0].ToString();
    }
}
