using System.Globalization;

namespace MemHelpBot.LogGenerator.Kernel;

/// <summary>Draws scenes: numbers of a size that machines have, names as they occur, hard ones among them.</summary>
internal static class SceneDraw
{
    private static readonly string[] Comms =
    [
        "java", "python3", "mysqld", "postgres", "chrome", "node", "qemu-kvm", "vasp_std", "cp2k.psmp", "gmx_mpi", "kubelet", "systemd-udevd", "Web Content",
        "Isolated Web Co", "(sd-pam)", "kworker/u16:3", "php-fpm: pool w", "mdrun_mpi:12", "1 odd (name) x", "stress-ng-vm", "ld.gold", "R", "[celeryd: w1]", "C2 CompilerThre",
        "tokio-runtime-w", "http-nio-8080-e", "a.out", "MATLAB", "redis-server", "rs:main Q:Reg", "grpc_health_pro", "x,pid=7", "slurm_script", "n\u00e4chster", "2to3", "dockerd",
    ];

    private static readonly string[] Hosts = ["n117", "cn2048", "web-04", "db01.example.net", "kvm-host-3", "ip-10-0-3-17", "node-b7", "gpu12", "login1", "stor_2"];

    private static readonly string[] Slices = ["/user.slice/user-1000.slice", "/kubepods.slice/kubepods-burstable.slice", "/slurm/uid_5011/job_88123", "/docker", "/system.slice", "/pbspro.service/jobid/1234.srv", "/lxc.payload.web"];

    /// <summary>Which scopes a version has a format for.</summary>
    public static IReadOnlyList<ReportScope> Scopes(KernelVersion version)
    {
        List<ReportScope> scopes = [ReportScope.Global, ReportScope.MemcgV1, ReportScope.NoKillable, ReportScope.SysRq, ReportScope.AllocationFailure, ReportScope.KillLine];
        if (version.Since("el8.3"))
            scopes.AddRange([ReportScope.MemcgV2, ReportScope.Cpuset, ReportScope.Mempolicy]);
        return scopes;
    }

    /// <summary>Draws a scene.</summary>
    public static Scene Draw(KernelVersion version, ReportScope scope, MachineKind machine, Random random)
    {
        if (scope is ReportScope.MemcgV1 or ReportScope.MemcgV2 || (machine == MachineKind.HighMem && version.Since("el8.1")) || (machine is MachineKind.LargePages or MachineKind.Cma && !version.Since("4.14")))
            machine = MachineKind.Ordinary;
        var nodes = machine == MachineKind.Ordinary && random.Next(2) == 0 ? random.Next(2, 5) : 1;
        if (scope is ReportScope.Cpuset or ReportScope.Mempolicy)
            nodes = 4;
        var tasks = Tasks(version, random);
        var chosen = tasks.MaxBy(t => t.Rss)!;
        var victim = !version.Since("5.0") && random.Next(4) == 0 ? tasks[random.Next(tasks.Count)] : chosen;
        var memcg = Slices[random.Next(Slices.Length)] + Invariant($"/{(scope == ReportScope.MemcgV2 ? "run-r" : "job")}{random.Next(1000, 99999)}") + (scope == ReportScope.MemcgV2 ? ".scope" : "");
        return new Scene
        {
            Version = version,
            Scope = scope,
            Machine = machine,
            Gfp = scope switch
            {
                ReportScope.AllocationFailure => Gfp.OfFailure(version, random),
                ReportScope.MemcgV1 or ReportScope.MemcgV2 => Gfp.OfCharge(version),
                _ => Gfp.OfFault(version, random),
            },
            Order = scope switch
            {
                ReportScope.AllocationFailure => random.Next(0, 6),
                ReportScope.SysRq => version.Since("4.4") ? -1 : 0,
                _ => random.Next(4) == 0 ? random.Next(1, 4) : 0,
            },
            Invoker = random.Next(2) == 0 ? victim : tasks[random.Next(tasks.Count)],
            Victim = victim,
            Chosen = chosen,
            Tasks = tasks,
            Zones = Zones(version, machine, nodes, random),
            Nodes = nodes,
            Cpuset = random.Next(3) switch { 0 => "/", 1 => "step_0", _ => Invariant($"cri-containerd-{random.Next():x8}.scope") },
            MemsAllowed = scope == ReportScope.Cpuset ? "1,3" : nodes == 1 ? "0" : Invariant($"0-{nodes - 1}"),
            Nodemask = scope == ReportScope.Mempolicy ? "0,2-3" : "(null)",
            Memcg = memcg,
            TaskMemcg = random.Next(2) == 0 ? memcg : memcg + "/step_0/task_" + Invariant($"{random.Next(100)}"),
            Score = random.Next(1, 2000),
            LimitKb = random.NextInt64(1 << 15, 1 << 26) * 4,
            Cpu = random.Next(256),
            Release = version.Release,
            Host = Hosts[random.Next(Hosts.Length)],
            Random = random,
        };
    }

    private static List<TaskState> Tasks(KernelVersion version, Random random)
    {
        var tasks = new List<TaskState>();
        var pids = new HashSet<long>();
        for (var left = random.Next(2, 24); left > 0; left--)
        {
            var pid = random.NextInt64(2, version.Since("4.19") ? 4_194_304 : 99_999);
            if (!pids.Add(pid))
                continue;
            var anon = random.NextInt64(random.Next(3) == 0 ? 1L << 22 : 1L << 14);
            var shmem = random.Next(3) == 0 ? random.NextInt64(1 << 12) : 0;
            var file = random.NextInt64(3000);
            tasks.Add(new TaskState(
                pid, random.Next(2) == 0 ? 0 : random.Next(100, 70_000), anon + file + shmem + random.NextInt64(1 << 20), anon, file, shmem, random.NextInt64(1, 20_000),
                random.Next(3) == 0 ? random.NextInt64(1 << 18) : 0, random.Next(3) == 0 ? random.Next(-1000, 1001) : 0, Comms[random.Next(Comms.Length)]));
        }

        return tasks;
    }

    private static List<ZoneState> Zones(KernelVersion version, MachineKind machine, int nodes, Random random)
    {
        var zones = new List<ZoneState>();
        for (var node = 0; node < nodes; node++)
        {
            string[] names = (machine, node) switch
            {
                (MachineKind.HighMem, _) => ["DMA", "Normal", "HighMem"],
                (MachineKind.LargePages, _) => ["DMA", "Normal"],
                (_, 0) => ["DMA", "DMA32", "Normal"],
                _ => ["Normal"],
            };
            foreach (var name in names)
                zones.Add(Zone(version, machine, node, name, random));
        }

        return zones;
    }

    private static ZoneState Zone(KernelVersion version, MachineKind machine, int node, string name, Random random)
    {
        var managed = name == "DMA" && machine != MachineKind.LargePages ? random.NextInt64(3800, 3998) : random.NextInt64(100_000, 9_000_000);
        var blocks = new long[machine == MachineKind.LargePages ? 14 : 11];
        var types = new string[blocks.Length];
        var letters = version.Since("4.4") ? (string[])["U", "UE", "UME", "UMEH", "M", "E", "ME", "UM"] : ["U", "UE", "UEM", "UM", "M", "E", "EM", "R"];
        for (var order = 0; order < blocks.Length; order++)
        {
            blocks[order] = random.Next(3) == 0 ? 0 : random.NextInt64(1, Math.Max(2, managed / 40 >> order));
            types[order] = blocks[order] == 0 ? "" : letters[random.Next(letters.Length)] + (machine == MachineKind.Cma && random.Next(2) == 0 ? "C" : "");
        }

        return new ZoneState(node, name, managed + random.NextInt64(managed / 8), managed, random.NextInt64(5, 23_000), blocks, types, machine == MachineKind.Cma ? random.NextInt64(8000) : 0, random.Next(2) == 0);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
