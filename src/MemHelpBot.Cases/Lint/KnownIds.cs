namespace MemHelpBot.Cases.Lint;

/// <summary>Ids that the code defines and the corpus uses. A list that is null is not checked.</summary>
/// <param name="Causes">Ids of the diagnosis list.</param>
public sealed record KnownIds(IReadOnlyCollection<string> Causes)
{
    /// <summary>Ids of known messages.</summary>
    public IReadOnlyCollection<string>? Signatures { get; init; }

    /// <summary>Ids of the questions that the diagnosis asks.</summary>
    public IReadOnlyCollection<string>? Questions { get; init; }

    /// <summary>Evidence that the diagnosis gives, as <c>cause/id</c>.</summary>
    public IReadOnlyCollection<string>? Evidence { get; init; }

    /// <summary>Names of facts as the catalogue has them, with <c>*</c> for a subject.</summary>
    public IReadOnlyCollection<string>? Facts { get; init; }

    /// <summary>The day of the check: no source is dated after it. Null where no date is checked.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>How many cases each cause has to have; 0 where it is not checked.</summary>
    public int CasesPerCause { get; init; }
}
