namespace MemHelpBot.Cases.Model;

/// <summary>Something that answers may cite: a case of ours, a reference note, or an ingested document.</summary>
/// <param name="Id">Stable id, lower-case words and hyphens; what stands behind <c>C:</c> in a citation.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">Its title.</param>
/// <param name="Lang">Language of the text: en, zh, pl … (ISO 639-1).</param>
/// <param name="Causes">Ids of the causes it is about; empty for an ingested document.</param>
/// <param name="Signatures">Ids of the messages it is about.</param>
/// <param name="Environment">Words that describe where it holds: kernel, distribution, scheduler, hardware.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Sections">Its sections in order; at least one.</param>
public sealed record CaseDocument(
    string Id, DocumentKind Kind, string Title, string Lang,
    IReadOnlyList<string> Causes, IReadOnlyList<string> Signatures, IReadOnlyList<string> Environment,
    DocumentSource Source, IReadOnlyList<CaseSection> Sections)
{
    /// <summary>The title in every language of the product; null where only <see cref="Title"/> is known.</summary>
    public LocalText? Titles { get; init; }

    /// <summary>Ids of the evidence that the diagnosis finds for its cause in its own log; empty where that decides nothing.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>The title for a reader of a language.</summary>
    public string TitleIn(string lang) => Titles?.In(lang) ?? Title;

    /// <summary>The section of that id, or null.</summary>
    public CaseSection? Section(string id) => Sections.FirstOrDefault(s => s.Id == id);
}

/// <summary>What a <see cref="CaseDocument"/> is.</summary>
public enum DocumentKind
{
    /// <summary>An incident of ours: symptom, evidence, analysis, resolution, commands, corrections.</summary>
    Case,

    /// <summary>A short note on a mechanism, from kernel or vendor documentation.</summary>
    Note,

    /// <summary>A published bug: named where its pattern matches, never offered as a similar case.</summary>
    Bug,

    /// <summary>A document ingested as it stands.</summary>
    External,
}

/// <summary>One section of a document.</summary>
/// <param name="Id">Stable id inside the document: <c>symptom</c>, <c>analysis</c> …; what stands behind <c>#</c> in a citation.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Text">Its text as Markdown source. Data: never rendered as markup without escaping, never run.</param>
/// <param name="Lang">Language of this section when it differs from the document's; null otherwise.</param>
public sealed record CaseSection(string Id, string Title, string Text, string? Lang = null);

/// <summary>Where a document comes from.</summary>
/// <param name="Title">Title of the source.</param>
/// <param name="Url">Address, or null where there is none.</param>
/// <param name="Date">Date as year-month-day, year-month or year; null where none is known.</param>
/// <param name="Trust">vendor, kernel, forum, blog or site.</param>
public sealed record DocumentSource(string Title, string? Url, string? Date, string Trust)
{
    /// <summary>Language that the source is written in (ISO 639-1); null where it is that of the document's text.</summary>
    public string? Lang { get; init; }
}
