using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>Messages that say the kernel refused memory (ENOMEM) instead of killing.</summary>
internal static class Refusals
{
    private static readonly string[] Forks = ["enomem-fork", "redis-fork"];

    private static readonly string[] Mappings =
        ["enomem-mmap", "enomem-malloc", "enomem-generic", "forrtl-41", "jvm-hs-err", "go-oom", "postgres-oom", "postgres-shmem", "python-memoryerror", "rust-alloc-failed", "cpp-bad-alloc", "vm-enough-memory"];

    /// <summary>The kernel's own line that it refused to promise memory (mm/util.c, __vm_enough_memory): only the overcommit rules print it.</summary>
    public static Signature? Promise(Scene scene) => scene.Signature("vm-enough-memory");

    /// <summary>A fork that was refused for memory.</summary>
    public static Signature? Fork(Scene scene) => scene.AnySignature(Forks);

    /// <summary>Any request that was refused for memory.</summary>
    public static Signature? Any(Scene scene) => Fork(scene) ?? scene.AnySignature(Mappings);

    /// <summary>The size of the refused request; null when not told, or so large that it is a wrong number and no request (beyond 128 TiB of address space).</summary>
    public static Fact? Size(Scene scene)
    {
        foreach (var key in (ReadOnlySpan<FactKey>)[ProgramFacts.FailedBytes, RuntimeFacts.JvmFailedAlloc])
        {
            if (scene.Find(key) is { Value.Integer: > 0 and < 1L << 47 } size)
                return size;
        }

        return null;
    }
}
