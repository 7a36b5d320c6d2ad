using static System.FormattableString;

namespace MemHelpBot.LogGenerator.Syslog;

/// <summary>Lines that speak of the OOM killer and are no report of it. None may become a fact.</summary>
public static class Decoys
{
    private static readonly (string Kind, Func<Random, string> Line)[] Lines =
    [
        ("script", r => Invariant($"CRON[{r.Next(90_000)}]: (root) CMD (grep -c \"Killed process\" /var/log/messages || true)")),
        ("script", r => Invariant($"sudo[{r.Next(90_000)}]:    alice : TTY=pts/{r.Next(9)} ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/grep -iE invoked oom-killer|Out of memory: Kill /var/log/kern.log")),
        ("script", r => Invariant($"ansible-ansible.legacy.command[{r.Next(90_000)}]: Invoked with _raw_params=dmesg -T | grep -i 'killed process' | tail -n {r.Next(99)} _uses_shell=True warn=False")),
        ("prose", r => Invariant($"ticketd[{r.Next(90_000)}]: #{r.Next(90_000)} comment by bob: the oom killer was invoked again last night, java got killed, please raise the limit to {r.Next(99)} GB")),
        ("prose", r => Invariant($"mailman[{r.Next(90_000)}]: digest: \"what does 'page allocation failure' mean and why was order {r.Next(5)} asked for\"")),
        ("prose", r => Invariant($"motd[{r.Next(90_000)}]: Jobs beyond their memory limit are killed by the OOM killer (Memory cgroup out of memory); ask for more with --mem")),
        ("config", r => Invariant($"sysctl[{r.Next(90_000)}]: vm.oom_dump_tasks = 1")),
        ("config", r => Invariant($"systemd[1]: /etc/systemd/system/app{r.Next(99)}.service:{r.Next(99)}: OOMScoreAdjust=-{r.Next(999)} is set, oom_score_adj is inherited")),
        ("config", r => Invariant($"logcheck[{r.Next(90_000)}]: rule 17: ^\\w{{3}} [ :0-9]{{11}} [._[:alnum:]-]+ kernel: .* invoked oom-killer: .*$")),
        ("numbers", r => Invariant($"collectd[{r.Next(90_000)}]: Node {r.Next(2)} sample: free {r.Next(90_000)} min {r.Next(9000)} low {r.Next(9000)} high {r.Next(9000)} pages")),
        ("numbers", r => Invariant($"app[{r.Next(90_000)}]: [ {r.Next(9000)}] {r.Next(9000)} {r.Next(9000)} {r.Next(90_000)} {r.Next(90_000)} {r.Next(99)} 0 0 worker finished")),
        ("numbers", r => Invariant($"batch[{r.Next(90_000)}]: pool report anon:{r.Next(90_000)} file:{r.Next(90_000)} slab:{r.Next(9000)} free:{r.Next(9000)}")),
        ("partial quote", r => Invariant($"zabbix_agentd[{r.Next(90_000)}]: trigger \"Out of memory: Killed process\" on n{r.Next(999)} is OK again after {r.Next(99)} min")),
        ("partial quote", r => Invariant($"alertmanager[{r.Next(90_000)}]: resolved: HostOomKillDetected (invoked oom-killer seen {r.Next(9)} times in 1h)")),
        ("quoted", r => Invariant($"logmailer[{r.Next(90_000)}]: sent yesterday's summary: \"kernel: Out of memory: Killed process {r.Next(90_000)} (java) total-vm:{r.Next(9_000_000)}kB, anon-rss:{r.Next(9_000_000)}kB, file-rss:0kB, shmem-rss:0kB\" to root@example.org")),
        ("quoted", r => Invariant($"logmailer[{r.Next(90_000)}]: sent yesterday's summary: \"python3 invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0\" to root@example.org")),
    ];

    /// <summary>A line, from the tag on, and what kind of decoy it is.</summary>
    public static (string Kind, string Text) Draw(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var (kind, line) = Lines[random.Next(Lines.Length)];
        return (kind, line(random));
    }
}
