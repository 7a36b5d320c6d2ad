using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Tests;

/// <summary>A small corpus and a small paste, so that a test names only what matters to it.</summary>
internal static class Some
{
    public const string Paste =
        "memhog invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0\n" +
        "memory: usage 90112kB, limit 90112kB, failcnt 30\n" +
        "Memory cgroup out of memory: Killed process 4711 (memhog) total-vm:105048kB, anon-rss:89884kB\n";

    public static readonly Fact Usage = Read(MemcgFacts.Usage, FactValue.Of(90112), 2);
    public static readonly Fact Limit = Read(MemcgFacts.Limit, FactValue.Of(90112), 2);
    public static readonly Fact Victim = Read(OomFacts.Victim, FactValue.Of("memhog"), 3);
    public static readonly Fact Pid = Read(OomFacts.VictimPid, FactValue.Of(4711), 3);
    public static readonly Fact Anon = Read(OomFacts.VictimAnonRss, FactValue.Of(89884), 3);

    public static Corpus Corpus { get; } = BuildCorpus();

    public static AnswerRequest Request(string lang = "en") => new()
    {
        Findings = new Findings(new FactSet([Usage, Limit, Victim, Pid, Anon]),
        [
            new Judgement(CauseIds.CgroupLimit, 0, [AtLimit()], [], [new MissingEvidence("which-cgroup-limit", 0)]),
        ]),
        Incidents = [new Incident(0, IncidentKind.KernelOom, new SourceSpan(0, 1, 3, 0, Paste.Length), null, null)],
        Signatures = [new Signature("kernel-oom-memcg", new SourceSpan(0, 3, 3, 0, 1), 0)],
        Language = lang,
    };

    public static Evidence AtLimit() => new("at-limit", Strength.Proof, [EvidenceArgument.Of("usage", Usage), EvidenceArgument.Of("limit", Limit)]);

    public static Fact Read(FactKey key, FactValue value, int line, string? subject = null) =>
        new(key, subject, value, new SourceSpan(0, line, line, 0, 1), 0);

    public static LocalText All(string text) => new(text, text, text);

    private static Corpus BuildCorpus()
    {
        var note = new CaseDocument("note-memory-cgroup", DocumentKind.Note, "Memory cgroups", "en", [], [], [],
            new DocumentSource("cgroup-v2", null, null, "kernel"), [new CaseSection("mechanism", "Mechanism", "A limit is hard. Head-room of 25 % is common.")]);
        var sizing = note with { Id = "note-sizing", Title = "Sizes", Sections = [new CaseSection("mechanism", "Mechanism", "Factor 1.25: a limit that was reached.")] };
        var phrases = OwnPhrases().Append(new EvidencePhrase(CauseIds.CgroupLimit, "at-limit",
            new LocalText("Usage {usage} stands at the limit {limit}.", "已用 {usage}，达到上限 {limit}。", "Zużycie {usage} osiągnęło limit {limit}.")));
        return new Corpus(
            new Dictionary<string, CaseDocument> { [note.Id] = note, [sizing.Id] = sizing },
            new Dictionary<string, Playbook>
            {
                [CauseIds.CgroupLimit] = new(CauseIds.CgroupLimit, new LocalText("cgroup limit", "cgroup 上限", "limit cgroup"),
                    new LocalText("The cgroup reached its own limit.", "cgroup 达到了自身上限。", "Cgroup osiągnęła własny limit."),
                    [new CitedText(All("A limit is hard."), ["C:note-memory-cgroup#mechanism"])],
                    new CitedText(All("The limit is not the machine."), ["C:note-memory-cgroup#mechanism"]), [new("read-limit", []), new("raise-limit", [])]),
            },
            phrases.ToDictionary(p => $"{p.Cause}/{p.Id}"),
            new Dictionary<string, Remedy>
            {
                ["read-limit"] = new("read-limit", "check", "read-only", "user", "cat /sys/fs/cgroup/{cgroup}/memory.max",
                    [new RemedyParameter("cgroup", "cgroup", "oom.memcg", null, "CGROUP")], All("Shows the limit."), ["C:note-memory-cgroup#mechanism"], []),
                ["raise-limit"] = new("raise-limit", "fix", "reversible", "root", "echo {kb}K > memory.max",
                    [new RemedyParameter("kb", "size-kb", "memcg.limit_kb", "x1.25", "KB")], All("Raises the limit."), ["C:note-memory-cgroup#mechanism"], [])
                {
                    Lasts = "reboot",
                    Verify = ["see-limit"],
                    Undo = ["lower-limit"],
                    Source = "cgroup-v2.rst",
                },
                ["see-limit"] = new("see-limit", "verify", "read-only", "user", "cat memory.max", [], All("Shows the limit."), ["C:note-memory-cgroup#mechanism"], []),
                ["lower-limit"] = new("lower-limit", "undo", "reversible", "root", "echo {kb}K > memory.max",
                    [new RemedyParameter("kb", "size-kb", "memcg.limit_kb", null, "KB")], All("Lowers the limit."), ["C:note-memory-cgroup#mechanism"], [])
                {
                    Lasts = "reboot",
                },
            },
            new Dictionary<string, Question> { ["which-cgroup-limit"] = new("which-cgroup-limit", All("Whose limit is it?"), "read-limit") },
            [new Correction("total-vm-is-used", All("total-vm is the memory used."), All("it is address space."), "C:note-memory-cgroup#mechanism", [["total-vm", "used"]], [])],
            [new GlossaryEntry("cgroup", ["cgroup"], All("A group of processes with limits."), "C:note-memory-cgroup#mechanism")],
            [])
        {
            Placeholders = new Dictionary<string, Placeholder> { ["CGROUP"] = new("CGROUP", All("the path of the cgroup")) },
        };
    }

    /// <summary>The answer's own sentences are those of the product; a sentence here shows its id and arguments, which is all these tests need.</summary>
    private static IEnumerable<EvidencePhrase> OwnPhrases()
    {
        string[] titles =
        [
            "what-happened", "together", "why", "known-bugs", "fit", "changed", "numbers", "against", "actions", "question", "related", "corrections", "more-ram", "term", "known", "commands", "topic",
            "kind-check", "kind-mitigate", "kind-fix", "kind-verify", "kind-undo", "risk-read-only", "risk-reversible", "risk-disruptive", "role-user", "role-root", "role-cluster-admin", "pass-on",
            "warning", "lasts-once", "lasts-process", "lasts-reboot", "lasts-permanent", "letter", "letter-offer",
        ];
        (string Id, string Text)[] sentences =
        [
            ("headline-confirmed", "{headline}"), ("headline-likely", "Likely: {headline}"), ("headline-possible", "Possibly: {headline}"),
            ("memcg-usage", "The cgroup held {usage:both} of {limit:both}."),
            ("killed-with-anon", "The kernel killed {victim} (pid {pid}), which held {anon:both}."),
            ("correction", "“{claim}” is wrong – {correct}"), ("number", "{name} = {value:both}, by {formula}"), ("none-exact", "None is the same."),
            ("size-rule", "From {name}, {value:both}: x {factor}."), ("size-of-memcg-limit-kb", "the limit"), ("where-found", "{word} is {where}"),
            ("letter-opening", "Hello."), ("letter-happened", "What happened:"), ("letter-why", "Why:"), ("letter-asked", "Asked:"), ("letter-run", "Change (as {role})"), ("letter-open", "Open."), ("letter-closing", "Thanks."),
            ("changed", "{cause}: {before} before, {after} now."), ("changed-new", "{cause}: {after} now."), ("commands-for", "For {cause}."),
            ("verdict-confirmed", "confirmed"), ("verdict-likely", "likely"), ("verdict-possible", "possible"), ("verdict-ruled-out", "ruled out"),
        ];
        return titles.Select(t => new EvidencePhrase("answer", "title-" + t, All(t))).Concat(sentences.Select(s => new EvidencePhrase("answer", s.Id, All(s.Text))));
    }
}
