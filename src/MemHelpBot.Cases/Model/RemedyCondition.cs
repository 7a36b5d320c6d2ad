namespace MemHelpBot.Cases.Model;

/// <summary>
/// The words of a remedy's <see cref="Remedy.When"/>. A word holds when it was seen; one of a family also holds while no other
/// of the family was seen, so that nothing useful is hidden from a person whose paste does not tell. <c>!word</c> holds unless
/// the paste itself shows the word, <c>kernel&gt;=5.9</c> and <c>kernel&lt;4.9</c> unless the paste shows a kernel outside it,
/// and so does the bound of a figure, <c>kernel.pid_max&lt;4194304</c> (<see cref="FactBound"/>).
/// </summary>
public static class RemedyCondition
{
    /// <summary>Platforms, batch systems and distributions (apt: Debian and those made from it): where one was seen, its own commands come before those that fit everywhere.</summary>
    public static readonly IReadOnlyList<string> Managers =
    [
        "systemd-user", "docker", "compose", "podman", "kubernetes", "lxc", "proxmox", "wsl", "android", "slurm", "pbs", "lsf", "sge", "htcondor",
        "yarn", "spark", "build", "ci", "apt", "debian", "ubuntu", "rhel", "suse", "alpine", "arch",
    ];

    /// <summary>What a machine or program has (el7: systemd 219 and yum, as RHEL 7 has them): commands for it keep their place among the others.</summary>
    public static readonly IReadOnlyList<string> Traits = ["gpu", "rdma", "numa", "mpi", "gromacs", "zfs", "vm", "el7"];

    /// <summary>Alternatives of which a machine or program is one.</summary>
    public static readonly IReadOnlyList<IReadOnlyList<string>> Families =
    [
        ["cgroup-v1", "cgroup-v2"],
        ["systemd", "openrc"],
        ["jvm", "node", "dotnet", "go", "php", "python"],
        ["postgres", "mysql", "redis", "mongodb", "elasticsearch"],
    ];

    /// <summary>Whether the condition is one that the planner can decide.</summary>
    public static bool IsKnown(string when)
    {
        ArgumentNullException.ThrowIfNull(when);
        if (Bound(when, "kernel>=") is { } least)
            return least;
        if (Bound(when, "kernel<") is { } below)
            return below;
        if (FactBound.Parse(when) is not null)
            return true;
        var word = when.StartsWith('!') ? when[1..] : when;
        return Managers.Contains(word) || Traits.Contains(word) || FamilyOf(word) is not null;
    }

    /// <summary>The family of a word, or null for a word that stands for itself.</summary>
    public static IReadOnlyList<string>? FamilyOf(string word) => Families.FirstOrDefault(f => f.Contains(word));

    private static bool? Bound(string when, string prefix) =>
        when.StartsWith(prefix, StringComparison.Ordinal) ? Version.TryParse(when.AsSpan(prefix.Length), out _) : null;
}
