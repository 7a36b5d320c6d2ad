using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Sizing;

/// <summary>
/// What follows from the figures of jobs and programs: ranks times threads, the part of a request that one thread stands
/// for, the share of one rank, GPU memory that is cached or held by others.
/// </summary>
internal static class ProgramDerivations
{
    /// <summary>
    /// The derived facts, incident by incident and last those of the paste as a whole. An incident may complete its figures
    /// with those that the paste tells as a whole; what was told is not derived again.
    /// </summary>
    public static IEnumerable<Fact> Derive(FactSet facts, IReadOnlyList<Incident> incidents)
    {
        var told = Told(facts);
        if (told.Count == 0)
            yield break;
        foreach (var incident in incidents)
        {
            foreach (var fact in OfScope(new Figures(told, incident.Index)))
                yield return fact;
        }

        foreach (var fact in OfScope(new Figures(told, null)))
            yield return fact;
    }

    private static readonly FactKey[] Keys =
    [
        MpiFacts.Ranks, MpiFacts.ThreadsPerRank, MpiFacts.ThreadsTotal, MpiFacts.PmeRanks, MpiFacts.DomainRanks, MpiFacts.AccountedRanks,
        MpiFacts.RanksPerNode, MpiFacts.RankShare, ProgramFacts.FailedBytes, ProgramFacts.PerThread, ProgramFacts.PerRankBytes,
        ProgramFacts.PerNodeBytes, JobFacts.Peak, SlurmFacts.ReqMem, SlurmFacts.ReqMemNode, SlurmFacts.Nodes, CudaFacts.Tried, CudaFacts.Total, CudaFacts.Free, CudaFacts.Reserved, CudaFacts.Allocated,
        CudaFacts.Cached, CudaFacts.HeldByProcess, CudaFacts.HeldElsewhere, CudaFacts.HeldOutside,
    ];

    // Once over the facts, so that a paste of thousands of incidents costs no more for each of them.
    private static Dictionary<(int? Incident, int Key), Fact> Told(FactSet facts)
    {
        var told = new Dictionary<(int? Incident, int Key), Fact>();
        foreach (var key in Keys)
        {
            foreach (var fact in facts.Every(key))
            {
                if (!told.TryGetValue((fact.Incident, key.Id), out var known) || fact.Span.Message > known.Span.Message)
                    told[(fact.Incident, key.Id)] = fact;
            }
        }

        return told;
    }

    private static IEnumerable<Fact> OfScope(Figures figures) =>
        new[]
        {
            figures.Product(MpiFacts.ThreadsTotal, "ranks × threads per rank", MpiFacts.Ranks, MpiFacts.ThreadsPerRank),
            ParticleRanks(figures),
            figures.Sum(MpiFacts.AccountedRanks, "particle ranks + PME ranks", MpiFacts.DomainRanks, MpiFacts.PmeRanks),
            PerRank(figures),
            PerNode(figures),
            figures.Quotient(MpiFacts.RankShare, "peak of the job ÷ ranks", JobFacts.Peak, MpiFacts.Ranks, least: 2),
            figures.Quotient(SlurmFacts.ReqMemNode, "memory of the job ÷ nodes", SlurmFacts.ReqMem, SlurmFacts.Nodes),
            figures.Product(SlurmFacts.ReqMem, "memory of a node × nodes", SlurmFacts.ReqMemNode, SlurmFacts.Nodes) ?? OneNode(figures),
            figures.Difference(CudaFacts.Cached, "reserved − allocated", CudaFacts.Reserved, CudaFacts.Allocated),
            figures.Difference(CudaFacts.HeldElsewhere, "total − free − held by this process", CudaFacts.Total, CudaFacts.Free, CudaFacts.HeldByProcess),
            figures.Difference(CudaFacts.HeldOutside, "total − free − reserved", CudaFacts.Total, CudaFacts.Free, CudaFacts.Reserved)
                ?? figures.Difference(CudaFacts.HeldOutside, "total − free − allocated − cached", CudaFacts.Total, CudaFacts.Free, CudaFacts.Allocated, CudaFacts.Cached),
        }.OfType<Fact>();

    private static Fact? ParticleRanks(Figures figures) =>
        figures.Difference(MpiFacts.DomainRanks, "ranks − PME ranks", MpiFacts.Ranks, MpiFacts.PmeRanks);

    // sbatch(1): a job that names no number of nodes gets one, unless its tasks need more.
    private static Fact? OneNode(Figures figures) =>
        figures.Find(SlurmFacts.Nodes) is null && figures.Find(MpiFacts.Ranks) is null && figures.Find(SlurmFacts.ReqMem) is null && figures.Find(SlurmFacts.ReqMemNode) is { Value.Integer: { } kb } node
            ? figures.Make(SlurmFacts.ReqMem, kb, "memory of a node × 1", [node])
            : null;

    private static Fact? PerRank(Figures figures) =>
        figures.Find(ProgramFacts.PerThread)?.Value.Flag == true
            ? figures.Product(ProgramFacts.PerRankBytes, "refused bytes × threads per rank", ProgramFacts.FailedBytes, MpiFacts.ThreadsPerRank, ProgramFacts.PerThread)
            : null;

    private static Fact? PerNode(Figures figures) =>
        PerRank(figures) is { } perRank && figures.Find(MpiFacts.RanksPerNode) is { } ranks
            ? figures.Multiply(ProgramFacts.PerNodeBytes, "refused bytes × threads per rank × ranks per node", perRank, ranks)
            : figures.Product(ProgramFacts.PerNodeBytes, "refused bytes × ranks per node", ProgramFacts.FailedBytes, MpiFacts.RanksPerNode);

    /// <summary>The figures of one incident (or of the paste as a whole), and arithmetic that gives nothing rather than a wrong number.</summary>
    private readonly struct Figures(Dictionary<(int? Incident, int Key), Fact> told, int? incident)
    {
        public Fact? Find(FactKey key) => Newest(key, incident) ?? (incident is null ? null : Newest(key, null));

        /// <summary>The product of two figures; <paramref name="because"/> is a flag that must hold and is cited with them.</summary>
        public Fact? Product(FactKey key, string formula, FactKey left, FactKey right, FactKey? because = null)
        {
            if (Find(left) is not { } a || Find(right) is not { } b)
                return null;
            return because is not null && Find(because) is { } flag ? Multiply(key, formula, a, b, flag) : Multiply(key, formula, a, b);
        }

        public Fact? Multiply(FactKey key, string formula, Fact a, Fact b, Fact? because = null) =>
            a.Value.Integer is > 0 and var x && b.Value.Integer is > 0 and var y && x <= long.MaxValue / y
                ? Make(key, x * y, formula, because is { } flag ? [a, b, flag] : [a, b])
                : null;

        public Fact? Sum(FactKey key, string formula, FactKey left, FactKey right) =>
            Find(left) is { Value.Integer: >= 0 and < int.MaxValue } a && Find(right) is { Value.Integer: >= 0 and < int.MaxValue } b
                ? Make(key, a.Value.Integer!.Value + b.Value.Integer!.Value, formula, [a, b])
                : null;

        public Fact? Quotient(FactKey key, string formula, FactKey dividend, FactKey divisor, long least = 1) =>
            Find(dividend) is { Value.Integer: > 0 } a && Find(divisor) is { Value.Integer: > 0 } b && b.Value.Integer >= least
                ? Make(key, a.Value.Integer!.Value / b.Value.Integer!.Value, formula, [a, b])
                : null;

        public Fact? Difference(FactKey key, string formula, FactKey from, params ReadOnlySpan<FactKey> less)
        {
            if (Find(from) is not { Value.Integer: >= 0 } first)
                return null;
            List<Fact> sources = [first];
            var left = first.Value.Integer!.Value;
            foreach (var other in less)
            {
                if (Find(other) is not { Value.Integer: >= 0 } source || source.Value.Integer!.Value > left)
                    return null;
                left -= source.Value.Integer!.Value;
                sources.Add(source);
            }

            return Make(key, left, formula, [.. sources]);
        }

        // Only an own figure makes the result this incident's; figures of the paste alone are derived once, for the paste.
        public Fact? Make(FactKey key, long value, string formula, Fact[] from)
        {
            var scope = incident;
            return Find(key) is null && Array.Exists(from, f => f.Incident == scope)
                ? Fact.Derive(key, null, FactValue.Of(value), incident, formula, from)
                : null;
        }

        private Fact? Newest(FactKey key, int? scope) => told.TryGetValue((scope, key.Id), out var fact) ? fact : null;
    }
}
