using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Lint;

/// <summary>Command templates: every parameter is declared and used, placeholders are visible, conditions are known, changes can be verified and undone.</summary>
internal static class RemedyCheck
{
    private static readonly string[] Conditions =
        ["cgroup-v1", "cgroup-v2", "kubernetes", "docker", "slurm", "pbs", "lsf", "systemd", "gpu", "numa", "el7", "mpi", "gromacs"];

    public static void Run(Corpus corpus, KnownIds known, LintReport report)
    {
        foreach (var remedy in corpus.Remedies.Values)
        {
            CheckParameters(remedy, known, report);
            foreach (var when in remedy.When.Where(w => !Conditions.Contains(w) && !IsKernelCondition(w)))
                report.Error("remedy", remedy.Id, $"'{when}' is no condition.", $"Use one of {string.Join(", ", Conditions)}, or \"kernel>=5.9\".");
            // A test may disturb (drop_caches, a heap dump) and says so; it never changes a setting.
            if (remedy.Risk != "read-only" && (remedy.Kind == "verify" || remedy is { Kind: "check", Risk: "reversible" }))
                report.Error("remedy", remedy.Id, $"A {remedy.Kind} is {remedy.Risk}.", "Looking changes nothing: make it read-only (a check that disturbs: disruptive), or give it another kind.");
            if (remedy.Command.Contains("\n\n", StringComparison.Ordinal))
                report.Warn("remedy", remedy.Id, "The command has blank lines.", "Remove them.");
        }

        foreach (var playbook in corpus.Playbooks.Values)
        {
            CheckWays(playbook, corpus, report);
            foreach (var when in playbook.Explanation.Concat(playbook.Headlines).SelectMany(e => e.When).Where(w => !IsCase(w, playbook.Cause, corpus)))
                report.Error("playbook", playbook.Cause, $"'{when}' is no case.", $"Use evidence:ID of the cause, signature:ID, or one of {string.Join(", ", Conditions)}.");
        }
    }

    private static void CheckParameters(Remedy remedy, KnownIds known, LintReport report)
    {
        var (used, paired) = Placeholders.In(remedy.Command);
        if (!paired)
            report.Error("remedy", remedy.Id, "The braces of the command do not pair up.", "Write {name} for a parameter, {{ and }} for literal braces.");
        foreach (var name in used.Distinct().Where(u => remedy.Parameters.All(p => p.Name != u)))
            report.Error("remedy", remedy.Id, $"The parameter {{{name}}} is not declared.", "Add it to 'parameters', or double the braces.");
        foreach (var parameter in remedy.Parameters)
        {
            if (paired && !used.Contains(parameter.Name))
                report.Error("remedy", remedy.Id, $"The parameter '{parameter.Name}' is not used.", "Use it in the command, or remove it.");
            if (parameter.Placeholder.Any(char.IsLower))
                report.Error("remedy", remedy.Id, $"The placeholder '{parameter.Placeholder}' is not in capitals.", "Write it in capitals, so that nobody takes it for a value.");
            if (parameter.Rule is not null && parameter.Fact is null)
                report.Error("remedy", remedy.Id, $"The parameter '{parameter.Name}' has a rule and no fact.", "Name the fact, or write 'rule: null'.");
            if (parameter.Fact is { } fact && known.Facts is { } facts && !facts.Contains(fact) && !facts.Any(f => Fits(f, fact)))
                report.Error("remedy", remedy.Id, $"The fact '{fact}' is not in the catalogue.", "Use a name of the catalogue.");
        }

        foreach (var twice in remedy.Parameters.GroupBy(p => p.Name).Where(g => g.Count() > 1))
            report.Error("remedy", remedy.Id, $"The parameter '{twice.Key}' is declared twice.", "Keep one.");
    }

    private static void CheckWays(Playbook playbook, Corpus corpus, LintReport report)
    {
        var kinds = playbook.Remedies.Select(r => corpus.Remedies.GetValueOrDefault(r)).OfType<Remedy>().ToList();
        if (!kinds.Exists(r => r.Kind is "fix" or "mitigate" && r.Risk == "reversible"))
            return;
        foreach (var needed in (string[])["verify", "undo"])
        {
            if (!kinds.Exists(r => r.Kind == needed))
                report.Warn("playbook", playbook.Cause, $"Settings are changed, and no remedy of the kind {needed} stands beside it.", "Add one to 'remedies'.");
        }
    }

    private static bool IsCase(string when, string cause, Corpus corpus) => when.Split(':') switch
    {
        ["evidence", var id] => corpus.Evidence.ContainsKey($"{cause}/{id}"),
        ["signature", { Length: > 0 }] => true,
        _ => Conditions.Contains(when) || when == "yarn" || IsKernelCondition(when),
    };

    private static bool IsKernelCondition(string when)
    {
        var rest = when.StartsWith("kernel>=", StringComparison.Ordinal) ? when[8..] : when.StartsWith("kernel<", StringComparison.Ordinal) ? when[7..] : "";
        return Version.TryParse(rest, out _);
    }

    // vm.min_free_kbytes is vm.* of the catalogue, zone[0/Normal].free_kb is zone[*].free_kb.
    private static bool Fits(string pattern, string name)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        return star >= 0 && name.Length >= pattern.Length
            && name.StartsWith(pattern.AsSpan(0, star), StringComparison.Ordinal) && name.EndsWith(pattern.AsSpan(star + 1), StringComparison.Ordinal);
    }
}
