using MemHelpBot.Cases.Reading;

namespace MemHelpBot.Cases.Lint;

/// <summary>
/// Checks a corpus as a whole: its schema, references between files and to the code, languages and placeholders, numbers against
/// the sections that are cited for them, near-duplicates, what nothing refers to, cases that are not finished, and the questions
/// by which retrieval is measured.
/// </summary>
public static class CorpusLint
{
    /// <summary>Checks a corpus against the causes of the diagnosis.</summary>
    /// <param name="directory">The corpus directory.</param>
    /// <param name="causes">Ids of the diagnosis list.</param>
    /// <returns>All problems, by file and line.</returns>
    public static IReadOnlyList<CorpusProblem> Check(string directory, IReadOnlyCollection<string> causes) => Check(directory, new KnownIds(causes));

    /// <summary>Checks a corpus against everything the code knows of it.</summary>
    /// <param name="directory">The corpus directory.</param>
    /// <param name="known">Ids that the code defines.</param>
    /// <returns>All problems, by file and line.</returns>
    public static IReadOnlyList<CorpusProblem> Check(string directory, KnownIds known)
    {
        var (draft, problems) = CorpusReader.ReadDraft(directory);
        var corpus = draft.Finish();
        var report = new LintReport(draft.Places, problems);
        ReferenceCheck.Run(corpus, known, report);
        PlaceholderCheck.Run(corpus, report);
        CitationCheck.Run(corpus, report);
        RemedyCheck.Run(corpus, known, report);
        KnownBugCheck.Run(corpus, known, report);
        UseCheck.Run(corpus, known, report);
        DuplicateCheck.Run(corpus, report);
        CaseCheck.Run(corpus, draft.WithoutAddress, known, report);
        EvalCheck.Run(directory, corpus, problems);
        return [.. problems.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Message, StringComparer.Ordinal)];
    }
}
