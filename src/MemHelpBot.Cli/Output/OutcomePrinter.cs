namespace MemHelpBot.Cli.Output;

/// <summary>Prints what an errand came to.</summary>
internal static class OutcomePrinter
{
    /// <summary>Lines to standard output, problems to standard error; the status is <paramref name="failure"/> when there are problems.</summary>
    public static async Task<int> TellAsync(Outcome outcome, Surroundings surroundings, int failure)
    {
        foreach (var line in outcome.Lines)
            await surroundings.Output.WriteLineAsync(line);
        await surroundings.Output.FlushAsync();
        foreach (var problem in outcome.Problems)
            await surroundings.Error.WriteLineAsync(problem);
        return outcome.Problems.Count == 0 ? ExitCode.Done : failure;
    }
}
