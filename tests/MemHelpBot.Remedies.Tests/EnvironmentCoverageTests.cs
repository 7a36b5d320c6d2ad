using MemHelpBot.Answers.Model;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;

namespace MemHelpBot.Remedies.Tests;

/// <summary>For each cause and each place in which it occurs a person gets what fits there: looking, changing, verifying and taking back.</summary>
public sealed class EnvironmentCoverageTests
{
    /// <summary>The places in which a cause needs commands of its own.</summary>
    private static readonly (string Cause, string Places)[] Made =
    [
        (CauseIds.CgroupLimit, "systemd systemd-user docker compose podman kubernetes slurm pbs lsf htcondor spark lxc proxmox build"),
        (CauseIds.ParentCgroupLimit, "systemd systemd-user kubernetes slurm proxmox"),
        (CauseIds.SchedulerMemoryLimit, "slurm pbs lsf sge htcondor yarn spark"),
        (CauseIds.HostRamExhausted, "systemd slurm kubernetes proxmox vm wsl android build ci apt rhel suse alpine arch"),
        (CauseIds.ProcessMemoryLeak, "systemd docker podman kubernetes android"),
        (CauseIds.ShmemOrTmpfs, "docker podman kubernetes"),
        (CauseIds.MemlockLimit, "slurm docker systemd"),
        (CauseIds.NumaNodeExhausted, "docker slurm systemd"),
        (CauseIds.RuntimeHeapLimit, "node dotnet go php"),
        (CauseIds.DatabaseMemoryConfig, "postgres mysql redis mongodb elasticsearch"),
        (CauseIds.UserspaceOomDaemon, "systemd android"),
        (CauseIds.JvmHeap, "kubernetes docker spark systemd"),
        (CauseIds.JvmNativeMemory, "kubernetes docker"),
        (CauseIds.GpuDeviceMemory, "slurm gpu"),
        (CauseIds.HugepagesReserved, "apt rhel suse alpine arch"),
        (CauseIds.KernelSlabGrowth, "debian ubuntu rhel suse alpine arch kubernetes"),
        (CauseIds.ReclaimThrash, "kubernetes apt rhel suse alpine arch"),
        (CauseIds.MpiOversubscription, "slurm pbs lsf sge gromacs"),
        (CauseIds.ThreadOrPidLimit, "docker systemd"),
        (CauseIds.InterconnectMemory, "slurm rdma docker"),
        (CauseIds.NodePressureEviction, "kubernetes"),
        (CauseIds.AppAllocationTooLarge, "slurm pbs lsf sge htcondor"),
        (CauseIds.AddressSpaceRlimit, "sge pbs"),
        (CauseIds.MapCountLimit, "elasticsearch"),
    ];

    public static TheoryData<string, string> Places => [.. Made.SelectMany(m => m.Places.Split(' ').Select(p => (m.Cause, p)))];

    public static TheoryData<string> Causes => [.. CauseIds.All.Where(c => c != CauseIds.InsufficientEvidence)];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_place_gets_a_change_made_for_it_with_its_way_back(string cause, string place)
    {
        var actions = Planned.For(cause, "root", place);
        var changes = actions.Where(a => a.Kind is "mitigate" or "fix").ToList();
        Assert.True(changes.Exists(c => Of(c).When.Contains(place)), $"no change for {cause} on {place}: {string.Join(", ", changes.Select(c => c.Id))}");
        Assert.Contains(actions, a => a.Kind == "check");
        Assert.All(changes, c => Complete(c, actions));
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void A_plain_host_gets_a_check_a_change_and_its_way_back(string cause)
    {
        foreach (var words in (string[][])[[], ["cgroup-v1", "el7"], ["cgroup-v2", "systemd"]])
        {
            // A limit of a batch system does not exist without one.
            var actions = Planned.For(cause, "root", cause is CauseIds.SchedulerMemoryLimit or CauseIds.MpiOversubscription ? [.. words, "slurm"] : words);
            Assert.True(actions.Any(a => a.Kind == "check"), cause);
            Assert.True(actions.Any(a => a.Kind is "mitigate" or "fix"), cause);
            Assert.All(actions.Where(a => a.Kind is "mitigate" or "fix"), c => Complete(c, actions));
        }
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void Somebody_without_rights_gets_something_to_do(string cause) =>
        Assert.Contains(Planned.For(cause, "user"), a => !a.ForAdministrator);

    private static Remedy Of(AnswerAction action) => Shipped.Corpus.Remedies[action.Id];

    private static void Complete(AnswerAction change, IReadOnlyList<AnswerAction> actions)
    {
        var remedy = Of(change);
        Assert.True(actions.Any(a => remedy.Verify.Contains(a.Id)), $"nothing of {string.Join(", ", remedy.Verify)} verifies {change.Id}");
        Assert.True(remedy.Undo.Count == 0 || actions.Any(a => remedy.Undo.Contains(a.Id)), $"nothing of {string.Join(", ", remedy.Undo)} undoes {change.Id}");
    }
}
