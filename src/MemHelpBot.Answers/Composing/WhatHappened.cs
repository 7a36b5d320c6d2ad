using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Diagnosis;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Composing;

/// <summary>Says what the paste shows, incident by incident, before anything is concluded from it.</summary>
internal sealed class WhatHappened(Phrases phrases, FactSet facts, IReadOnlyList<Signature> signatures)
{
    /// <summary>Incidents told one by one; more are only counted.</summary>
    public const int Told = 3;

    /// <summary>Lines of one incident that are repeated as printed.</summary>
    private const int Printed = 2;

    /// <summary>
    /// Sentences by kind of incident. Of a row's alternatives the first one is told whose facts are all there; none otherwise.
    /// </summary>
    private static readonly Dictionary<string, Alternative[][]> Rows = new(StringComparer.Ordinal)
    {
        [IncidentKind.KernelOom] =
        [
            [new("manual", ("flag", OomFacts.Manual))],
            [
                new("oom-request", ("invoker", OomFacts.Invoker), ("request", OomFacts.RequestBytes), ("order", OomFacts.Order)),
                new("oom-invoker", ("invoker", OomFacts.Invoker)),
            ],
            [
                new("memcg-usage-named", ("memcg", OomFacts.Memcg), ("usage", MemcgFacts.Usage), ("limit", MemcgFacts.Limit)),
                new("memcg-usage", ("usage", MemcgFacts.Usage), ("limit", MemcgFacts.Limit)),
            ],
            [
                new("killed-with-anon", ("victim", OomFacts.Victim), ("pid", OomFacts.VictimPid), ("anon", OomFacts.VictimAnonRss)),
                new("killed", ("victim", OomFacts.Victim), ("pid", OomFacts.VictimPid)),
            ],
            [new("group-killed", ("group", OomFacts.KilledGroup))],
            [new("no-killable", ("flag", OomFacts.NoKillable))],
            [new("swap-left", ("free", MemFacts.FreeSwap), ("total", MemFacts.TotalSwap))],
            [new("not-reaped", ("pid", OomFacts.UnreapedPid))],
            [new("panic", ("reason", OomFacts.Panic))],
            [new("largest-tasks", ("tasks", TaskFacts.Top))],
        ],
        [IncidentKind.KernelKillLine] =
        [
            [
                new("killed-with-anon", ("victim", OomFacts.Victim), ("pid", OomFacts.VictimPid), ("anon", OomFacts.VictimAnonRss)),
                new("killed", ("victim", OomFacts.Victim), ("pid", OomFacts.VictimPid)),
            ],
            [new("group-killed", ("group", OomFacts.KilledGroup))],
        ],
        [IncidentKind.AllocationFailure] =
        [
            [
                new("allocation-failed", ("comm", AllocFailureFacts.Comm), ("request", AllocFailureFacts.RequestBytes), ("order", AllocFailureFacts.Order)),
                new("allocation-failed-order", ("comm", AllocFailureFacts.Comm), ("order", AllocFailureFacts.Order)),
                new("allocation-stalled", ("comm", AllocStallFacts.Comm), ("waited", AllocStallFacts.Duration)),
                new("mapping-failed", ("comm", AllocFailureFacts.Comm), ("request", AllocFailureFacts.RequestBytes)),
                new("kernel-request-failed", ("request", AllocFailureFacts.RequestBytes)),
                new("kernel-request-failed-order", ("order", AllocFailureFacts.Order)),
            ],
        ],
        [IncidentKind.Program] =
        [
            [
                new("run-size", ("ranks", MpiFacts.Ranks), ("threads", MpiFacts.ThreadsPerRank), ("total", MpiFacts.ThreadsTotal)),
                new("run-ranks", ("ranks", MpiFacts.Ranks)),
            ],
            [
                new("request-refused-where", ("bytes", ProgramFacts.FailedBytes), ("where", ProgramFacts.Where)),
                new("request-refused", ("bytes", ProgramFacts.FailedBytes)),
                new("jvm-refused", ("bytes", RuntimeFacts.JvmFailedAlloc)),
                new("gpu-refused-of", ("bytes", CudaFacts.Tried), ("total", CudaFacts.Total), ("free", CudaFacts.Free)),
                new("gpu-refused", ("bytes", CudaFacts.Tried)),
                new("heap-cap", ("limit", RuntimeFacts.HeapLimit)),
                new("failed-where", ("where", ProgramFacts.Where)),
            ],
            [new("jvm-error", ("error", RuntimeFacts.JvmError))],
            [new("program", ("program", ProgramFacts.Name))],
            [new("nodes", ("nodes", MpiFacts.Nodes))],
            [new("ranks-failed", ("ranks", MpiFacts.FailedRanks))],
            [new("tasks-failed", ("tasks", SlurmFacts.Tasks))],
            [
                new("slurm-step", ("job", SlurmFacts.JobId), ("step", SlurmFacts.Step)),
                new("slurm-job", ("job", SlurmFacts.JobId)),
            ],
            [new("job-peak", ("peak", JobFacts.Peak), ("limit", JobFacts.Limit))],
            [
                new("exit-code", ("code", ProgramFacts.ExitCode)),
                new("signal", ("signal", ProgramFacts.Signal)),
            ],
        ],
        [IncidentKind.Platform] =
        [
            [
                new("pod", ("pod", KubernetesFacts.Pod), ("reason", KubernetesFacts.Reason)),
                new("pod-reason", ("reason", KubernetesFacts.Reason)),
            ],
            [new("eviction", ("available", KubernetesFacts.EvictionAvailable), ("threshold", KubernetesFacts.EvictionThreshold))],
            [new("earlyoom", ("mem", DaemonFacts.EarlyoomMemAvailable), ("swap", DaemonFacts.EarlyoomSwapFree))],
            [
                new("oomd-pressure", ("cgroup", DaemonFacts.OomdCgroup), ("pressure", DaemonFacts.OomdPressure)),
                new("oomd", ("cgroup", DaemonFacts.OomdCgroup)),
            ],
            [new("killed", ("victim", OomFacts.Victim), ("pid", OomFacts.VictimPid))],
            [new("lmk-cache", ("cache", LmkFacts.Cache), ("limit", LmkFacts.Limit)), new("lmk-freed", ("freed", LmkFacts.Freed))],
            [new("program", ("program", ProgramFacts.Name))],
            [
                new("exit-code", ("code", ProgramFacts.ExitCode)),
                new("signal", ("signal", ProgramFacts.Signal)),
            ],
        ],
    };

    /// <summary>Facts of the machine as a whole.</summary>
    private static readonly Alternative[][] Machine =
    [
        [
            new("meminfo-available", ("total", MeminfoFacts.Field, "MemTotal"), ("available", MeminfoFacts.Field, "MemAvailable")),
            new("meminfo-free", ("total", MeminfoFacts.Field, "MemTotal"), ("available", MeminfoFacts.Field, "MemFree")),
            new("free-available", ("total", FreeFacts.Total), ("available", FreeFacts.Available)),
        ],
        [new("stalled", ("task", StallFacts.Task), ("seconds", StallFacts.Seconds))],
        [new("xid", ("xid", KernelEventFacts.Xid), ("device", KernelEventFacts.XidDevice))],
        [new("pressure", ("some", PressureFacts.Avg10, "memory.some"), ("full", PressureFacts.Avg10, "memory.full"))],
        [new("commit", ("committed", MeminfoFacts.Field, "Committed_AS"), ("limit", MeminfoFacts.Field, "CommitLimit"), ("ratio", CommitFacts.Ratio))],
    ];

    /// <summary>The sentences: incidents first, then the machine.</summary>
    public IReadOnlyList<Claim> Tell(IReadOnlyList<Incident> incidents)
    {
        var claims = new List<Claim>();
        foreach (var incident in incidents.Take(Told))
        {
            TellPrinted(incident, claims);
            var before = claims.Count;
            foreach (var row in Rows.GetValueOrDefault(incident.Kind, []))
                TellFirst(row, incident.Index, claims);
            if (claims.Count == before && !facts.Every(ProgramFacts.Message, incident.Index).Any())
                TellMessages(incident.Index, claims);
        }

        if (incidents.Count > Told)
        {
            var more = incidents.Skip(Told).Select(i => EvidenceArgument.Line(i.Span)).ToList();
            claims.Add(new Claim(phrases.Own("more-incidents"), Citations.Of(more)));
        }

        foreach (var row in Machine)
            TellFirst(row, null, claims);
        if (claims.Count == 0)
            TellMessages(null, claims);
        return claims;
    }

    // Names and figures that no sentence of ours holds stand in the failure's own words. A text that looks like one of our
    // placeholders is not repeated.
    private void TellPrinted(Incident incident, List<Claim> claims)
    {
        if (incident.Kind is not (IncidentKind.Program or IncidentKind.Platform))
            return;
        foreach (var fact in facts.Every(ProgramFacts.Message, incident.Index).Where(f => f.Value.Text?.Contains('{') == false).Take(Printed))
        {
            var message = EvidenceArgument.Of("message", fact);
            // A message that ends with a point needs none behind its quotation mark.
            var sentence = phrases.Own("printed", message);
            claims.Add(new Claim(sentence[^3] is '.' or '。' ? sentence[..^1] : sentence, Citations.Of([message])));
        }
    }

    private void TellFirst(Alternative[] row, int? incident, List<Claim> claims)
    {
        foreach (var alternative in row)
        {
            if (alternative.Arguments(facts, incident) is not { } arguments)
                continue;
            claims.Add(new Claim(phrases.Own(alternative.Phrase, arguments), Citations.Of(arguments)));
            return;
        }
    }

    private void TellMessages(int? incident, List<Claim> claims)
    {
        foreach (var signature in signatures.Where(s => incident is null || s.Incident == incident).DistinctBy(s => s.Id).Take(2))
        {
            var name = new EvidenceArgument("message", null, signature.Id, signature.Span);
            claims.Add(new Claim(phrases.Own("message-found", name), Citations.Of([name])));
        }
    }

    /// <summary>A sentence and the facts it needs.</summary>
    private sealed class Alternative
    {
        private readonly (string Name, FactKey Key, string? Subject)[] needs;

        public Alternative(string phrase, params (string Name, FactKey Key)[] needs) =>
            (Phrase, this.needs) = (phrase, [.. needs.Select(n => (n.Name, n.Key, (string?)null))]);

        public Alternative(string phrase, params (string Name, FactKey Key, string? Subject)[] needs) => (Phrase, this.needs) = (phrase, needs);

        public Alternative(string phrase, (string, FactKey, string?) first, (string, FactKey, string?) second, (string Name, FactKey Key) third)
            : this(phrase, first, second, (third.Name, third.Key, null))
        {
        }

        public string Phrase { get; }

        public List<EvidenceArgument>? Arguments(FactSet facts, int? incident)
        {
            var arguments = new List<EvidenceArgument>(needs.Length);
            foreach (var (name, key, subject) in needs)
            {
                if (facts.Find(key, incident, subject) is not { } fact)
                    return null;
                arguments.Add(EvidenceArgument.Of(name, fact));
            }

            return arguments;
        }
    }
}
