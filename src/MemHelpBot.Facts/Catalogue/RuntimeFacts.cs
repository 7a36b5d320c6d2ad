namespace MemHelpBot.Facts;

/// <summary>Heaps of language runtimes, per incident.</summary>
public static class RuntimeFacts
{
    /// <summary>The cap the message states.</summary>
    public static readonly FactKey HeapLimit =
        new("runtime.heap_limit_bytes", FactValueKind.Integer, FactUnit.Bytes, "The cap the message states.");

    /// <summary>The use the message states.</summary>
    public static readonly FactKey HeapUsed =
        new("runtime.heap_used_bytes", FactValueKind.Integer, FactUnit.Bytes, "The use the message states.");

    /// <summary>Text behind OutOfMemoryError:.</summary>
    public static readonly FactKey JvmError =
        new("jvm.error", FactValueKind.Text, FactUnit.None, "Text behind OutOfMemoryError:.");

    /// <summary>-Xmx or as printed.</summary>
    public static readonly FactKey JvmMaxHeap =
        new("jvm.max_heap_bytes", FactValueKind.Integer, FactUnit.Bytes, "-Xmx or as printed.");

    /// <summary>Native allocation that failed.</summary>
    public static readonly FactKey JvmFailedAlloc =
        new("jvm.failed_alloc_bytes", FactValueKind.Integer, FactUnit.Bytes, "Native allocation that failed.");

    /// <summary>Memory that the JVM takes for the machine's, by hs_err; in a container its limit (JDK 10 and later, 8u191).</summary>
    public static readonly FactKey JvmPhysical =
        new("jvm.physical_kb", FactValueKind.Integer, FactUnit.KiB, "Memory that the JVM takes for the machine's, by hs_err; in a container its limit (JDK 10 and later, 8u191).");

    /// <summary>Of it, free by hs_err; page cache that could be given back is not in it.</summary>
    public static readonly FactKey JvmPhysicalFree =
        new("jvm.physical_free_kb", FactValueKind.Integer, FactUnit.KiB, "Of it, free by hs_err; page cache that could be given back is not in it.");

    /// <summary>Swap by hs_err.</summary>
    public static readonly FactKey JvmSwap =
        new("jvm.swap_kb", FactValueKind.Integer, FactUnit.KiB, "Swap by hs_err.");

    /// <summary>Of it, free.</summary>
    public static readonly FactKey JvmSwapFree =
        new("jvm.swap_free_kb", FactValueKind.Integer, FactUnit.KiB, "Of it, free.");

    /// <summary>Native memory tracking: the subject is the pool, then reserved or committed (jcmd VM.native_memory).</summary>
    public static readonly FactKey JvmNative =
        new("jvm.native[*]_kb", FactValueKind.Integer, FactUnit.KiB, "Native memory tracking: the subject is the pool, then reserved or committed (jcmd VM.native_memory).");
}
