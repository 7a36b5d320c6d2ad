using MemHelpBot.Answers;
using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Planning;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Diagnosis;
using MemHelpBot.Facts;

namespace MemHelpBot.Remedies.Tests;

/// <summary>What a person gets for a cause in a place.</summary>
internal static class Planned
{
    public static readonly Fact Limit = new(MemcgFacts.Limit, null, FactValue.Of(90112), new SourceSpan(0, 2, 2, 0, 1), 0);

    /// <summary>The commands for one confirmed cause where just these words are known of the place, and what the cause itself tells of it.</summary>
    public static IReadOnlyList<AnswerAction> For(string cause, string role, params IEnumerable<string> words) => With(FactSet.Empty, cause, role, words);

    /// <summary>The same where the paste holds these facts.</summary>
    public static IReadOnlyList<AnswerAction> With(FactSet facts, string cause, string role, params IEnumerable<string> words)
    {
        var environment = EnvironmentWords.Of(words.Concat(EnvironmentNames.Causes.Where(c => c.Mark == cause).Select(c => c.Word)));
        var phrases = new Phrases(Shipped.Corpus, "en");
        var fit = new CaseFit(Request(cause, "en"), environment);
        return new ActionPlanner(phrases, new CommandBook(Shipped.Corpus, facts), environment, fit, role).Plan([Judged(cause)], []);
    }

    /// <summary>A request in which one cause is confirmed by a limit on line 2.</summary>
    public static AnswerRequest Request(string cause, string lang, string role = "user") => new()
    {
        Findings = new Findings(new FactSet([Limit]), [Judged(cause)]),
        Incidents = [new Incident(0, IncidentKind.KernelOom, new SourceSpan(0, 1, 3, 0, 1), null, null)],
        Signatures = [],
        Language = lang,
        Role = role,
    };

    // With all the evidence that the playbook's remedies ask for.
    private static Judgement Judged(string cause) => new(
        cause, 0,
        [
            new Evidence("at-limit", Strength.Proof, [EvidenceArgument.Of("limit", Limit), EvidenceArgument.Of("usage", Limit)]),
            .. Shipped.Corpus.Playbooks[cause].Remedies.SelectMany(r => r.When).Where(w => w.StartsWith("evidence:", StringComparison.Ordinal)).Distinct()
                .Select(w => new Evidence(w["evidence:".Length..], Strength.Strong, [])),
        ],
        [], []);
}
