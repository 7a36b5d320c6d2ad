using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Lint;

/// <summary>Citations lead to a section, and the numbers of what is said stand in a section that is cited for it, or in the command it speaks of.</summary>
internal static class CitationCheck
{
    public static void Run(Corpus corpus, LintReport report)
    {
        foreach (var playbook in corpus.Playbooks.Values)
        {
            foreach (var sentence in playbook.Explanation.Append(playbook.WhyNotMoreRam).Concat(playbook.Headlines))
                Check(corpus, "playbook", playbook.Cause, sentence.Text, sentence.Cite, report);
        }

        foreach (var remedy in corpus.Remedies.Values)
        {
            Check(corpus, "remedy", remedy.Id, remedy.Text, remedy.Cite, report, remedy.Command);
            if (remedy.Warning is { } warning)
                Check(corpus, "remedy", remedy.Id, warning, remedy.Cite, report, remedy.Command);
        }

        foreach (var correction in corpus.Corrections)
            Check(corpus, "correction", correction.Id, correction.Correct, [correction.Cite], report);
        foreach (var question in corpus.FrequentQuestions)
            Check(corpus, "frequent question", question.Id, question.Text, question.Cite, report);
        foreach (var entry in corpus.Glossary)
            Check(corpus, "term", entry.Id, entry.Text, [entry.Cite], report);
    }

    /// <summary>The section that <c>C:id#section</c> names, or null.</summary>
    internal static CaseSection? SectionOf(Corpus corpus, string citation)
    {
        if (!citation.StartsWith("C:", StringComparison.Ordinal) || citation.IndexOf('#', StringComparison.Ordinal) is not (> 2 and var hash))
            return null;
        return corpus.Documents.TryGetValue(citation[2..hash], out var document) ? document.Section(citation[(hash + 1)..]) : null;
    }

    private static void Check(Corpus corpus, string kind, string id, LocalText text, IReadOnlyList<string> cite, LintReport report, string command = "")
    {
        var meant = Numbers.Meant(command);
        foreach (var citation in cite.Where(c => c.Length > 0))
        {
            if (SectionOf(corpus, citation) is { } section)
                meant.UnionWith(Numbers.Meant(section.Text));
            else
                report.Error(kind, id, $"The citation '{citation}' leads nowhere.", "Write C:id#section with the id of a case or note and one of its headings in lower case.");
        }

        foreach (var language in PlaceholderCheck.Languages(text))
        {
            foreach (var number in Numbers.In(language).Where(n => !meant.Contains(n)))
                report.Error(kind, id, $"The number {number} of \"{PlaceholderCheck.Short(language)}\" stands in no section that is cited for it.", "Cite the section that has it, or leave the number out.");
        }
    }
}
