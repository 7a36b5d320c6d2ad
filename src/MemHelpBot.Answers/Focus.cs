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
}

/// <summary>A follow-up.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="Topics">Ids of glossary entries for <see cref="FocusKind.Term"/>, of causes for <see cref="FocusKind.Topic"/>; empty otherwise.</param>
public sealed record Focus(FocusKind Kind, IReadOnlyList<string> Topics);
