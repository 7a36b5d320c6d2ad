using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Lint;

/// <summary>What nothing refers to, and what the code needs and the corpus lacks.</summary>
internal static class UseCheck
{
    private const string Undecided = "insufficient-evidence";

    public static void Run(Corpus corpus, KnownIds known, LintReport report)
    {
        var used = corpus.Playbooks.Values.SelectMany(p => p.Remedies).Select(r => r.Id)
            .Concat(corpus.Questions.Values.SelectMany(q => q.Elsewhere.Append(q.Remedy)).OfType<string>())
            .Concat(corpus.KnownBugs.SelectMany(b => b.Remedies))
            .Concat(corpus.FrequentQuestions.SelectMany(q => q.Remedies))
            .Concat(corpus.Remedies.Values.SelectMany(r => r.Verify.Concat(r.Undo))).ToHashSet(StringComparer.Ordinal);
        foreach (var id in corpus.Remedies.Keys.Where(r => !used.Contains(r)))
            report.Warn("remedy", id, $"Nothing refers to the remedy '{id}'.", "Name it in a playbook or a question, or remove it.");
        var words = corpus.Remedies.Values.SelectMany(r => r.Parameters).Select(p => p.Placeholder).ToHashSet(StringComparer.Ordinal);
        foreach (var word in corpus.Placeholders.Keys.Where(w => !words.Contains(w)))
            report.Warn("placeholder", word, $"No command has the placeholder '{word}'.", "Remove it.");
        if (known.Questions is { } questions)
        {
            foreach (var id in corpus.Questions.Keys.Where(q => !questions.Contains(q)))
                report.Warn("question", id, $"The diagnosis never asks '{id}'.", "Remove it, or let a cause ask it.");
            foreach (var id in questions.Where(q => !corpus.Questions.ContainsKey(q)))
                report.Error("question", id, $"The diagnosis asks '{id}', and no file under questions/ has it.", "Add it.");
        }

        if (known.Evidence is { } evidence)
        {
            foreach (var id in corpus.Evidence.Keys.Where(e => !evidence.Contains(e)))
                report.Warn("evidence", id, $"The diagnosis never gives the evidence '{id}'.", "Remove it, or mend its id.");
            foreach (var id in evidence.Where(e => !corpus.Evidence.ContainsKey(e)))
                report.Error("evidence", id, $"The diagnosis gives the evidence '{id}', and no file under evidence/ has its sentence.", "Add it.");
        }

        foreach (var cause in known.Causes.Where(c => !corpus.Playbooks.ContainsKey(c)))
            report.Error("playbook", cause, $"The cause '{cause}' has no playbook.", $"Add playbooks/{cause}.yaml.");
        foreach (var cause in known.Causes.Where(c => c != Undecided && corpus.Documents.Values.All(d => !d.Causes.Contains(c))))
            report.Warn("playbook", cause, $"No case or note is about the cause '{cause}'.", "Write one.");
        if (known.CasesPerCause > 0)
            Cases(corpus, known, report);
    }

    private static void Cases(Corpus corpus, KnownIds known, LintReport report)
    {
        foreach (var cause in known.Causes.Where(c => c != Undecided))
        {
            var cases = corpus.Documents.Values.Count(d => d.Kind == DocumentKind.Case && d.Causes.Contains(cause));
            if (cases < known.CasesPerCause)
                report.Error("playbook", cause, $"The cause '{cause}' has {cases} of {known.CasesPerCause} cases.", $"Write {known.CasesPerCause - cases} more from real incidents.");
        }
    }
}
