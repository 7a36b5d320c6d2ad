using System.Diagnostics.Metrics;

namespace MemHelpBot.Answers.Models;

/// <summary>What an operator can watch, as the meter <see cref="MeterName"/>: calls, tokens, time, and which rule reworded sentences broke.</summary>
public static class ModelMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "MemHelpBot.Models";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Calls = Meter.CreateCounter<long>("memhelp.model.calls", "{call}", "Questions to a model, by prompt and outcome.");
    private static readonly Counter<long> Tokens = Meter.CreateCounter<long>("memhelp.model.tokens", "{token}", "Tokens, by prompt and direction.");
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>("memhelp.model.duration", "s", "How long a question took, by prompt and outcome.");
    private static readonly Counter<long> Sentences = Meter.CreateCounter<long>("memhelp.model.sentences", "{sentence}", "Sentences of a model, by result: accepted, or the rule that the sentence broke.");

    /// <summary>Counts a question.</summary>
    public static void Count(ModelOutcome outcome)
    {
        var (prompt, result) = (new KeyValuePair<string, object?>("prompt", outcome.Prompt), new KeyValuePair<string, object?>("outcome", outcome.Outcome));
        Calls.Add(1, prompt, result);
        Seconds.Record(outcome.Elapsed.TotalSeconds, prompt, result);
        Tokens.Add(outcome.InputTokens, prompt, new("direction", "in"));
        Tokens.Add(outcome.OutputTokens, prompt, new("direction", "out"));
    }

    /// <summary>Counts a sentence.</summary>
    public static void Count(string? broken) => Sentences.Add(1, new KeyValuePair<string, object?>("result", broken ?? "accepted"));
}
