using MemHelpBot.Answers.Bugs;
using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Diagnosis;

namespace MemHelpBot.Answers.Planning;

/// <summary>Chooses the commands for the causes that stand: check before mitigate before fix before verify before undo.</summary>
internal sealed class ActionPlanner(Phrases phrases, CommandBook commands, EnvironmentWords environment, string role)
{
    private static readonly string[] Kinds = ["check", "mitigate", "fix", "verify", "undo"];
    private static readonly string[] Risks = ["read-only", "reversible", "disruptive"];
    private static readonly string[] Roles = ["user", "root", "cluster-admin"];

    /// <summary>Commands of the primary cause, by kind: enough of each to go from looking to taking back.</summary>
    private static readonly int[] ForPrimary = [4, 3, 3, 3, 3];

    /// <summary>Commands of each further likely cause, by kind.</summary>
    private static readonly int[] ForOthers = [1, 1, 1, 0, 0];

    /// <summary>The commands, each once, in the order to run them; the primary cause first within a kind.</summary>
    /// <param name="causes">The judged causes.</param>
    /// <param name="bugs">Known bugs found: their commands come with those of the primary cause.</param>
    public IReadOnlyList<AnswerAction> Plan(IReadOnlyList<Judgement> causes, IReadOnlyList<BugFound> bugs)
    {
        var actions = new List<AnswerAction>();
        var standing = causes.Where(c => c.Verdict != Verdict.RuledOut).DistinctBy(c => c.Cause).ToList();
        foreach (var (judgement, rank) in standing.Select((judgement, rank) => (judgement, rank)))
        {
            // Causes that are merely possible add commands only where they are the best there is.
            if (rank > 0 && (judgement.Verdict == Verdict.Possible ? standing[0].Verdict != Verdict.Possible || rank > 2 : rank > 3))
                continue;
            if (!phrases.Corpus.Playbooks.TryGetValue(judgement.Cause, out var playbook))
                continue;
            actions.AddRange(playbook.Remedies.Select(id => commands.Fill(id, judgement.Incident)).OfType<FilledCommand>()
                .Where(f => f.Remedy.When.All(environment.Holds))
                .GroupBy(f => Array.IndexOf(Kinds, f.Remedy.Kind))
                .SelectMany(kind => kind.Take((rank == 0 ? ForPrimary : ForOthers)[kind.Key]))
                .Select(f => Word(f, judgement.Cause)));
        }

        if (standing.Count > 0)
        {
            actions.AddRange(bugs.SelectMany(b => b.Bug.Remedies.Select(id => commands.Fill(id, b.Incident)).OfType<FilledCommand>()
                .Where(f => f.Remedy.When.All(environment.Holds)).Select(f => Word(f, standing[0].Cause))));
        }

        return [.. actions.DistinctBy(a => a.Id).OrderBy(a => Array.IndexOf(Kinds, a.Kind)).ThenBy(a => Array.IndexOf(Risks, a.Risk))];
    }

    private AnswerAction Word(FilledCommand filled, string cause) => new(
        filled.Remedy.Id, cause, filled.Remedy.Kind, filled.Remedy.Risk, filled.Remedy.RunAs, filled.Command,
        filled.Remedy.Text.In(phrases.Lang), filled.Remedy.Cite, Array.IndexOf(Roles, filled.Remedy.RunAs) > Array.IndexOf(Roles, role));
}
