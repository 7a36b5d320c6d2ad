namespace MemHelpBot.Parsing.Messages;

/// <summary>The fixed messages, by what prints them. Texts as their programs print them; versions differ only in what surrounds them.</summary>
internal static class PhraseList
{
    /// <summary>Language runtimes.</summary>
    public static readonly Phrase[] Runtimes =
    [
        // Node.js / V8: src/api FatalProcessOutOfMemory.
        new("JavaScript heap out of memory", "node-heap"),
        new("FATAL ERROR: Reached heap limit Allocation failed", "node-heap"),
        new("FATAL ERROR: Ineffective mark-compacts near heap limit", "node-heap"),
        new("FATAL ERROR: CALL_AND_RETRY_LAST Allocation failed", "node-heap"),
        new("FATAL ERROR: NewSpace::Rebalance Allocation failed", "node-heap"),
        new("ERR_WORKER_OUT_OF_MEMORY", "node-heap"),
        new("FATAL ERROR: invalid array length Allocation failed", "node-heap"),
        new("FATAL ERROR: Committing semi space failed", "node-heap"),
        new("FATAL ERROR: MarkCompactCollector: ", "node-heap"),
        new("FATAL ERROR: Scavenger: semi-space copy Allocation failed", "node-heap"),
        new("Allocation failed - process out of memory", "node-heap"),
        new("terminated due to reaching memory limit: JS heap out of memory", "node-heap"),
        new("System.OutOfMemoryException", "dotnet-oom"),
        new("GC heap initialization failed with error 0x8007000E", "dotnet-oom"),
        new("Failed to create CoreCLR, HRESULT: 0x8007000E", "dotnet-oom"),
        new("std::bad_alloc", "cpp-bad-alloc"),
        new("std::bad_array_new_length", "cpp-bad-alloc"),
        new("terminate called after throwing an instance of 'std::length_error'", "cpp-bad-alloc"),
        new("memory exhausted (limit reached?)", "r-cannot-allocate"),
        new("exceeds maximum array size preference", "matlab-oom"),
        new("exceeded the preset maximum array size", "matlab-oom"),
        new("Out of memory. Type \"help memory\" for your options", "matlab-oom"),
        new("Out of memory. Type HELP MEMORY for your options", "matlab-oom"),
        new("Out of memory. The likely cause is", "matlab-oom"),
        new("error: out of memory or dimension too large for Octave's index type", "matlab-oom"),
    ];

    /// <summary>The C library and the kernel's signals.</summary>
    public static readonly Phrase[] Crashes =
    [
        // glibc malloc.c malloc_printerr texts, and the older *** glibc detected *** frame.
        new("*** glibc detected ***", "glibc-heap-corruption"),
        new("double free or corruption", "glibc-heap-corruption"),
        new("free(): invalid pointer", "glibc-heap-corruption"),
        new("free(): invalid size", "glibc-heap-corruption"),
        new("free(): invalid next size", "glibc-heap-corruption"),
        new("free(): double free detected in tcache", "glibc-heap-corruption"),
        new("free(): corrupted unsorted chunks", "glibc-heap-corruption"),
        new("malloc(): corrupted top size", "glibc-heap-corruption"),
        new("malloc(): memory corruption", "glibc-heap-corruption"),
        new("malloc(): invalid size (unsorted)", "glibc-heap-corruption"),
        new("malloc(): unsorted double linked list corrupted", "glibc-heap-corruption"),
        new("malloc(): unaligned tcache chunk detected", "glibc-heap-corruption"),
        new("malloc(): mismatching next->prev_size (unsorted)", "glibc-heap-corruption"),
        new("malloc_consolidate(): invalid chunk size", "glibc-heap-corruption"),
        new("munmap_chunk(): invalid pointer", "glibc-heap-corruption"),
        new("realloc(): invalid next size", "glibc-heap-corruption"),
        new("realloc(): invalid pointer", "glibc-heap-corruption"),
        new("corrupted size vs. prev_size", "glibc-heap-corruption"),
        new("corrupted double-linked list", "glibc-heap-corruption"),
        new("*** stack smashing detected ***", "stack-smashing"),
        new("Bus error", "bus-error"),
        new("signal 7 (SIGBUS", "bus-error"),
        new("killed by signal: Killed", "shell-killed", true),
        new("SIGKILL(-9)", "shell-killed", true),
        new("zsh: killed ", "shell-killed", true),
        new("signal: killed", "shell-killed", true),
        new("died with <Signals.SIGKILL: 9>", "shell-killed", true),
        new("The runner has received a shutdown signal", "runner-stopped", true),
        new("lost communication with the server. Anything in your workflow", "runner-stopped", true),
        new("process was killed by the operating system", "shell-killed", true),
        new("A worker process managed by the executor was unexpectedly terminated", "worker-died", true),
        new("A process in the process pool was terminated abruptly", "worker-died", true),
        new("Dynamic MMap ran out of room", "apt-cache-limit"),
        new("max_map_count may be too low", "map-count-named"),
        new("corrupted stack end detected inside scheduler", "kernel-stack-end", true),
        new("java.lang.StackOverflowError", "stack-overflow"),
        new("stack guard page was hit", "stack-overflow"),
        new("has overflowed its stack", "stack-overflow"),
        new("fatal error: stack overflow", "stack-overflow"),
        new("AddressSanitizer: stack-overflow", "stack-overflow"),
        new("cannot allocate memory in static TLS block", "static-tls"),
    ];

    /// <summary>Databases and services.</summary>
    public static readonly Phrase[] Services =
    [
        new("Can't save in background: fork:", "redis-fork"),
        new("WARNING overcommit_memory is set to 0!", "redis-overcommit-warning"),
        new("WARNING Memory overcommit must be enabled!", "redis-overcommit-warning"),
        new("OOM command not allowed when used memory > 'maxmemory'", "redis-maxmemory"),
        new("InnoDB: Cannot allocate memory for the buffer pool", "mysql-oom"),
        new("InnoDB: Fatal error: cannot allocate memory for the buffer pool", "mysql-oom"),
        new("InnoDB: Fatal error: cannot allocate", "mysql-oom"),
        new("mysqld: Out of memory", "mysql-oom"),
        new("Out of memory; check if mysqld or some other process uses all available memory", "mysql-oom"),
        new("max virtual memory areas vm.max_map_count", "elasticsearch-max-map-count"),
        new("tcmalloc: allocation failed", "mongodb-oom"),
        new("WiredTiger error (12)", "mongodb-oom"),
        new("WiredTiger (12)", "mongodb-oom"),
        new("ERROR: could not resize shared memory segment", "postgres-shmem"),
        new("could not resize shared memory segment", "postgres-shmem"),
        new("could not create shared memory segment", "postgres-shmem"),
        new("could not map anonymous shared memory", "postgres-shmem"),
        new("is running low on memory. Killing", "memory-watchdog", true),
    ];

    /// <summary>Graphics processors.</summary>
    public static readonly Phrase[] Devices =
    [
        new("CUDA out of memory", "cuda-oom"),
        new("CUDA_ERROR_OUT_OF_MEMORY", "cuda-oom"),
        new("Insufficient memory on accelerator", "cuda-oom"),
        new("parallel_for failed: out of memory", "cuda-oom"),
        new("parallel_for failed: cudaErrorMemoryAllocation", "cuda-oom"),
        new("cudaErrorMemoryAllocation", "cuda-oom"),
        new("CUDA error: out of memory", "cuda-oom"),
        new("CUBLAS_STATUS_ALLOC_FAILED", "cuda-oom"),
        new("CUDNN_STATUS_ALLOC_FAILED", "cuda-oom"),
        new("RESOURCE_EXHAUSTED: Out of memory while trying to allocate", "cuda-oom"),
        new("std::bad_alloc: out_of_memory: CUDA error", "cuda-oom"),
        new("HIP out of memory", "hip-oom"),
        new("hipErrorOutOfMemory", "hip-oom"),
        new("Cuda failure 'out of memory'", "nccl-oom"),
        new("Failed to CUDA calloc", "nccl-oom"),
        new("Failed to CUDA malloc", "nccl-oom"),
        new("cudaHostAlloc failed", "cuda-host-alloc"),
        new("cudaMallocHost failed", "cuda-host-alloc"),
        new("CUDA_ERROR_HOST_MEMORY", "cuda-host-alloc"),
        new("trying to allocate some locked memory", "ibv-reg-mr"),
        new("trying to allocate some locked memory", "memlock-named"),
        new("NVRM: nvAllocPages", "nvrm-alloc"),
        new("NV_ERR_NO_MEMORY", "nvrm-alloc"),
        new("Error while creating shared memory segment /dev/shm/nccl", "shm-full"),
        new("insufficient shared memory (shm)", "shm-full"),
        new("unable to write to file </torch_", "shm-full"),
    ];

    /// <summary>Compilers and linkers.</summary>
    public static readonly Phrase[] Builds =
    [
        new("internal compiler error: Killed (program", "compiler-killed", true),
        new("fatal error: Killed signal terminated program", "compiler-killed", true),
        new("virtual memory exhausted: Cannot allocate memory", "compiler-killed"),
        new("out of memory allocating ", "compiler-killed"),
        new("error: unable to execute command: Killed", "compiler-killed", true),
        new("clang: error: unable to execute command: Killed", "compiler-killed", true),
        new("(signal: 9, SIGKILL: kill)", "compiler-killed", true),
        new("LLVM ERROR: out of memory", "compiler-killed"),
        new("collect2: fatal error: ld terminated with signal 9", "linker-oom", true),
        new("collect2: error: ld terminated with signal 9", "linker-oom", true),
        new("ld: memory exhausted", "linker-oom"),
        new("final link failed: Memory exhausted", "linker-oom"),
        new("final link failed: memory exhausted", "linker-oom"),
        new("ld: out of memory allocating", "linker-oom"),
        new("ld terminated with signal 9 [Killed]", "linker-oom", true),
    ];
}
