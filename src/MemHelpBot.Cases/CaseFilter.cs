using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases;

/// <summary>Narrows a search by what documents are. An empty list lets everything pass; of a list that is not, one entry has to fit.</summary>
public sealed record CaseFilter
{
    /// <summary>A filter that lets everything pass.</summary>
    public static CaseFilter None { get; } = new();

    /// <summary>Kinds of documents.</summary>
    public IReadOnlyList<DocumentKind> Kinds { get; init; } = [];

    /// <summary>Languages of documents (en, zh, pl …).</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Causes that documents are about.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>Kinds of sources (vendor, kernel, forum, blog, site).</summary>
    public IReadOnlyList<string> Trust { get; init; } = [];

    /// <summary>Whether everything passes.</summary>
    public bool IsEmpty => Kinds.Count + Languages.Count + Causes.Count + Trust.Count == 0;

    /// <summary>Whether a document passes.</summary>
    public bool Passes(CaseDocument document) =>
        (Kinds.Count == 0 || Kinds.Contains(document.Kind))
        && (Languages.Count == 0 || Languages.Contains(document.Lang))
        && (Causes.Count == 0 || document.Causes.Any(Causes.Contains))
        && (Trust.Count == 0 || Trust.Contains(document.Source.Trust));
}
