using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Programs;

/// <summary>The messages by which the JVM names the pool that refused; each pool has its own limit and its own remedy.</summary>
internal static class JvmPools
{
    public static Signature? Heap(Scene scene) => scene.SeenAny(SignatureIds.JvmHeap, SignatureIds.JvmGcOverhead);

    /// <summary>A message that names another pool than the heap, or another limit.</summary>
    public static Signature? NotHeap(Scene scene) =>
        scene.SeenAny(SignatureIds.JvmMetaspace, SignatureIds.JvmDirect, SignatureIds.JvmThread, SignatureIds.JvmHsErr, SignatureIds.YarnMemLimit);
}
