namespace MemHelpBot.Answers.Verifying.Sentences;

/// <summary>What a part of a sentence is to the check of a reworded one.</summary>
internal enum TokenKind
{
    /// <summary>A word that carries meaning: it stands in its place.</summary>
    Word,

    /// <summary>A number with its unit, a name, a path, a sign: it stands as it stood, in its place.</summary>
    Anchor,

    /// <summary>A word that turns or limits what is said: a negation, a comparison, a condition, a degree of certainty, a reason. As an anchor.</summary>
    Turn,

    /// <summary>An article or the like. It comes and goes freely.</summary>
    Article,

    /// <summary>A word that joins (and, while, also) or a sign between clauses. Between two claims it comes and goes; inside one it stands as it stood: "No swap" and "No, swap" are contraries.</summary>
    Joint,

    /// <summary>A character that no sentence of ours has: a control character, an invisible one.</summary>
    Forbidden,
}

/// <summary>A part of a sentence.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The part; words in lower case, turns as their class.</param>
internal readonly record struct SentenceToken(TokenKind Kind, string Text);
