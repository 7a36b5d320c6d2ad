using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

/// <summary>Killers and platforms in user space, in the forms that they print: what each line tells, and which line it does not tell it from.</summary>
public sealed class DaemonFormTests
{
    [Theory]
    [InlineData("  Warning  SystemOOM                2m13s (x2 over 9m)  kubelet          System OOM encountered, victim process: java, pid: 48211")]
    [InlineData("I0314 03:12:55.102938    1811 event.go:307] \"Event occurred\" object=\"n17\" reason=\"SystemOOM\" message=\"System OOM encountered, victim process: java, pid: 48211\"")]
    [InlineData("kubelet: System OOM encountered, victim process: java, pid: 48211")]
    public void The_kubelet_names_the_victim_of_a_kill_that_no_limit_asked_for(string text)
    {
        var reading = PasteReader.Read(text);

        Assert.Equal(["k8s-system-oom @ 1"], reading.Signed());
        Assert.Equal(["java"], reading.Values("oom.victim"));
        Assert.Equal(["48211"], reading.Values("oom.victim_pid"));
        Assert.Empty(reading.Values("k8s.reason"));
        Assert.Single(reading.Incidents);
    }

    [Fact]
    public void A_page_of_a_node_gives_an_incident_for_each_victim_and_its_condition()
    {
        var reading = PasteReader.Read(
            """
            Conditions:
              Type             Status  LastHeartbeatTime                 Reason                       Message
              MemoryPressure   True    Sat, 14 Mar 2026 03:12:44 +0000   KubeletHasInsufficientMemory kubelet has insufficient memory available
            Events:
              Warning  SystemOOM   9m   kubelet  System OOM encountered, victim process: node exporter, pid: 311
              Warning  SystemOOM   2m   kubelet  System OOM encountered, victim process: java, pid: 48211
            """);

        Assert.Equal(["node exporter", "java"], reading.Values("oom.victim"));
        Assert.Equal(2, reading.Incidents.Count);
        Assert.Equal(["MemoryPressure"], reading.Values("k8s.node_condition"));
    }

    [Fact]
    public void The_kubelets_first_words_have_no_victim()
    {
        var reading = PasteReader.Read("Warning  SystemOOM  17m  kubelet, n4  System OOM encountered");

        Assert.Equal(["k8s-system-oom @ 1"], reading.Signed());
        Assert.Empty(reading.Values("oom.victim"));
    }

    [Fact]
    public void Behind_the_kernels_own_report_the_kubelets_word_belongs_to_it()
    {
        var reading = PasteReader.Read(
            """
            Out of memory: Killed process 48211 (java) total-vm:9048576kB, anon-rss:8048576kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:16000kB oom_score_adj:1000
            Warning  SystemOOM  2m  kubelet  System OOM encountered, victim process: java, pid: 48211
            """);

        Assert.Equal(0, reading.Signatures.Single(s => s.Id == "k8s-system-oom").Incident);
        Assert.Single(reading.Incidents);
    }

    [Theory]
    [InlineData("[ 8812.201144] ")]
    [InlineData("Mar 14 03:12:55 n17 oomd[901]: ")]
    [InlineData("")]
    public void Oomd_tells_pressure_cgroup_and_use(string prefix)
    {
        var reading = PasteReader.Read(prefix + "oomd kill: 45.20 30.11 12.05 workload.slice/web.service 17179869184 ruleset:[protect web] detectorgroup:[slow 60s] killer:kill_by_pressure v2");

        Assert.Equal(["oomd-kill @ 1"], reading.Signed());
        Assert.Equal(["workload.slice/web.service"], reading.Values("oomd.cgroup"));
        Assert.Equal(["45.2"], reading.Values("oomd.pressure_percent"));
        Assert.Equal(["16777216"], reading.Values("memcg.usage_kb"));
    }

    [Theory]
    [InlineData("oomd kill: how do I make it spare a process?")]
    [InlineData("oomd kill: 45.20 workload.slice 12 ruleset:[a]")]
    [InlineData("=INFO REPORT==== 14-Mar-2026::03:12:55 === vm_memory_high_watermark clear. Memory used:412316860 allowed:858993459")]
    [InlineData("rabbitmqctl set_vm_memory_high_watermark 0.6 # vm_memory_high_watermark set. nothing more")]
    public void Lines_that_only_look_like_it_are_no_kill(string text) => Assert.Empty(PasteReader.Read(text).Incidents);

    [Theory]
    [InlineData("2026-03-14 03:12:55.254 [info] <0.311.0> vm_memory_high_watermark set. Memory used:982179840 allowed:858993459", "982179840", "858993459")]
    [InlineData("2026-03-14 03:12:55.254 [info] <0.311.0> vm_memory_high_watermark set. Memory used:98217984 allowed:0", "98217984", "0")]
    public void RabbitMQ_tells_its_use_and_what_it_allows(string text, string used, string allowed)
    {
        var reading = PasteReader.Read(text);

        Assert.Equal(["server-memory-limit @ 1"], reading.Signed());
        Assert.Equal(["RabbitMQ"], reading.Values("program.name"));
        Assert.Equal([used, allowed], [.. reading.Values("runtime.heap_used_bytes"), .. reading.Values("runtime.heap_limit_bytes")]);
    }

    [Fact]
    public void Ray_tells_what_the_node_and_what_the_task_held()
    {
        var reading = PasteReader.Read(
            """
            ray.exceptions.OutOfMemoryError: Task was killed due to the node running low on memory.
            Memory on the node (IP: 10.1.4.7, ID: 77aa01) where the task (task ID: 4161, name=fit, pid=811, memory used=12.25GB) was running was 60.50GB / 62.50GB (0.968000), which exceeds the memory usage threshold of 0.95. Ray killed this worker (ID: 0f76) because it was the most recently scheduled task
            """);

        Assert.Equal(["memory-watchdog @ 1"], reading.Signed());
        Assert.Single(reading.Incidents);
        Assert.Equal([(1L << 30) * 121 / 2], reading.Facts.All.Where(f => f.Name == "watchdog.used_bytes").Select(f => f.Value.Integer!.Value));
        Assert.Equal([(1L << 30) * 125 / 2], reading.Facts.All.Where(f => f.Name == "watchdog.total_bytes").Select(f => f.Value.Integer!.Value));
        Assert.Equal([(1L << 30) * 49 / 4], reading.Facts.All.Where(f => f.Name == "watchdog.victim_bytes").Select(f => f.Value.Integer!.Value));
    }

    [Fact]
    public void Ray_of_before_says_nothing_of_the_task() => Assert.Empty(
        PasteReader.Read("Memory on the node (IP: 10.1.4.7, ID: 77aa01) where the task was running was 54.86GB / 57.60GB (0.952354), which exceeds the memory usage threshold of 0.95.").Values("watchdog.victim_bytes"));

    [Fact]
    public void Earlyoom_tells_how_much_its_victim_held() => Assert.Equal(
        ["25600000"],
        PasteReader.Read("earlyoom[611]: sending SIGTERM to process 4821 uid 1000 \"python3\": oom_score 1204, oom_score_adj 0, VmRSS 25000 MiB, cmdline \"python3 fit.py\"").Values("earlyoom.victim_rss_kb"));

    [Theory]
    [InlineData("Cgroup memory limit exceeded: Killed process 8211 (solve r) total-vm:9123456kB, anon-rss:8123456kB, file-rss:1200kB")]
    [InlineData("Cgroup mem limit exceeded: Memory cgroup out of memory: Killed process 8211 (solve r) total-vm:9123456kB, anon-rss:8123456kB, file-rss:1200kB, shmem-rss:0kB")]
    public void The_hook_of_PBS_is_the_schedulers_word_and_names_the_victim(string text)
    {
        var reading = PasteReader.Read(text);

        Assert.Equal(["pbs-mem-limit @ 1"], reading.Signed());
        Assert.Equal(["pbs"], reading.Values("job.scheduler"));
        Assert.Equal(["oom.victim = solve r @ 1", "oom.victim_pid = 8211 @ 1", "oom.victim_anon_rss_kb = 8123456 @ 1"], reading.Printed("oom."));
    }

    [Fact]
    public void Dash_prints_its_limits_without_letters()
    {
        var reading = PasteReader.Read(
            """
            $ ulimit -a
            time(seconds)        unlimited
            file(blocks)         unlimited
            data(kbytes)         unlimited
            stack(kbytes)        10240
            coredump(blocks)     0
            memory(kbytes)       unlimited
            locked memory(kbytes) 64
            process              4096
            nofiles              1024
            vmemory(kbytes)      4194304
            locks                unlimited
            rtprio               0
            """);

        Assert.Equal(
            [
                "ulimit.data_kb = unlimited @ 4", "ulimit.stack_kb = 10240 @ 5", "ulimit.rss_kb = unlimited @ 7", "ulimit.locked_kb = 64 @ 8",
                "ulimit.processes = 4096 @ 9", "ulimit.open_files = 1024 @ 10", "ulimit.virtual_kb = 4194304 @ 11",
            ], reading.Printed("ulimit."));
        Assert.Empty(reading.Unread);
    }

    [Theory]
    [InlineData("process 4096")]
    [InlineData("stack overflow(s) 3")]
    [InlineData("memory(used) is what I do not understand")]
    public void A_word_of_prose_is_no_limit(string text) => Assert.Empty(PasteReader.Read(text).Printed("ulimit."));

    [Theory]
    [InlineData("vm.lowmem_reserve_ratio = 256\t256\t32\t0\t0")]
    [InlineData("vm.lowmem_reserve_ratio = 256 256 32 0 0")]
    [InlineData("$ cat /proc/sys/vm/lowmem_reserve_ratio\n256\t256\t32\t0\t0")]
    public void A_setting_of_several_numbers_is_a_list(string text) => Assert.Equal(["256, 256, 32, 0, 0"], PasteReader.Read(text).Values("vm.lowmem_reserve_ratio"));

    [Fact]
    public void A_setting_of_one_number_stays_one() => Assert.Equal(["60"], PasteReader.Read("vm.swappiness = 60 128").Values("vm.swappiness"));

    [Fact]
    public void A_group_that_is_killed_together_is_named()
    {
        const string Group = "[ 8812.2011] Tasks in /a b/web are going to be killed due to memory.oom.group set";
        const string Kill = "[ 8812.2012] Memory cgroup out of memory: Killed process 21 (web) total-vm:90kB, anon-rss:80kB, file-rss:0kB, shmem-rss:0kB";
        var alone = PasteReader.Read(Group);
        var before = PasteReader.Read(Group + "\n" + Kill);
        var behind = PasteReader.Read(Kill + "\n" + Group);

        foreach (var reading in (Reading[])[alone, before, behind])
        {
            Assert.Equal(["/a b/web"], reading.Values("oom.killed_group", 0));
            Assert.Single(reading.Incidents);
        }

        Assert.Empty(alone.Values("oom.scope"));
        Assert.Equal(["memcg"], behind.Values("oom.scope"));
    }
}
