namespace MemHelpBot.Assistant;

/// <summary>What a person sends: their words and what they paste or attach. Decoded text; nothing in it is trusted.</summary>
/// <param name="Text">The message: question, paste, or both in one.</param>
/// <param name="Language">auto, en, zh or pl.</param>
/// <param name="Role">user, root or cluster-admin; null keeps the conversation's (user at first).</param>
public sealed record Turn(string Text, string Language = "auto", string? Role = null);

/// <summary>What comes back.</summary>
/// <param name="Answer">The full answer on the evidence of the whole conversation so far.</param>
/// <param name="Text">What is shown for this turn, as Markdown: the answer, or the part of it a follow-up asked for.</param>
/// <param name="IsFollowUp">Whether the text is a reply to a follow-up rather than the whole answer.</param>
public sealed record Reply(Answers.Model.Answer Answer, string Text, bool IsFollowUp);
