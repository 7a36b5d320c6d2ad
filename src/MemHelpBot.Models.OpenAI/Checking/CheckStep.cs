namespace MemHelpBot.Models.OpenAI.Checking;

/// <summary>One step of a check.</summary>
/// <param name="Name">What is looked at.</param>
/// <param name="Ok">Whether it works.</param>
/// <param name="Text">What was found; where it does not work, what is wrong and how to mend it. One line.</param>
public sealed record CheckStep(string Name, bool Ok, string Text);
