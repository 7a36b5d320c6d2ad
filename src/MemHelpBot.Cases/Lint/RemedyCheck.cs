using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Lint;

/// <summary>Command templates: every parameter is declared and used, placeholders are visible and explained, conditions are known, changes can be verified and undone.</summary>
internal static class RemedyCheck
{
    public static void Run(Corpus corpus, KnownIds known, LintReport report)
    {
        foreach (var remedy in corpus.Remedies.Values)
        {
            CheckParameters(remedy, known, report);
            foreach (var when in remedy.When.Where(w => !RemedyCondition.IsKnown(w)))
                report.Error("remedy", remedy.Id, $"'{when}' is no condition.", $"Use one of {string.Join(", ", RemedyCondition.Managers.Concat(RemedyCondition.Traits).Concat(RemedyCondition.Families.SelectMany(f => f)))}, one of them with ! before it, \"kernel>=5.9\", or a bound of a fact such as \"kernel.pid_max<4194304\".");
            CheckChange(remedy, corpus, report);
            // A test may disturb (drop_caches, a heap dump) and says so; it never changes a setting.
            if (remedy.Risk != "read-only" && (remedy.Kind == "verify" || remedy is { Kind: "check", Risk: "reversible" }))
                report.Error("remedy", remedy.Id, $"A {remedy.Kind} is {remedy.Risk}.", "Looking changes nothing: make it read-only (a check that disturbs: disruptive), or give it another kind.");
            if (remedy.Command.Contains("\n\n", StringComparison.Ordinal))
                report.Warn("remedy", remedy.Id, "The command has blank lines.", "Remove them.");
        }

        foreach (var word in corpus.Remedies.Values.SelectMany(r => r.Parameters).Select(p => p.Placeholder).Distinct().Where(w => !corpus.Placeholders.ContainsKey(w)))
            report.Error("remedy", corpus.Remedies.Values.First(r => r.Parameters.Any(p => p.Placeholder == word)).Id, $"The placeholder '{word}' is not explained.", "Say in placeholders.yaml what it is and where it is found.");
        foreach (var playbook in corpus.Playbooks.Values)
        {
            foreach (var when in playbook.Explanation.Concat(playbook.Headlines).SelectMany(e => e.When).Concat(playbook.Remedies.SelectMany(r => r.When)).Distinct().Where(w => !IsCase(w, playbook.Cause, corpus)))
                report.Error("playbook", playbook.Cause, $"'{when}' is no case.", $"Use evidence:ID of the cause, signature:ID, or one of {string.Join(", ", RemedyCondition.Managers.Concat(RemedyCondition.Traits))}.");
        }
    }

    /// <summary>A change says how long it stays and leads to what verifies it and takes it back; what only looks says neither.</summary>
    private static void CheckChange(Remedy remedy, Corpus corpus, LintReport report)
    {
        var changes = remedy.Kind is "mitigate" or "fix";
        if ((changes || remedy.Kind == "undo") == (remedy.Lasts is null))
            report.Error("remedy", remedy.Id, $"A {remedy.Kind} {(remedy.Lasts is null ? "does not say" : "says")} how long its effect lasts.", "Give 'lasts' to mitigate, fix and undo, and to nothing else.");
        if (changes && remedy.Verify.Count == 0)
            report.Error("remedy", remedy.Id, "Nothing shows whether the change took effect.", "Name a remedy of the kind verify in 'verify'.");
        if (changes && remedy is { Risk: "reversible", Lasts: not "once", Undo.Count: 0 })
            report.Error("remedy", remedy.Id, "Nothing takes the change back.", "Name a remedy of the kind undo in 'undo', or say that it lasts once.");
        if (remedy.Risk == "disruptive" && remedy.Warning is null)
            report.Error("remedy", remedy.Id, "It is disruptive and has no warning.", "Say in 'warning' what can go wrong.");
        if (remedy.Source is null)
            report.Error("remedy", remedy.Id, "It does not say where its command is documented.", "Name the manual page in 'source'.");
        Refer(remedy, remedy.Verify, "verify", corpus, report);
        Refer(remedy, remedy.Undo, "undo", corpus, report);
    }

    private static void Refer(Remedy remedy, IReadOnlyList<string> ids, string kind, Corpus corpus, LintReport report)
    {
        foreach (var id in ids.Where(i => corpus.Remedies.GetValueOrDefault(i)?.Kind != kind))
            report.Error("remedy", remedy.Id, $"'{id}' is no remedy of the kind {kind}.", $"Name one that is in '{kind}'.");
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
        }

        foreach (var fact in remedy.Parameters.SelectMany(p => p.Facts).Concat(remedy.When.Select(FactBound.Parse).OfType<FactBound>().Select(b => b.Fact)).Distinct())
        {
            if (known.Facts is { } facts && !facts.Contains(fact) && !facts.Any(f => Fits(f, fact)))
                report.Error("remedy", remedy.Id, $"The fact '{fact}' is not in the catalogue.", "Use a name of the catalogue.");
        }

        foreach (var twice in remedy.Parameters.GroupBy(p => p.Name).Where(g => g.Count() > 1))
            report.Error("remedy", remedy.Id, $"The parameter '{twice.Key}' is declared twice.", "Keep one.");
    }

    private static bool IsCase(string when, string cause, Corpus corpus) => when.Split(':') switch
    {
        ["evidence", var id] => corpus.Evidence.ContainsKey($"{cause}/{id}"),
        ["signature", { Length: > 0 }] => true,
        _ => RemedyCondition.IsKnown(when),
    };

    // vm.min_free_kbytes is vm.* of the catalogue, zone[0/Normal].free_kb is zone[*].free_kb.
    private static bool Fits(string pattern, string name)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        return star >= 0 && name.Length >= pattern.Length
            && name.StartsWith(pattern.AsSpan(0, star), StringComparison.Ordinal) && name.EndsWith(pattern.AsSpan(star + 1), StringComparison.Ordinal);
    }
}
