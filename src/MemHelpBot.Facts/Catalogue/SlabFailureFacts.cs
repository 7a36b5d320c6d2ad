namespace MemHelpBot.Facts;

/// <summary>A slab cache that got no pages (mm/slub.c, slab_out_of_memory; mm/slab.c to 6.6), per incident; the subject is the cache, or cache/node.</summary>
public static class SlabFailureFacts
{
    /// <summary>NUMA node the object was asked from; -1 means any.</summary>
    public static readonly FactKey Node =
        new("slab_failure.node", FactValueKind.Integer, FactUnit.None, "NUMA node the object was asked from; -1 means any.");

    /// <summary>Smallest order a slab of the cache can have: that too was refused.</summary>
    public static readonly FactKey MinOrder =
        new("slab_failure[*].min_order", FactValueKind.Integer, FactUnit.None, "Smallest order a slab of the cache can have: that too was refused.");

    /// <summary>Order of a usual slab of the cache, tried first without a warning.</summary>
    public static readonly FactKey DefaultOrder =
        new("slab_failure[*].default_order", FactValueKind.Integer, FactUnit.None, "Order of a usual slab of the cache, tried first without a warning.");

    /// <summary>Size of one object of the cache.</summary>
    public static readonly FactKey ObjectBytes =
        new("slab_failure[*].object_bytes", FactValueKind.Integer, FactUnit.Bytes, "Size of one object of the cache.");

    /// <summary>Objects of the cache on the node.</summary>
    public static readonly FactKey Objects =
        new("slab_failure[*].objects", FactValueKind.Integer, FactUnit.None, "Objects of the cache on the node.");

    /// <summary>Free objects of the cache on the node, in partly used slabs.</summary>
    public static readonly FactKey FreeObjects =
        new("slab_failure[*].free_objects", FactValueKind.Integer, FactUnit.None, "Free objects of the cache on the node, in partly used slabs.");
}
