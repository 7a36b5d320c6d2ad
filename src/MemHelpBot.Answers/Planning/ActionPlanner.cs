using MemHelpBot.Answers.Bugs;
using MemHelpBot.Answers.Composing;
using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;

namespace MemHelpBot.Answers.Planning;

/// <summary>Chooses the commands for the causes that stand: check before mitigate before fix, then what verifies and undoes just these.</summary>
internal sealed class ActionPlanner(Phrases phrases, CommandBook commands, EnvironmentWords environment, CaseFit fit, string role)
{
    private static readonly string[] Kinds = ["check", "mitigate", "fix", "verify", "undo"];
    private static readonly string[] Risks = ["read-only", "reversible", "disruptive"];
    private static readonly string[] Roles = ["user", "root", "cluster-admin"];

    /// <summary>Checks, mitigations and fixes of the primary cause.</summary>
    private static readonly int[] ForPrimary = [4, 3, 3];

    /// <summary>Checks, mitigations and fixes of each further likely cause.</summary>
    private static readonly int[] ForOthers = [1, 1, 1];

    private readonly ActionNotes notes = new(phrases);

    /// <summary>The commands, each once, in the order to run them; the primary cause first within a kind, what carries a warning last.</summary>
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
            if (phrases.Corpus.Playbooks.TryGetValue(judgement.Cause, out var playbook))
                actions.AddRange(Choose(playbook, judgement.Incident, rank == 0 ? ForPrimary : ForOthers).Select(f => Word(f, judgement.Cause)));
        }

        if (standing.Count > 0)
        {
            actions.AddRange(bugs.SelectMany(b => b.Bug.Remedies.Select(id => Fitting(id, b.Incident)).OfType<FilledCommand>()
                .Select(f => Word(f, standing[0].Cause))));
        }

        return [.. actions.DistinctBy(a => a.Id).OrderBy(a => Array.IndexOf(Kinds, a.Kind)).ThenBy(a => a.Warning is not null).ThenBy(a => Array.IndexOf(Risks, a.Risk))];
    }

    /// <summary>Commands asked for by their ids, those that fit here, and what verifies and undoes them. Who asks names the place by the question: no manager or program has to have been seen.</summary>
    /// <param name="ids">Their ids, best first.</param>
    /// <param name="most">How many of them.</param>
    /// <param name="cause">The cause that they are told of when no playbook has them.</param>
    public IReadOnlyList<AnswerAction> Named(IReadOnlyList<string> ids, int most, string cause)
    {
        bool Fits(string condition) => Holds(condition, null) || RemedyCondition.Managers.Contains(condition) || RemedyCondition.Traits.Contains(condition);
        var chosen = ids.Select(id => commands.Fill(id, null)).OfType<FilledCommand>().Where(f => f.Remedy.When.All(Fits)).Take(most).ToList();
        return [.. WithWhatFollows(chosen, null).Select(f => Word(f, phrases.Corpus.Playbooks.Values.FirstOrDefault(p => p.Remedies.Any(r => r.Id == f.Remedy.Id))?.Cause ?? cause)).DistinctBy(a => a.Id)];
    }

    /// <summary>The remedies of a playbook that fit here, so many of each kind, and what verifies and undoes the changes among them.</summary>
    internal IReadOnlyList<FilledCommand> Choose(Playbook playbook, int? incident, IReadOnlyList<int> most)
    {
        var fitting = playbook.Remedies.Where(r => fit.Holds(r.When, playbook.Cause)).Select(r => r.Id).Distinct(StringComparer.Ordinal).Select(id => Fitting(id, incident)).OfType<FilledCommand>().ToList();
        var chosen = new List<FilledCommand>();
        for (var kind = 0; kind < most.Count; kind++)
        {
            // What was made for the place at hand comes before what fits everywhere; what can hurt comes last.
            var inOrder = fitting.Where(f => f.Remedy.Kind == Kinds[kind]).OrderBy(f => f.Remedy.Warning is not null).ThenByDescending(f => f.Remedy.When.Any(MadeFor)).ToList();
            chosen.AddRange(inOrder.Take(most[kind]));
            // Somebody without rights always gets what they can do themselves.
            if (inOrder.Take(most[kind]).All(f => Above(f.Remedy)) && inOrder.Find(f => !Above(f.Remedy)) is { } own)
                chosen.Add(own);
        }

        return WithWhatFollows(chosen, incident);
    }

    private List<FilledCommand> WithWhatFollows(List<FilledCommand> changes, int? incident) =>
    [
        .. changes,
        .. changes.SelectMany(c => c.Remedy.Verify).Concat(changes.SelectMany(c => c.Remedy.Undo)).Distinct(StringComparer.Ordinal).Select(id => Fitting(id, incident)).OfType<FilledCommand>(),
    ];

    private FilledCommand? Fitting(string id, int? incident) => commands.Fill(id, incident) is { } filled && filled.Remedy.When.All(w => Holds(w, incident)) ? filled : null;

    private bool Holds(string condition, int? incident) => FactBound.Parse(condition) is { } bound ? commands.Holds(bound, incident) : environment.Holds(condition);

    private bool MadeFor(string condition) => RemedyCondition.Managers.Contains(condition) && environment.Saw(condition);

    private bool Above(Remedy remedy) => Array.IndexOf(Roles, remedy.RunAs) > Array.IndexOf(Roles, role);

    private AnswerAction Word(FilledCommand filled, string cause) => new(
        filled.Remedy.Id, cause, filled.Remedy.Kind, filled.Remedy.Risk, filled.Remedy.RunAs, filled.Command,
        filled.Remedy.Text.In(phrases.Lang), filled.Remedy.Cite, Above(filled.Remedy))
    {
        Lasts = filled.Remedy.Lasts,
        Warning = filled.Remedy.Warning?.In(phrases.Lang),
        Source = filled.Remedy.Source,
        Notes = notes.Of(filled),
    };
}
