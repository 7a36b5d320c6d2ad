using System.Globalization;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Planning;

/// <summary>What is known of the machine and its surroundings: decides which remedies fit and which cases come near.</summary>
public sealed class EnvironmentWords
{
    private readonly HashSet<string> words = new(StringComparer.Ordinal);
    private readonly (int Major, int Minor)? kernel;

    /// <summary>Reads the surroundings off facts and signatures.</summary>
    public EnvironmentWords(FactSet facts, IEnumerable<Signature> signatures)
    {
        Release = facts.Text(OomFacts.Release);
        kernel = VersionOf(Release);
        if (Release is { } release)
        {
            if (release.Contains(".el7", StringComparison.Ordinal))
                words.Add("el7");
            if (release.Contains("WSL", StringComparison.OrdinalIgnoreCase))
                words.Add("wsl");
        }

        foreach (var signature in signatures)
        {
            if (signature.Id.StartsWith("slurm", StringComparison.Ordinal))
                words.Add("slurm");
            if (signature.Id.StartsWith("pbs", StringComparison.Ordinal))
                words.Add("pbs");
            if (signature.Id.StartsWith("lsf", StringComparison.Ordinal))
                words.Add("lsf");
            if (signature.Id.StartsWith("k8s", StringComparison.Ordinal))
                words.Add("kubernetes");
            if (signature.Id.StartsWith("gmx", StringComparison.Ordinal))
                words.Add("gromacs");
            if (signature.Id.StartsWith("systemd", StringComparison.Ordinal))
                words.Add("systemd");
            if (signature.Id.StartsWith("cuda", StringComparison.Ordinal) || signature.Id.StartsWith("hip", StringComparison.Ordinal) || signature.Id.StartsWith("nvrm", StringComparison.Ordinal))
                words.Add("gpu");
        }

        foreach (var fact in facts.All)
        {
            if (fact.Key == OomFacts.Memcg || fact.Key == OomFacts.TaskMemcg || fact.Key == DaemonFacts.OomdCgroup)
                AddCgroup(fact.Value.Text ?? "");
            else if (fact.Key == MemcgFacts.MemswLimit || fact.Key == MemcgFacts.KmemUsage)
                words.Add("cgroup-v1");
            else if (fact.Key == MemcgFacts.SwapLimit)
                words.Add("cgroup-v2");
            else if (fact.Key == SlurmFacts.JobId || fact.Key == SlurmFacts.Step)
                words.Add("slurm");
            else if (fact.Key == JobFacts.Scheduler && fact.Value.Text is { } scheduler)
                words.Add(scheduler.ToLowerInvariant());
            else if (fact.Key == ProgramFacts.Name && fact.Value.Text is { } program && program.StartsWith("gmx", StringComparison.OrdinalIgnoreCase))
                words.Add("gromacs");
            else if (fact.Key == KubernetesFacts.Pod)
                words.Add("kubernetes");
            else if (fact.Key == NumaFacts.Size && fact.Subject != "0" || fact.Key == OomFacts.MemsAllowed && fact.Value.Text is { } mems && mems != "0")
                words.Add("numa");
            else if (fact.Key == SlabFacts.Objects && (fact.Subject?.StartsWith("nvidia", StringComparison.Ordinal) ?? false))
                words.Add("gpu");
            else if (fact.Key == MpiFacts.Ranks)
                words.Add("mpi");
        }
    }

    /// <summary>The kernel release as printed, or null.</summary>
    public string? Release { get; }

    /// <summary>The words, sorted.</summary>
    public IReadOnlyList<string> All => [.. words.Order(StringComparer.Ordinal)];

    /// <summary>
    /// Whether a condition of a remedy holds. A scheduler or platform must have been seen; a cgroup version or a kernel bound
    /// holds unless the opposite was seen, so that nothing useful is hidden from a person whose paste does not tell.
    /// </summary>
    public bool Holds(string condition)
    {
        if (condition.StartsWith("kernel>=", StringComparison.Ordinal))
            return VersionOf(condition[8..]) is not { } bound || kernel is not { } own || own.CompareTo(bound) >= 0;
        if (condition.StartsWith("kernel<", StringComparison.Ordinal))
            return VersionOf(condition[7..]) is not { } bound || kernel is not { } own || own.CompareTo(bound) < 0;
        return condition switch
        {
            "cgroup-v1" => !words.Contains("cgroup-v2"),
            "cgroup-v2" => !words.Contains("cgroup-v1"),
            "systemd" => true,
            _ => words.Contains(condition),
        };
    }

    private static (int, int)? VersionOf(string? release)
    {
        var parts = (release ?? "").Split('.', '-', '+');
        return parts.Length >= 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor) ? (major, minor) : null;
    }

    private void AddCgroup(string cgroup)
    {
        if (cgroup.Contains("kubepods", StringComparison.Ordinal))
            words.Add("kubernetes");
        if (cgroup.Contains("docker", StringComparison.Ordinal))
            words.Add("docker");
        if (cgroup.Contains("slurm", StringComparison.Ordinal))
            words.Add("slurm");
        if (cgroup.Contains(".service", StringComparison.Ordinal) || cgroup.Contains(".slice", StringComparison.Ordinal))
            words.Add("systemd");
    }
}
