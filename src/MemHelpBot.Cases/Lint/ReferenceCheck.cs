using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Lint;

/// <summary>Ids of causes, signatures, remedies and documents have to exist.</summary>
internal static class ReferenceCheck
{
    public static void Run(Corpus corpus, KnownIds known, LintReport report)
    {
        foreach (var document in corpus.Documents.Values)
        {
            foreach (var cause in document.Causes.Where(c => !known.Causes.Contains(c)))
                report.Error("document", document.Id, $"The cause '{cause}' is not one of the diagnosis list.", "Use an id of the list.");
            foreach (var evidence in document.Evidence.Where(e => !document.Causes.Any(c => corpus.Evidence.ContainsKey($"{c}/{e}"))))
                report.Error("document", document.Id, $"The evidence '{evidence}' is none of its causes.", "Use an id of evidence/<cause>.yaml, or leave it out.");
            if (known.Signatures is { } signatures)
            {
                foreach (var signature in document.Signatures.Where(s => !signatures.Contains(s)))
                    report.Error("document", document.Id, $"The signature '{signature}' is not known.", "Use the id of a known message, or leave it out.");
            }
        }

        foreach (var playbook in corpus.Playbooks.Values)
        {
            if (!known.Causes.Contains(playbook.Cause))
                report.Error("playbook", playbook.Cause, $"The cause '{playbook.Cause}' is not one of the diagnosis list.", "Use an id of the list.");
            foreach (var remedy in playbook.Remedies.Select(r => r.Id).Where(r => !corpus.Remedies.ContainsKey(r)))
                report.Error("playbook", playbook.Cause, $"The remedy '{remedy}' does not exist.", "Add it under remedies/, or remove it here.");
            foreach (var twice in playbook.Remedies.GroupBy(r => r.Id).Where(g => g.SkipLast(1).Any(r => r.When.Count == 0)))
                report.Error("playbook", playbook.Cause, $"The remedy '{twice.Key}' stands twice.", "Keep one, or give the earlier one a 'when' in which it comes first.");
        }

        foreach (var phrase in corpus.Evidence.Values.Where(p => !EvidencePhrase.NotCauses.Contains(p.Cause) && !known.Causes.Contains(p.Cause)))
            report.Error("evidence", $"{phrase.Cause}/{phrase.Id}", $"The cause '{phrase.Cause}' is not one of the diagnosis list.", "Use an id of the list.");
        foreach (var question in corpus.Questions.Values)
        {
            foreach (var id in question.Elsewhere.Append(question.Remedy).OfType<string>())
            {
                if (!corpus.Remedies.TryGetValue(id, out var remedy))
                    report.Error("question", question.Id, $"The remedy '{id}' does not exist.", "Add it under remedies/, or write null.");
                else if (remedy.Kind != "check")
                    report.Error("question", question.Id, $"The remedy '{id}' is a {remedy.Kind}, not a check.", "Name a check: a question must not change anything.");
                else if (remedy.Risk != "read-only")
                    report.Error("question", question.Id, $"The check '{id}' is {remedy.Risk}.", "Name one that is read-only: a question must not change anything.");
            }
        }

        foreach (var question in corpus.FrequentQuestions)
        {
            foreach (var id in question.Remedies.Where(r => !corpus.Remedies.ContainsKey(r)))
                report.Error("frequent question", question.Id, $"The remedy '{id}' does not exist.", "Add it under remedies/, or remove it here.");
        }

        foreach (var correction in corpus.Corrections)
        {
            foreach (var id in correction.Documents.Where(d => !corpus.Documents.ContainsKey(d)))
                report.Error("correction", correction.Id, $"The document '{id}' does not exist.", "Name a case of the corpus.");
        }
    }
}
