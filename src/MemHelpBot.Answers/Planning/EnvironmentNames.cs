namespace MemHelpBot.Answers.Planning;

/// <summary>The marks by which surroundings are recognised: of messages, cgroup paths, kernel releases, programs and a person's words.</summary>
internal static class EnvironmentNames
{
    /// <summary>Beginnings of ids of known messages.</summary>
    public static readonly (string Mark, string Word)[] Signatures =
    [
        ("slurm", "slurm"), ("pbs", "pbs"), ("lsf", "lsf"), ("sge", "sge"), ("yarn", "yarn"), ("k8s", "kubernetes"), ("docker", "docker"), ("podman", "podman"),
        ("android", "android"), ("gmx", "gromacs"), ("systemd", "systemd"), ("cuda", "gpu"), ("hip", "gpu"), ("nvrm", "gpu"), ("nccl", "gpu"),
        ("ucx", "rdma"), ("ibv", "rdma"), ("verbs", "rdma"), ("glex", "rdma"), ("compiler", "build"), ("linker", "build"),
        ("jvm", "jvm"), ("node-heap", "node"), ("dotnet", "dotnet"), ("go-oom", "go"), ("php", "php"), ("python", "python"),
        ("postgres", "postgres"), ("mysql", "mysql"), ("redis", "redis"), ("mongodb", "mongodb"), ("elasticsearch", "elasticsearch"),
    ];

    /// <summary>Parts of a cgroup's path, as the managers of cgroups name them.</summary>
    public static readonly (string Mark, string Word)[] Cgroups =
    [
        ("kubepods", "kubernetes"), ("docker", "docker"), ("libpod", "podman"), ("slurm", "slurm"), ("/lxc/", "lxc"), ("lxc.payload", "lxc"), ("qemu.slice", "proxmox"),
        ("user@", "systemd-user"), (".service", "systemd"), (".slice", "systemd"), ("hadoop-yarn", "yarn"), ("htcondor", "htcondor"), ("condor_", "htcondor"),
        ("pbs_jobs", "pbs"), ("/lsf/", "lsf"), ("actions.runner", "ci"), ("gitlab-runner", "ci"), ("buildkit", "build"),
    ];

    /// <summary>Parts of a kernel release, as distributions and vendors name their kernels.</summary>
    public static readonly (string Mark, string Word)[] Releases =
    [
        (".el7", "el7"), (".el", "rhel"), (".fc", "rhel"), (".amzn", "rhel"), (".amzn2.", "el7"), ("-deb", "debian"), ("-deb", "apt"), ("+deb", "debian"), ("+deb", "apt"), ("-amd64", "debian"), ("-amd64", "apt"),
        ("-generic", "ubuntu"), ("-generic", "apt"), ("-lowlatency", "ubuntu"), ("-lowlatency", "apt"), ("-aws", "ubuntu"), ("-aws", "apt"), ("-azure", "ubuntu"), ("-azure", "apt"),
        ("-gcp", "ubuntu"), ("-gcp", "apt"), ("-oracle", "ubuntu"), ("-oracle", "apt"), ("-default", "suse"), ("-lts", "alpine"), ("-lts", "openrc"), ("-virt", "alpine"), ("-virt", "openrc"), ("-arch", "arch"),
        ("-pve", "proxmox"), ("WSL", "wsl"), ("microsoft", "wsl"), ("android", "android"),
    ];

    /// <summary>Names of programs; compared whole, a version or a worker's number behind them aside.</summary>
    public static readonly (string Mark, string Word)[] Programs =
    [
        ("java", "jvm"), ("node", "node"), ("dotnet", "dotnet"), ("php", "php"), ("php-fpm", "php"), ("python", "python"), ("postgres", "postgres"), ("postmaster", "postgres"),
        ("mysqld", "mysql"), ("mariadbd", "mysql"), ("redis-server", "redis"), ("mongod", "mongodb"), ("cc1plus", "build"), ("cc1", "build"), ("ld", "build"), ("lld", "build"),
        ("rustc", "build"), ("ninja", "build"), ("clang", "build"), ("qemu-kvm", "vm"), ("qemu-system-x86", "vm"), ("gmx", "gromacs"), ("gmx_mpi", "gromacs"), ("kubelet", "kubernetes"),
        ("slurmstepd", "slurm"), ("dockerd", "docker"), ("conmon", "podman"), ("lmkd", "android"),
    ];

    /// <summary>Beginnings of names of slab caches, as the modules give them.</summary>
    public static readonly (string Mark, string Word)[] Slabs = [("nvidia", "gpu"), ("zio_", "zfs"), ("arc_buf", "zfs"), ("zfs_", "zfs"), ("dmu_buf", "zfs")];

    /// <summary>What a person says, in lower case; Latin words stand alone in the text.</summary>
    public static readonly (string Mark, string Word)[] Said =
    [
        ("podman", "podman"), ("docker", "docker"), ("docker compose", "compose"), ("docker-compose", "compose"), ("compose.yaml", "compose"), ("compose.yml", "compose"),
        ("kubernetes", "kubernetes"), ("kubectl", "kubernetes"), ("k8s", "kubernetes"), ("k3s", "kubernetes"), ("openshift", "kubernetes"),
        ("lxc", "lxc"), ("lxd", "lxc"), ("incus", "lxc"), ("proxmox", "proxmox"), ("pve", "proxmox"), ("wsl", "wsl"), ("wsl2", "wsl"), (".wslconfig", "wsl"),
        ("android", "android"), ("adb", "android"), ("logcat", "android"), ("slurm", "slurm"), ("sbatch", "slurm"), ("srun", "slurm"), ("sacct", "slurm"),
        ("pbs", "pbs"), ("torque", "pbs"), ("openpbs", "pbs"), ("lsf", "lsf"), ("bsub", "lsf"), ("sge", "sge"), ("gridengine", "sge"), ("grid engine", "sge"), ("h_vmem", "sge"),
        ("htcondor", "htcondor"), ("condor_submit", "htcondor"), ("condor_q", "htcondor"), ("hadoop", "yarn"), ("nodemanager", "yarn"), ("spark", "spark"), ("pyspark", "spark"), ("spark-submit", "spark"),
        ("make -j", "build"), ("ninja", "build"), ("cargo build", "build"), ("cc1plus", "build"), ("rustc", "build"), ("webpack", "build"), ("npm run build", "build"), ("编译", "build"), ("kompilacji", "build"),
        ("github actions", "ci"), ("gitlab-runner", "ci"), ("gitlab ci", "ci"), ("jenkins", "ci"), ("self-hosted runner", "ci"),
        ("systemctl --user", "systemd-user"), ("user unit", "systemd-user"), ("openrc", "openrc"),
        ("java", "jvm"), ("jvm", "jvm"), ("tomcat", "jvm"), ("node.js", "node"), ("nodejs", "node"), ("npm", "node"), (".net", "dotnet"), ("dotnet", "dotnet"), ("golang", "go"), ("php", "php"), ("python", "python"),
        ("postgres", "postgres"), ("postgresql", "postgres"), ("mysql", "mysql"), ("mariadb", "mysql"), ("redis", "redis"), ("mongodb", "mongodb"), ("mongod", "mongodb"), ("elasticsearch", "elasticsearch"), ("opensearch", "elasticsearch"),
        ("debian", "debian"), ("debian", "apt"), ("ubuntu", "ubuntu"), ("ubuntu", "apt"), ("rhel", "rhel"), ("centos", "rhel"), ("rhel 7", "el7"), ("centos 7", "el7"), ("amazon linux 2", "el7"), ("amazon linux", "rhel"), ("rocky linux", "rhel"), ("almalinux", "rhel"), ("fedora", "rhel"), ("red hat", "rhel"),
        ("suse", "suse"), ("sles", "suse"), ("alpine", "alpine"), ("alpine", "openrc"), ("arch linux", "arch"), ("cuda", "gpu"), ("nvidia", "gpu"), ("pytorch", "gpu"), ("ucx", "rdma"), ("infiniband", "rdma"), ("rdma", "rdma"), ("roce", "rdma"),
        ("zfs", "zfs"), ("kvm", "vm"), ("qemu", "vm"), ("libvirt", "vm"), ("vmware", "vm"), ("numa", "numa"), ("mpirun", "mpi"), ("mpiexec", "mpi"), ("gromacs", "gromacs"),
    ];

    /// <summary>Causes that by themselves tell what the machine has.</summary>
    public static readonly (string Mark, string Word)[] Causes =
    [
        ("numa-node-exhausted", "numa"), ("gpu-device-memory", "gpu"), ("gpu-pinned-memory", "gpu"), ("jvm-heap", "jvm"), ("jvm-metaspace", "jvm"),
        ("jvm-direct-memory", "jvm"), ("jvm-native-memory", "jvm"), ("mpi-oversubscription", "mpi"), ("interconnect-memory", "rdma"), ("node-pressure-eviction", "kubernetes"),
    ];
}
