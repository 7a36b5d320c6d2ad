namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>The known messages that rules about programs look for.</summary>
internal static class SignatureIds
{
    public const string KernelOomGlobal = "kernel-oom-global";
    public const string KernelOomMemcg = "kernel-oom-memcg";
    public const string KernelKillLine = "kernel-oom-killed-line";
    public const string EnomemFork = "enomem-fork";
    public const string EnomemMmap = "enomem-mmap";
    public const string EnomemMalloc = "enomem-malloc";
    public const string EnomemGeneric = "enomem-generic";
    public const string Forrtl41 = "forrtl-41";
    public const string Forrtl174 = "forrtl-174";
    public const string Forrtl179 = "forrtl-179";
    public const string GfortranSigsegv = "gfortran-sigsegv";
    public const string HeapCorruption = "glibc-heap-corruption";
    public const string Segfault = "segfault";
    public const string BusError = "bus-error";
    public const string GmxRealloc = "gmx-realloc";
    public const string MpiAbort = "mpi-abort";
    public const string MpiTruncated = "mpi-truncated";
    public const string UcxRegion = "ucx-region";
    public const string GlexRegion = "glex-region";
    public const string IbvRegMr = "ibv-reg-mr";
    public const string SlurmOom = "slurm-oom";
    public const string SlurmMemLimit = "slurm-mem-limit";
    public const string SlurmCancelled = "slurm-cancelled";
    public const string PbsMemLimit = "pbs-mem-limit";
    public const string LsfMemLimit = "lsf-mem-limit";
    public const string OomKilled = "k8s-oomkilled";
    public const string Evicted = "k8s-evicted";
    public const string Exit137 = "exit-137";
    public const string Exit139 = "exit-139";
    public const string Exit134 = "exit-134";
    public const string ShellKilled = "shell-killed";
    public const string UnitOomResult = "systemd-oom-result";
    public const string EarlyoomKill = "earlyoom-kill";
    public const string OomdKill = "systemd-oomd-kill";
    public const string AndroidLmk = "android-lmk";
    public const string JvmHeap = "jvm-heap";
    public const string JvmGcOverhead = "jvm-gc-overhead";
    public const string JvmMetaspace = "jvm-metaspace";
    public const string JvmDirect = "jvm-direct";
    public const string JvmThread = "jvm-thread";
    public const string JvmArraySize = "jvm-array-size";
    public const string JvmHsErr = "jvm-hs-err";
    public const string NodeHeap = "node-heap";
    public const string PythonMemoryError = "python-memoryerror";
    public const string GoOom = "go-oom";
    public const string DotnetOom = "dotnet-oom";
    public const string PhpMemoryLimit = "php-memory-limit";
    public const string RustAllocFailed = "rust-alloc-failed";
    public const string CppBadAlloc = "cpp-bad-alloc";
    public const string RCannotAllocate = "r-cannot-allocate";
    public const string MatlabOom = "matlab-oom";
    public const string CudaOom = "cuda-oom";
    public const string CudaHostAlloc = "cuda-host-alloc";
    public const string NvrmAlloc = "nvrm-alloc";
    public const string NcclOom = "nccl-oom";
    public const string HipOom = "hip-oom";
    public const string PostgresOom = "postgres-oom";
    public const string PostgresShmem = "postgres-shmem";
    public const string RedisFork = "redis-fork";
    public const string RedisOvercommit = "redis-overcommit-warning";
    public const string RedisMaxmemory = "redis-maxmemory";
    public const string MysqlOom = "mysql-oom";
    public const string MaxMapCount = "elasticsearch-max-map-count";
    public const string MongodbOom = "mongodb-oom";
    public const string CompilerKilled = "compiler-killed";
    public const string LinkerOom = "linker-oom";

    /// <summary>fork or clone answered "Resource temporarily unavailable".</summary>
    public const string EagainFork = "eagain-fork";

    /// <summary>pthread_create answered the same.</summary>
    public const string EagainThread = "eagain-thread";

    /// <summary>HTCondor or Grid Engine says that the job exceeded its memory.</summary>
    public const string JobMemLimit = "job-mem-limit";

    /// <summary>PostgreSQL reports that one of its processes was ended by the KILL signal.</summary>
    public const string PostgresKilled = "postgres-killed";

    /// <summary>A message that itself names vm.max_map_count as the likely limit.</summary>
    public const string MapCountNamed = "map-count-named";

    /// <summary>A message that itself names locked memory or "ulimit -l" as the limit.</summary>
    public const string MemlockNamed = "memlock-named";

    /// <summary>A queue or context of the fabric (ibv_create_cq, create_qp, PSM3 "Unable to create") refused with ENOMEM.</summary>
    public const string VerbsEnomem = "verbs-enomem";

    /// <summary>The communication layer could not create a System V segment (shmget … No space left on device).</summary>
    public const string FabricShmget = "ucx-shmget";

    /// <summary>"Container killed by YARN for exceeding memory limits", "is running beyond … memory limits".</summary>
    public const string YarnMemLimit = "yarn-mem-limit";

    /// <summary>forrtl severe (170): the Fortran runtime itself found the stack overflowed.</summary>
    public const string Forrtl170 = "forrtl-170";

    /// <summary>A message that names a stack overflow (bash, Java's StackOverflowError, the kernel's guard page).</summary>
    public const string StackOverflow = "stack-overflow";

    /// <summary>"No space left on device" or a disk quota, on a disk and not on /dev/shm.</summary>
    public const string DiskFull = "disk-full";
    public const string DiskQuota = "disk-quota";

    /// <summary>A wall-clock limit ended the job (CANCELLED … DUE TO TIME LIMIT, TERM_RUNLIMIT, walltime exceeded).</summary>
    public const string TimeLimit = "time-limit";

    /// <summary>A person or administrator ended it, and the line names who.</summary>
    public const string StoppedByPerson = "job-deleted";

    /// <summary>WRF exceeded its CFL criterion: the model became numerically unstable before it crashed.</summary>
    public const string NumericalInstability = "wrf-cfl";

    /// <summary>Slurm drained a node because it reports less memory than configured ("low real_memory size").</summary>
    public const string LowRealMemory = "slurm-low-real-memory";

    /// <summary>fork in a PID namespace whose first process has gone (unshare without --fork).</summary>
    public const string PidNamespace = "pid-namespace-gone";

    /// <summary>OpenFOAM's List was asked for a negative number of elements: a label overflowed.</summary>
    public const string NegativeSize = "negative-size";

    /// <summary>"cannot allocate memory in static TLS block".</summary>
    public const string StaticTls = "static-tls";

    /// <summary>"corrupted stack end detected inside scheduler".</summary>
    public const string KernelStackEnd = "kernel-stack-end";
    public const string KernelSanitizer = "kernel-sanitizer";
    public const string KernelOops = "kernel-oops";

    /// <summary>"stack smashing detected": a buffer on the stack was overrun.</summary>
    public const string StackSmashing = "stack-smashing";

    /// <summary>A watchdog in user space that says it kills because memory runs low.</summary>
    public const string MemoryWatchdog = "memory-watchdog";

    /// <summary>LSF ended the job at its limit of threads or processes (TERM_THREADLIMIT, TERM_PROCESSLIMIT).</summary>
    public const string LsfThreadLimit = "lsf-thread-limit";

    /// <summary>A thread or mapping was refused with EPERM: a filter of system calls (seccomp), not a limit.</summary>
    public const string CallNotPermitted = "call-not-permitted";

    /// <summary>"fork rejected by pids controller".</summary>
    public const string PidsRejected = "pids-fork-rejected";

    /// <summary>"__vm_enough_memory: … not enough memory for the allocation": the kernel's own report of a refused promise.</summary>
    public const string VmEnoughMemory = "vm-enough-memory";

    /// <summary>"VmData … exceed data ulimit": RLIMIT_DATA refused a mapping.</summary>
    public const string DataUlimit = "data-ulimit";

    /// <summary>"killed due to inadequate hugepage pool".</summary>
    public const string HugepagePoolEmpty = "hugepage-pool-empty";

    /// <summary>The kernel's address space for mappings was used up, not its memory.</summary>
    public const string VmallocSpace = "vmalloc-space";

    /// <summary>Uncorrected memory error of the hardware.</summary>
    public const string MemoryHardwareError = "memory-hardware-error";

    /// <summary>"TCP: out of memory -- consider tuning tcp_mem".</summary>
    public const string TcpMemoryLimit = "tcp-memory-limit";

    /// <summary>"nf_conntrack: table full".</summary>
    public const string ConntrackFull = "conntrack-table-full";

    /// <summary>A database or search server refused work at the memory limit of its own settings (ClickHouse, Elasticsearch, RabbitMQ).</summary>
    public const string ServerMemoryLimit = "server-memory-limit";

    /// <summary>A program stopped at the memory limit it was started with (GHC -M, Gaussian %Mem, ORCA MaxCore, ImageMagick's policy, DuckDB).</summary>
    public const string ProgramMemoryLimit = "program-memory-limit";

    /// <summary>A hosting platform's memory quota (Heroku R14/R15, Cloud Run, Lambda, ECS, Cloud Foundry).</summary>
    public const string PlatformMemoryLimit = "platform-memory-limit";

    /// <summary>PostgreSQL's own limit of 1 GiB for one allocation.</summary>
    public const string PostgresAllocLimit = "postgres-alloc-limit";

    /// <summary>A job script that asks Torque or PBS for memory of each process (pmem, pvmem), which are resource limits of the process.</summary>
    public const string PbsProcessLimit = "pbs-process-limit";

    /// <summary>The paste shows how a memory limit is written into a cgroup's files and a process is put into it.</summary>
    public const string CgroupLimitSet = "cgroup-limit-set";

    /// <summary>"Dynamic MMap ran out of room": APT's own cache size.</summary>
    public const string AptCacheLimit = "apt-cache-limit";

    /// <summary>mprotect answered ENOMEM, which asks for a mapping and for no memory.</summary>
    public const string MappingSplitRefused = "mapping-split-refused";

    /// <summary>A file could not be mapped.</summary>
    public const string FileMapRefused = "file-map-refused";

    /// <summary>UCX found no resources to initiate an operation.</summary>
    public const string UcxNoResource = "ucx-no-resource";

    /// <summary>A memory cgroup could not be made: no id is left.</summary>
    public const string CgroupIdsUsedUp = "cgroup-ids-used-up";

    /// <summary>The first process of a container was killed before the container began.</summary>
    public const string ContainerInitKilled = "container-init-killed";

    /// <summary>A trim of the C heap gave memory back to the kernel.</summary>
    public const string NativeHeapTrimmed = "native-heap-trimmed";

    /// <summary>The cap of a runtime's heap is set beside the failure.</summary>
    public const string HeapCapSet = "heap-cap-set";

    /// <summary>A large reservation of address space was refused.</summary>
    public const string AddressReservation = "address-reservation";

    /// <summary>A sanitizer (ASan, TSan, MSan) could not reserve its shadow memory: terabytes of address space, of which little is used.</summary>
    public const string SanitizerShadow = "sanitizer-shadow";

    /// <summary>Beside nvrm-alloc: the line says that it was pages of the host.</summary>
    public const string NvrmHostPages = "nvrm-host-pages";

    /// <summary>The person tells that a larger stack made the run work.</summary>
    public const string StackRaiseHelped = "stack-raise-helped";

    /// <summary>The driver of the kernel killed, not the daemon (drivers/staging/android/lowmemorykiller.c, to 4.11).</summary>
    public const string AndroidLmkDriver = "android-lmk-driver";

    /// <summary>oomd, the daemon from which systemd's came, killed a cgroup.</summary>
    public const string FacebookOomdKill = "oomd-kill";

    /// <summary>The kubelet saw an OOM kill that no cgroup's limit asked for.</summary>
    public const string SystemOom = "k8s-system-oom";

    /// <summary>systemd-oomd acted because memory and swap of the machine were used.</summary>
    public const string OomdMachineFull = "oomd-machine-full";

    /// <summary>PostgreSQL names huge pages among what its request may have exceeded.</summary>
    public const string HugePagesInHint = "huge-pages-in-hint";

    /// <summary>A fork into a running container was refused with ENOMEM.</summary>
    public const string ForkIntoContainer = "fork-into-container";
}
