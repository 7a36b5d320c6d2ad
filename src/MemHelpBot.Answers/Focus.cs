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
}

/// <summary>A follow-up.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="Topics">
/// For <see cref="FocusKind.Term"/> ids of glossary entries, <c>fact:PATTERN</c> or <c>signature:ID</c>; for <see cref="FocusKind.Topic"/> ids of causes;
/// for <see cref="FocusKind.Line"/> citations (<c>L12</c>, <c>M2:L3</c>); empty otherwise.
/// </param>
public sealed record Focus(FocusKind Kind, IReadOnlyList<string> Topics);
