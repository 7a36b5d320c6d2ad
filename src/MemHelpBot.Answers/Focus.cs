namespace MemHelpBot.Answers;

/// <summary>What a follow-up asks for.</summary>
public enum FocusKind
{
    /// <summary>Why: the whole argument.</summary>
    Why,

    /// <summary>Why more RAM is not the answer.</summary>
    WhyNotMoreRam,

    /// <summary>Only the commands.</summary>
    OnlyCommands,

    /// <summary>How to take it back.</summary>
    Undo,

    /// <summary>What a term means.</summary>
    Term,

    /// <summary>Why another cause is, or is not, the one.</summary>
    Topic,

    /// <summary>What is known so far.</summary>
    Known,

    /// <summary>A text to send to the administrators.</summary>
    Letter,

    /// <summary>Everything: the whole argument, every command, every question.</summary>
    More,

    /// <summary>The shortest form: what happened, the first command, the first question.</summary>
    Less,

    /// <summary>What stands on a line.</summary>
    Line,

    /// <summary>Yes to the question asked last: how to answer it; with nothing asked, what to run first.</summary>
    Yes,

    /// <summary>No to the question asked last: the next one; with none left, what to run.</summary>
    No,

    /// <summary>"It": the command proposed last, with its risk and how to take it back.</summary>
    It,

    /// <summary>It works now: how to make sure that it stays so.</summary>
    Worked,

    /// <summary>It did not work: what is left to try, and what would decide.</summary>
    Failed,

    /// <summary>Forget the conversation.</summary>
    Forget,

    /// <summary>Say that a message could not be read.</summary>
    Unread,

    /// <summary>Ask whether the conversation is to be forgotten: somebody spoke of it, and did not say so.</summary>
    AskForget,

    /// <summary>The conversation is not forgotten after all.</summary>
    NotForgotten,

    /// <summary>Something that is not of this field.</summary>
    Outside,

    /// <summary>A question that no paste is needed for: what the corpus says of it.</summary>
    Advice,
}

/// <summary>A follow-up.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="Topics">
/// For <see cref="FocusKind.Term"/> ids of glossary entries, <c>fact:PATTERN</c> or <c>signature:ID</c>; for <see cref="FocusKind.Topic"/> ids of causes;
/// for <see cref="FocusKind.Line"/> citations (<c>L12</c>, <c>M2:L3</c>); for <see cref="FocusKind.Yes"/> and <see cref="FocusKind.No"/> the id of the question asked;
/// for <see cref="FocusKind.It"/>, <see cref="FocusKind.Worked"/> and <see cref="FocusKind.Failed"/> ids of the commands meant;
/// for <see cref="FocusKind.Advice"/> <see cref="Advice.AdviceTopic"/>s; empty otherwise.
/// </param>
public sealed record Focus(FocusKind Kind, IReadOnlyList<string> Topics);
