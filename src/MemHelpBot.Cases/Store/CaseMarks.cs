using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Store;

/// <summary>What a document is about, without its text: enough to rank it by facts.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Causes">Causes it is about, the main one first.</param>
/// <param name="Signatures">Messages it is about.</param>
/// <param name="Environment">Where it holds.</param>
public sealed record CaseMarks(
    string Id, DocumentKind Kind, IReadOnlyList<string> Causes, IReadOnlyList<string> Signatures, IReadOnlyList<string> Environment)
{
    /// <summary>What its log shows for its cause, as ids of evidence.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Whether it is about anything that facts can be compared with.</summary>
    public bool Any => Causes.Count + Signatures.Count + Environment.Count > 0;

    /// <summary>The marks of a document.</summary>
    public static CaseMarks Of(CaseDocument document) => new(document.Id, document.Kind, document.Causes, document.Signatures, document.Environment) { Evidence = document.Evidence };
}
