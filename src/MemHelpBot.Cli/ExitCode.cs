namespace MemHelpBot.Cli;

/// <summary>Exit statuses.</summary>
internal static class ExitCode
{
    /// <summary>Done: an answer was made, also one that says that the evidence does not decide.</summary>
    public const int Done = 0;

    /// <summary>A check found errors (<c>corpus lint</c>), or memhelp itself failed.</summary>
    public const int Failed = 1;

    /// <summary>The call was wrong.</summary>
    public const int WrongCall = 2;

    /// <summary>Done but for some input that could not be read, or not to its end (<c>scan</c>); it was named on standard error.</summary>
    public const int Incomplete = 3;

    /// <summary>Everything was read and an incident was found, when that was to be told (<c>scan --fail-if-found</c>).</summary>
    public const int Found = 4;
}
