namespace MemHelpBot.Cases.Model;

/// <summary>What is said about one cause whenever it is diagnosed, and which remedies fit it.</summary>
/// <param name="Cause">Id of the cause.</param>
/// <param name="Name">Its name as a person says it ("memory fragmentation").</param>
/// <param name="Headline">One sentence that says what happened; placeholders are facts by name and are optional.</param>
/// <param name="Explanation">Two to four sentences on the mechanism, each with the corpus section it stands on.</param>
/// <param name="WhyNotMoreRam">Answer to "why not just more RAM?" for this cause.</param>
/// <param name="Remedies">The remedies, best first.</param>
public sealed record Playbook(
    string Cause, LocalText Name, LocalText Headline, IReadOnlyList<CitedText> Explanation, CitedText WhyNotMoreRam, IReadOnlyList<PlaybookRemedy> Remedies)
{
    /// <summary>Headlines for particular cases, the first that fits in place of <see cref="Headline"/>.</summary>
    public IReadOnlyList<CitedText> Headlines { get; init; } = [];

    /// <summary>What people call the cause besides its name, in any language: "leak", "wyciek", "内存泄漏".</summary>
    public IReadOnlyList<string> Called { get; init; } = [];
}

/// <summary>A remedy in a playbook.</summary>
/// <param name="Id">Id of the remedy.</param>
/// <param name="When">What it needs to fit, any of, as in <see cref="CitedText.When"/>; empty: the cause is enough.</param>
public sealed record PlaybookRemedy(string Id, IReadOnlyList<string> When);

/// <summary>A sentence and the corpus section that supports it.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Cite">Citations such as <c>C:note-watermarks#analysis</c>; at least one.</param>
public sealed record CitedText(LocalText Text, IReadOnlyList<string> Cite)
{
    /// <summary>
    /// Where the sentence fits, any of: a word of the surroundings (<c>slurm</c>, <c>kubernetes</c>), <c>evidence:ID</c> (what spoke for the cause),
    /// <c>signature:ID</c> (a message found). Empty: everywhere.
    /// </summary>
    public IReadOnlyList<string> When { get; init; } = [];
}

/// <summary>The sentence for one piece of evidence of a cause; <c>{name}</c> and <c>{name:format}</c> are placeholders for its arguments.</summary>
/// <param name="Cause">Id of the cause.</param>
/// <param name="Id">Id of the evidence.</param>
/// <param name="Text">The sentence.</param>
public sealed record EvidencePhrase(string Cause, string Id, LocalText Text)
{
    /// <summary>In place of a cause: a sentence of the answer itself (headings, what happened, how sure).</summary>
    public const string OfAnswer = "answer";

    /// <summary>In place of a cause: words of the formulas of derived facts.</summary>
    public const string OfFormula = "formula";

    /// <summary>In place of a cause: tables of "would it fit?".</summary>
    public const string OfFit = "fit";

    /// <summary>In place of a cause: what several incidents say together.</summary>
    public const string OfTogether = "together";

    /// <summary>Everything that may stand in place of a cause.</summary>
    public static IReadOnlyList<string> NotCauses { get; } = [OfAnswer, OfFormula, OfFit, OfTogether];
}

/// <summary>A question that would decide.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">The question.</param>
/// <param name="Remedy">Id of the check whose command yields the answer; null for a question only a person can answer.</param>
public sealed record Question(string Id, LocalText Text, string? Remedy)
{
    /// <summary>Checks that yield the answer elsewhere: the first one made for a place that was seen takes the place of <see cref="Remedy"/>.</summary>
    public IReadOnlyList<string> Elsewhere { get; init; } = [];
}

/// <summary>A well-known wrong claim and what is right.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Claim">The claim as it goes round.</param>
/// <param name="Correct">What is right, and since when.</param>
/// <param name="Cite">The corpus section that supports it.</param>
/// <param name="Patterns">Lower-case words, all of which a sentence that makes the claim contains; several alternatives.</param>
/// <param name="Documents">Ids of cases whose source makes the claim.</param>
public sealed record Correction(
    string Id, LocalText Claim, LocalText Correct, string Cite, IReadOnlyList<IReadOnlyList<string>> Patterns, IReadOnlyList<string> Documents);

/// <summary>A term of the field, explained once.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Terms">The ways it is written, in any language; matched whole and without case.</param>
/// <param name="Text">The explanation.</param>
/// <param name="Cite">The corpus section that supports it.</param>
public sealed record GlossaryEntry(string Id, IReadOnlyList<string> Terms, LocalText Text, string Cite);

/// <summary>A concept and the words for it in every language: ties questions to cases across languages.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Words">The words and phrases, in any language, lower case.</param>
public sealed record Concept(string Id, IReadOnlyList<string> Words);

/// <summary>A question that people ask without a paste, and its answer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Asks">How it is asked, in any language.</param>
/// <param name="Text">The answer, in one or two sentences.</param>
/// <param name="Cite">The corpus sections that support it; at least one.</param>
/// <param name="Remedies">Commands that belong to it, best first; only those that fit the place are shown.</param>
public sealed record FrequentQuestion(string Id, IReadOnlyList<string> Asks, LocalText Text, IReadOnlyList<string> Cite, IReadOnlyList<string> Remedies);
