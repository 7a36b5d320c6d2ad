using MemHelpBot.Diagnosis;

namespace MemHelpBot.Remedies.Tests;

/// <summary>Commands that can hurt carry their warning and are never the first that a person reads.</summary>
public sealed class DangerTests
{
    /// <summary>Marks of commands that end something, stop a machine or change what the kernel may refuse.</summary>
    private static readonly string[] Marks =
    [
        "drop_caches", "panic_on_oom=", "swapoff", "overcommit_memory=", "overcommit_memory = ", "overcommit_ratio = ", "min_free_kbytes=", "min_free_kbytes = ", "kill -", "pkill", "shutdown", "reboot -",
        "modprobe -r", "ipcrm", "rm -i {path}", "force-stop", "--replicas=0", "heap_dump", "systemctl --user stop", "wsl.exe --shutdown", "up -d",
    ];

    /// <summary>Undoing what only fills an absent value back in, with the value noted before.</summary>
    private static readonly string[] Harmless = ["undo-min-free-kbytes"];

    [Fact]
    public void What_can_hurt_has_a_warning() =>
        Assert.Empty(Shipped.Remedies.Where(r => r.Warning is null && !Harmless.Contains(r.Id) && Marks.Any(m => r.Command.Contains(m, StringComparison.Ordinal))).Select(r => r.Id));

    [Fact]
    public void Every_mark_is_in_use_but_those_that_nobody_should_run() =>
        Assert.Equal(["panic_on_oom=", "pkill", "reboot -"], Marks.Where(m => !Shipped.Remedies.Any(r => r.Command.Contains(m, StringComparison.Ordinal))));

    [Fact]
    public void Nothing_sets_panic_on_oom_or_turns_the_oom_killer_off() =>
        Assert.DoesNotContain(Shipped.Remedies, r => r.Command.Contains("panic_on_oom=", StringComparison.Ordinal) || r.Command.Contains("memory.oom_control", StringComparison.Ordinal)
            || r.Command.Contains("-1000", StringComparison.Ordinal) || r.Command.Contains("overcommit_memory=2", StringComparison.Ordinal));

    [Fact]
    public void It_is_never_first_and_never_before_a_harmless_one_of_its_kind()
    {
        string[][] places = [[], ["systemd", "cgroup-v2"], ["cgroup-v1", "el7"], ["kubernetes"], ["docker"], ["podman"], ["slurm"], ["pbs"], ["wsl"], ["android"], ["proxmox"], ["gpu", "numa"], ["compose", "docker"], ["redis"], ["mysql"], ["debian"]];
        foreach (var cause in CauseIds.All)
        {
            foreach (var place in places)
            {
                foreach (var role in (string[])["user", "root", "cluster-admin"])
                {
                    var actions = Planned.For(cause, role, place);
                    Assert.True(actions.Count > 0, cause);
                    Assert.True(actions[0].Warning is null && actions[0].Kind == "check", $"{cause} starts with {actions[0].Id}");
                    foreach (var kind in actions.GroupBy(a => a.Kind))
                        Assert.True(kind.SkipWhile(a => a.Warning is null).All(a => a.Warning is not null), $"{cause}: {string.Join(", ", kind.Select(a => a.Id))}");
                }
            }
        }
    }
}
