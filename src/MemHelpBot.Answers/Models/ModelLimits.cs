namespace MemHelpBot.Answers.Models;

/// <summary>What one question to a model may cost.</summary>
/// <param name="Time">For all questions of one reply of ours, from the first to the end of the last; after it the deterministic answer stays.</param>
/// <param name="ContextTokens">What the model holds, prompt and reply together.</param>
public sealed record ModelLimits(TimeSpan Time, int ContextTokens)
{
    /// <summary>20 seconds and 8,192 tokens.</summary>
    public static ModelLimits Usual { get; } = new(TimeSpan.FromSeconds(20), 8192);
}

/// <summary>What came of a question to a model, for operators: never content.</summary>
/// <param name="Prompt">Id of the prompt.</param>
/// <param name="Version">Its version.</param>
/// <param name="Outcome"><c>ok</c>, <see cref="SentencesRefused"/>, or a <see cref="ModelFailure"/> in lower case.</param>
/// <param name="Reason">The same in one line; empty when all went well.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="InputTokens">Tokens sent, as the server counted them, else estimated.</param>
/// <param name="OutputTokens">Tokens received.</param>
public sealed record ModelOutcome(string Prompt, int Version, string Outcome, string Reason, TimeSpan Elapsed, long InputTokens, long OutputTokens)
{
    /// <summary>A reply came, and sentences of it were refused; told beside the <c>ok</c> of the question.</summary>
    public const string SentencesRefused = "sentences-refused";
}
