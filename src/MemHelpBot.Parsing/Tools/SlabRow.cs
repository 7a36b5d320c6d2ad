namespace MemHelpBot.Parsing.Tools;

/// <summary>One row of slabtop: OBJS ACTIVE USE OBJ-SIZE SLABS OBJ/SLAB CACHE-SIZE NAME (procps slabtop.c).</summary>
/// <param name="Objects">Objects allocated.</param>
/// <param name="Active">Objects in use.</param>
/// <param name="UsePercent">Active as a share of Objects, cut to a whole number.</param>
/// <param name="ObjectKib">Size of an object in KiB, rounded to two decimals.</param>
/// <param name="Slabs">Slabs.</param>
/// <param name="PerSlab">Objects a slab of full order holds; a slab of the fallback order holds fewer.</param>
/// <param name="CacheKib">Slabs × pages × page size.</param>
internal readonly record struct SlabRow(long Objects, long Active, long UsePercent, decimal ObjectKib, long Slabs, long PerSlab, long CacheKib)
{
    /// <summary>What the row says against itself, or null. Slips of a copy (a digit lost in a picture) show here.</summary>
    public string? Contradiction()
    {
        if (Active > Objects)
            return "more active objects than objects";
        if (Objects == 0)
            return null;
        if (Math.Abs((decimal)Active * 100 / Objects - UsePercent) > 1.01m)
            return "USE is not ACTIVE / OBJS";
        if (Slabs == 0)
            return "objects without slabs";
        if (Objects > (decimal)Slabs * PerSlab)
            return "more objects than SLABS × OBJ/SLAB";
        if (CacheKib % Slabs != 0 || CacheKib / Slabs % 4 != 0)
            return "CACHE SIZE is not SLABS × whole pages";
        return (ObjectKib - 0.005m) * Objects > CacheKib ? "objects larger than CACHE SIZE" : null;
    }
}
