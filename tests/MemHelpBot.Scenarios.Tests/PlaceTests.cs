namespace MemHelpBot.Scenarios.Tests;

/// <summary>The place in which it happened decides which commands a person gets, and which question is asked.</summary>
public sealed class PlaceTests
{
    private const string Kill = "Memory cgroup out of memory: Killed process 4711 (worker) total-vm:105048kB, anon-rss:89884kB\n";

    [Fact]
    public void A_job_of_pbs_is_asked_for_by_the_tools_of_pbs()
    {
        var answer = Bot.Ask("=>> PBS: job killed: mem 9437184kb exceeded limit 8388608kb\n");
        Assert.Contains(answer.Questions, q => q.Command.StartsWith("qstat -xf", StringComparison.Ordinal));
        Assert.DoesNotContain(answer.Questions, q => q.Command.StartsWith("sacct", StringComparison.Ordinal) || q.Command.StartsWith("scontrol", StringComparison.Ordinal));
        var change = Assert.Single(answer.Actions, a => a.Id == "pbs-mem");
        Assert.Contains("mem=11796480kb", change.Command, StringComparison.Ordinal);
        Assert.Contains(change.Notes, n => n.Text.Contains("9,437,184 kB (9 GiB)", StringComparison.Ordinal) && n.Text.Contains("× 1.25", StringComparison.Ordinal));
        Assert.Contains(answer.Actions, a => a is { Id: "undo-pbs-qalter" } && a.Command.Contains("mem=8388608kb", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("We run rootless Podman.", "podman update")]
    [InlineData("Kontener LXC na Proxmoksie (proxmox).", "pct set")]
    [InlineData("服务用 docker compose 启动。", "docker compose")]
    [InlineData("It is a unit of systemctl --user.", "systemctl --user set-property")]
    public void What_the_person_says_chooses_the_commands(string said, string command) =>
        Assert.Contains(Bot.Ask(said + "\n" + Kill).Actions, a => a.Kind is "mitigate" or "fix" && a.Command.StartsWith(command, StringComparison.Ordinal) || a.Command.Contains(command, StringComparison.Ordinal));

    [Theory]
    [InlineData("/system.slice/app.service", "systemctl set-property app.service MemoryMax=")]
    [InlineData("/lxc/104/ns/app.service", "echo ")]
    [InlineData("/kubepods.slice/kubepods-pod1.slice", "kubectl set resources")]
    [InlineData("/docker/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "docker update --memory ")]
    public void The_cgroup_of_the_report_chooses_and_fills_them(string cgroup, string command)
    {
        var paste = $"[1.0] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg={cgroup},task_memcg={cgroup},task=worker,pid=4711,uid=0\n" + Kill;
        Assert.Contains(Bot.Ask(paste).Actions, a => a.Command.StartsWith(command, StringComparison.Ordinal));
    }

    [Fact]
    public void In_kubernetes_nobody_writes_past_the_kubelet()
    {
        var paste = "[1.0] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/kubepods/burstable/pod1,task_memcg=/kubepods/burstable/pod1/c1,task=worker,pid=4711,uid=0\n" + Kill;
        Assert.DoesNotContain(Bot.Ask(paste, role: "root").Actions, a => a.Kind is "mitigate" or "fix" && a.Command.Contains("/sys/fs/cgroup", StringComparison.Ordinal) && !a.Command.Contains("memory.reclaim", StringComparison.Ordinal));
    }
}
