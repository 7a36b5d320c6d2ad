using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Model;

/// <summary>
/// The answer that every channel renders. The JSON form is <c>docs/answer.md</c>; the six rules it obeys are checked by
/// <c>Verifying</c> before anything is shown.
/// </summary>
/// <param name="Language">Language of the answer: en, zh or pl.</param>
/// <param name="Incidents">What went wrong, in order of appearance.</param>
/// <param name="Facts">Facts read and derived.</param>
/// <param name="Signatures">Ids of the known messages found, each once.</param>
/// <param name="Causes">Ordered; the first is the primary cause.</param>
/// <param name="Sections">What a person reads, in order; <see cref="Markdown"/> is made of it.</param>
/// <param name="Markdown">The sections as Markdown.</param>
/// <param name="Actions">Commands in the order to run them.</param>
/// <param name="Questions">What is still needed to decide, most decisive first.</param>
/// <param name="Sources">The corpus documents that are cited or offered.</param>
/// <param name="Warnings">Corrections of cited articles, altered logs, limits that cut the paste.</param>
public sealed record Answer(
    string Language,
    IReadOnlyList<Incident> Incidents,
    FactSet Facts,
    IReadOnlyList<string> Signatures,
    IReadOnlyList<AnswerCause> Causes,
    IReadOnlyList<AnswerSection> Sections,
    string Markdown,
    IReadOnlyList<AnswerAction> Actions,
    IReadOnlyList<AnswerQuestion> Questions,
    IReadOnlyList<AnswerSource> Sources,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Every claim of every section, in order.</summary>
    public IEnumerable<Claim> Claims => Sections.SelectMany(s => s.Claims);

    /// <summary>A text ready to be sent to the administrators; null when the person can do all of it, or nothing is to be done.</summary>
    public AnswerLetter? Letter { get; init; }

    /// <summary>What a language model worded of it; null when every word is the deterministic one.</summary>
    public AnswerWording? Wording { get; init; }

    /// <summary>What part of it was asked for; null for the whole answer.</summary>
    public FocusKind? Part { get; init; }
}

/// <summary>Which words of an answer are a language model's. Each of its sentences was held to the claims that it says.</summary>
/// <param name="Sentences">Sentences in the model's words.</param>
/// <param name="Refused">Sentences of the model that failed the check, and in whose place the deterministic ones stand.</param>
public sealed record AnswerWording(int Sentences, int Refused)
{
    /// <summary>The same for the person, in the answer's language: it stands with the answer wherever it is shown.</summary>
    public string Label { get; init; } = "";
}

/// <summary>A text for the administrators of a machine or cluster.</summary>
/// <param name="Title">Its heading in the answer's language.</param>
/// <param name="Text">The whole text, plain, as it is sent: sentences with the lines they stand on, and commands.</param>
/// <param name="Claims">The sentences of it, with all their citations.</param>
/// <param name="Actions">The commands of it: the change, what verifies it and what undoes it.</param>
public sealed record AnswerLetter(string Title, string Text, IReadOnlyList<Claim> Claims, IReadOnlyList<AnswerAction> Actions);

/// <summary>A judged cause, worded.</summary>
/// <param name="Id">Id of the cause.</param>
/// <param name="Name">Its name in the answer's language.</param>
/// <param name="Verdict">confirmed, likely, possible or ruled-out.</param>
/// <param name="Incident">The incident, or null for the paste.</param>
/// <param name="For">What speaks for it.</param>
/// <param name="Against">What speaks against it.</param>
/// <param name="Missing">What would decide.</param>
public sealed record AnswerCause(
    string Id, string Name, string Verdict, int? Incident,
    IReadOnlyList<Claim> For, IReadOnlyList<Claim> Against, IReadOnlyList<AnswerQuestion> Missing);

/// <summary>One sentence with its citations: <c>L12</c> for line 12 of the paste, <c>C:id#section</c> for a section of the corpus.</summary>
/// <param name="Text">The sentence, plain text of the answer's language (no markup).</param>
/// <param name="Citations">At least one.</param>
public sealed record Claim(string Text, IReadOnlyList<string> Citations);

/// <summary>A part of the answer.</summary>
/// <param name="Kind">headline, what-happened, together, why, known-bugs, numbers, fit, against, actions, question, related or corrections.</param>
/// <param name="Title">Its heading in the answer's language; empty for the headline.</param>
/// <param name="Claims">Its sentences.</param>
public sealed record AnswerSection(string Kind, string Title, IReadOnlyList<Claim> Claims);

/// <summary>A command to run.</summary>
/// <param name="Id">Id of the remedy in the catalogue.</param>
/// <param name="Cause">The cause it is for.</param>
/// <param name="Kind">check, mitigate, fix, verify or undo.</param>
/// <param name="Risk">read-only, reversible or disruptive.</param>
/// <param name="RunAs">user, root or cluster-admin.</param>
/// <param name="Command">The command, parameters filled and quoted, or with visible placeholders.</param>
/// <param name="Text">Why, in one sentence.</param>
/// <param name="Citations">The corpus sections it stands on.</param>
/// <param name="ForAdministrator">The person who asks may not run it: it is to be passed on.</param>
public sealed record AnswerAction(
    string Id, string Cause, string Kind, string Risk, string RunAs, string Command, string Text,
    IReadOnlyList<string> Citations, bool ForAdministrator)
{
    /// <summary>once, process, reboot or permanent: how long the effect stays; null for what changes nothing.</summary>
    public string? Lasts { get; init; }

    /// <summary>What can go wrong, in one sentence; null for a command that cannot hurt.</summary>
    public string? Warning { get; init; }

    /// <summary>Where the command is documented.</summary>
    public string? Source { get; init; }

    /// <summary>How a proposed size follows from the paste, and where the values of open placeholders are found.</summary>
    public IReadOnlyList<Claim> Notes { get; init; } = [];
}

/// <summary>The notes beside commands as a person reads them: what was said beside one command is not said beside the next.</summary>
public sealed class NotesOnce
{
    private readonly HashSet<string> said = new(StringComparer.Ordinal);

    /// <summary>The notes of the next command that were not said yet.</summary>
    public IReadOnlyList<Claim> Of(AnswerAction action) => [.. action?.Notes.Where(n => said.Add(n.Text)) ?? throw new ArgumentNullException(nameof(action))];
}

/// <summary>A question to the person.</summary>
/// <param name="Id">Id of the question in the corpus.</param>
/// <param name="Text">The question.</param>
/// <param name="Command">How to get the answer; empty when only the person knows.</param>
public sealed record AnswerQuestion(string Id, string Text, string Command);

/// <summary>A document cited or offered.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Url">Address of its source, or null.</param>
/// <param name="Lang">Its language.</param>
/// <param name="Trust">vendor, kernel, forum, blog or site.</param>
/// <param name="Match">exact: the same error or cause; related: only alike.</param>
public sealed record AnswerSource(string Id, string Title, string? Url, string Lang, string Trust, string Match);
