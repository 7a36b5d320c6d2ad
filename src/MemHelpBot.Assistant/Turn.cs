using MemHelpBot.Answers;
using MemHelpBot.Parsing;

namespace MemHelpBot.Assistant;

/// <summary>What a person sends: their words and what they paste or attach. Decoded text; nothing in it is trusted.</summary>
/// <param name="Text">The message: question, paste, or both in one.</param>
/// <param name="Language">auto, en, zh or pl.</param>
/// <param name="Role">user, root or cluster-admin; null keeps the conversation's (user at first).</param>
public sealed record Turn(string Text, string Language = "auto", string? Role = null)
{
    /// <summary>What decoding the bytes had to say; the answer's warnings repeat it in its language.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>
    /// What the reply says of the conversation itself, whatever stands in the text: a farewell once more (<see cref="FocusKind.Forget"/>), or that a message could
    /// not be read (<see cref="FocusKind.Unread"/>); null for what the text asks.
    /// </summary>
    public FocusKind? Says { get; init; }

    /// <summary>Told of each stage when it begins, on the thread of the turn; null for nobody.</summary>
    public Action<TurnStage>? OnStage { get; init; }
}

/// <summary>What comes back.</summary>
/// <param name="Answer">The answer to show. Causes, facts and commands are those of the whole conversation; the sections are those this turn asked for.</param>
/// <param name="Text">The answer as Markdown.</param>
/// <param name="IsFollowUp">Whether only a part was asked for.</param>
public sealed record Reply(Answers.Model.Answer Answer, string Text, bool IsFollowUp)
{
    /// <summary>What it was made of; null where nothing more can be done to it.</summary>
    internal Models.ReplyBasis? Basis { get; init; }

    /// <summary>Whether a language model worded the text: channels that have a label for it show it.</summary>
    public bool WrittenByModel { get; init; }

    /// <summary>Whether the person asked that the conversation be forgotten: whoever keeps it removes it.</summary>
    public bool Forgets { get; init; }
}
