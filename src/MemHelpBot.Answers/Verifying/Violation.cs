namespace MemHelpBot.Answers.Verifying;

/// <summary>A rule of the answer contract that an answer breaks.</summary>
/// <param name="Rule">1 to 6, as in <c>docs/answer.md</c>.</param>
/// <param name="Where">The part that breaks it: the sentence, the command, the fact's name.</param>
/// <param name="Why">What is wrong with it, for the operator.</param>
public sealed record Violation(int Rule, string Where, string Why);
