namespace MemHelpBot.Scenarios.Tests;

/// <summary>What a line says is said of it and no more, in each language.</summary>
public sealed class ReadWordTests
{
    public static TheoryData<string, string, string[], string> Said => new()
    {
        { "[    0.611001] HugeTLB: allocating 48 of page size 1.00 GiB failed.  Only allocated 41 hugepages.", "hugepages-reserved", ["no more contiguous blocks", "找不到这么大的连续内存块", "nie znaleziono więcej ciągłych bloków"], "all the memory" },
        { "<6>[ 9120.110021] lowmemorykiller: Killing 'droid.player' (4410), adj 900,", "userspace-oom-daemon", ["driver of Android's kernel ended", "内核的 low memory killer 驱动", "sterownik low-memory-killer w jądrze"], "user space ended" },
        { "lowmemorykiller: Kill 'com.player' (4410), uid 10062, oom_score_adj 900 to free 30000kB rss, 12kB swap; reason: low watermark is breached", "userspace-oom-daemon", ["low-memory killer ended", "low memory killer 终止", "low-memory killer Androida"], "driver" },
        { "app.service: A process of this unit has been killed by the OOM killer.\n$ cat /sys/fs/cgroup/system.slice/app.service/memory.max\n2147483648", "cgroup-limit", ["The cgroup's limit is", "该 cgroup 的内存上限为", "Limit pamięci cgroup to"], "container" },
        { "Warning  SystemOOM  2m  kubelet  System OOM encountered, victim process: java, pid: 48211", "host-ram-exhausted", ["The kubelet reports a system OOM", "kubelet 报告 System OOM", "Kubelet zgłasza system OOM"], "container's state" },
        { "[ 8812.201144] oomd kill: 45.20 30.11 12.05 workload.slice/web.service 17179869184 ruleset:[a] detectorgroup:[b] killer:c v2", "userspace-oom-daemon", ["oomd, not the kernel, killed the processes of workload.slice/web.service", "是 oomd，而不是内核", "zabił oomd, a nie jądro"], "systemd-oomd killed workload" },
        { "[ 8812.2011] Tasks in /a/web are going to be killed due to memory.oom.group set", "cgroup-limit", ["every process of /a/web", "/a/web 中的所有进程", "wszystkie procesy z /a/web"], "known message" },
        { "Cgroup memory limit exceeded: Killed process 8211 (solve) total-vm:9123456kB, anon-rss:8123456kB, file-rss:1200kB", "scheduler-memory-limit", ["The batch system says", "批处理系统", "System kolejkowy"], "does not say whether" },
        { "ray.exceptions.OutOfMemoryError: Task was killed due to the node running low on memory.\nMemory on the node (IP: 10.1.4.7, ID: 7a) where the task (task ID: 41, name=fit, pid=811, memory used=12.25GB) was running was 60.50GB / 62.50GB (0.968000), which exceeds the memory usage threshold of 0.95.", "userspace-oom-daemon", ["the rest is others'", "其余属于别的进程", "resztę zajmują inni"], "the kernel killed" },
        { "earlyoom[6]: sending SIGTERM to process 4821 uid 0 \"fit\": oom_score 1204, oom_score_adj 0, VmRSS 25000 MiB, cmdline \"fit\"", "userspace-oom-daemon", ["had 25,600,000 kB", "据 earlyoom 的这一行", "Według wiersza earlyoom"], "the kernel killed" },
    };

    [Theory]
    [MemberData(nameof(Said))]
    public void A_line_is_told_for_what_it_says(string text, string cause, string[] words, string never)
    {
        string[] languages = ["en", "zh", "pl"];
        foreach (var (language, word) in languages.Zip(words))
        {
            var answer = Bot.Ask(text, language);

            Assert.Contains(answer.Causes, c => c.Id == cause && c.Verdict != "ruled-out");
            Assert.NotEmpty(answer.Saying(word));
            Assert.Empty(answer.Saying(never));
        }
    }

    [Theory]
    [InlineData("en", "a cgroup for its use of swap", "rated largest")]
    [InlineData("zh", "因 swap 用量杀死了一个 cgroup", "评分最高")]
    [InlineData("pl", "cgroup z powodu użycia wymiany", "ocenił jako największy")]
    public void A_cgroup_that_a_daemon_kills_was_no_process_that_it_rated(string language, string says, string never)
    {
        var answer = Bot.Ask("Mar 14 03:12:55 n1 systemd-oomd[611]: Killed /user.slice/a.scope due to memory used (62000000000) / total (66000000000) and swap used (7900000000) / total (8000000000) being more than 90.00%", language);

        Assert.NotEmpty(answer.Saying(says));
        Assert.Empty(answer.Saying(never));
    }
}
