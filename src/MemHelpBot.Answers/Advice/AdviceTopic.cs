namespace MemHelpBot.Answers.Advice;

/// <summary>Where a piece of advice stands in the corpus.</summary>
public enum AdviceKind
{
    /// <summary>A question that is often asked.</summary>
    Question,

    /// <summary>A sentence on how a cause works.</summary>
    Explanation,

    /// <summary>An entry of the glossary.</summary>
    Term,

    /// <summary>A well-known claim that is wrong.</summary>
    Correction,

    /// <summary>A command of the catalogue.</summary>
    Remedy,
}

/// <summary>A piece of advice.</summary>
/// <param name="Kind">Where it stands.</param>
/// <param name="Id">Its id there; of an explanation <c>CAUSE#NUMBER</c>, from 0.</param>
public readonly record struct AdviceTopic(AdviceKind Kind, string Id)
{
    /// <summary>As a topic of a <see cref="Focus"/>.</summary>
    public override string ToString() => $"{Kind}:{Id}";

    /// <summary>Reads the form of <see cref="ToString"/>; null for any other text.</summary>
    public static AdviceTopic? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(':', 2) is [var kind, var id] && Enum.TryParse<AdviceKind>(kind, out var known) ? new(known, id) : null;
    }
}
