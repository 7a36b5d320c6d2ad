namespace MemHelpBot.Diagnosis.Replays;

/// <summary>What a request was for, where mask and order give it away (mm and arch sources of the named kernels).</summary>
public enum GfpIdiom
{
    /// <summary>Nothing that is recognised.</summary>
    None,

    /// <summary>The kernel stack of a new task at fork or clone, contiguous where stacks are not mapped by vmalloc.</summary>
    KernelStack,

    /// <summary>A page of anonymous memory at a page fault.</summary>
    AnonymousFault,

    /// <summary>A page of the page cache: a read or a fault on a file.</summary>
    PageCache,

    /// <summary>The fault path asked again without its mask (mask 0, order 0): the real mask is lost.</summary>
    LostMask,

    /// <summary>A transparent huge page: an attempt that may fail.</summary>
    TransparentHuge,
}

/// <summary>
/// A gfp mask read by the table of its kernel. The same number means different things on different kernels, so there is no
/// mask without an epoch; a mask whose epoch cannot be known is null everywhere.
/// </summary>
/// <param name="Value">The number as printed.</param>
/// <param name="Epoch">The table it was read by.</param>
/// <param name="Names">The flags by name, composites first.</param>
public sealed record GfpMask(long Value, GfpEpoch Epoch, IReadOnlyList<string> Names)
{
    private GfpLayout Layout => GfpLayouts.Of(Epoch);

    /// <summary>Whether the request may sleep. One that may not never reclaims and never calls the OOM killer: it can only fail.</summary>
    public bool MaySleep => (Value & Layout.MaySleepBit) != 0;

    /// <summary>Whether the page may be moved later; only such requests may use CMA areas.</summary>
    public bool Movable => (Value & 0x8) != 0;

    /// <summary>__GFP_HIGH: half of min is open to it.</summary>
    public bool High => (Value & 0x20) != 0;

    /// <summary>__GFP_NOMEMALLOC: may not touch the reserve even for a task that frees memory.</summary>
    public bool NoMemalloc => (Value & Layout.Bit("NOMEMALLOC")) != 0;

    /// <summary>Whether a further quarter of min is open to it.</summary>
    public bool Harder => Epoch switch
    {
        < GfpEpoch.V44 => !MaySleep && (Value & Layout.Bit("NO_KSWAPD")) == 0 && !NoMemalloc,
        < GfpEpoch.V63 => (Value & Layout.Bit("ATOMIC")) != 0,
        _ => High && !MaySleep,
    };

    /// <summary>Whether the high-atomic reserve is open to it: from 6.3 to every request that may not sleep or is urgent, before to those of <see cref="Harder"/>.</summary>
    public bool Reserves => Epoch < GfpEpoch.V63 ? Harder : High || (!MaySleep && !NoMemalloc);

    /// <summary>The highest zone the request may use; null for a combination of zone bits that no kernel makes.</summary>
    /// <param name="hasHighMem">Whether the machine has a HighMem zone (32-bit).</param>
    public MemoryZone? HighestZone(bool hasHighMem) => (Value & 0xf) switch
    {
        0x0 or 0x8 => MemoryZone.Normal,
        0x1 or 0x9 => MemoryZone.Dma,
        0x4 or 0xc => MemoryZone.Dma32,
        0x2 => hasHighMem ? MemoryZone.HighMem : MemoryZone.Normal,
        0xa => MemoryZone.Movable,
        _ => null,
    };

    /// <summary>What the request was for, as far as mask and order tell.</summary>
    public GfpIdiom Idiom(long order)
    {
        if (Value == 0 && order == 0)
            return GfpIdiom.LostMask;
        if (IsKernelStack(order))
            return GfpIdiom.KernelStack;
        if (Names.Count > 0 && Names[0].StartsWith("GFP_TRANSHUGE", StringComparison.Ordinal))
            return order == 9 ? GfpIdiom.TransparentHuge : GfpIdiom.None;
        if (order != 0 || Names.Count == 0)
            return GfpIdiom.None;
        return Names[0] switch
        {
            "GFP_HIGHUSER_MOVABLE" when (Value & Layout.Bit("ZERO")) != 0 => GfpIdiom.AnonymousFault,
            "GFP_HIGHUSER_MOVABLE" => GfpIdiom.PageCache,
            _ => GfpIdiom.None,
        };
    }

    /// <summary>Reads a mask.</summary>
    /// <param name="value">The number.</param>
    /// <param name="release">The kernel, null when not told.</param>
    /// <param name="printed">The names beside the number, null when the log prints none.</param>
    /// <returns>Null when neither the kernel nor the names nor the number itself say which table holds.</returns>
    public static GfpMask? Read(long value, KernelRelease? release, IReadOnlyList<string>? printed)
    {
        var told = release is { } known ? GfpLayouts.EpochOf(known) : (GfpEpoch?)null;
        if (printed is { Count: > 0 })
        {
            if (told is { } stated && GfpLayouts.Fits(GfpLayouts.Of(stated), value, printed))
                return new GfpMask(value, stated, printed);
            return (GfpLayouts.Matching(value, printed) ?? told) is { } epoch ? new GfpMask(value, epoch, printed) : null;
        }

        return (told ?? GfpLayouts.Guess(value)) is { } table ? new GfpMask(value, table, GfpLayouts.Of(table).Names(value)) : null;
    }

    private bool IsKernelStack(long order) => (Epoch, order, Value) switch
    {
        (GfpEpoch.El7Early or GfpEpoch.El7Middle or GfpEpoch.El7, 2, 0x3000d0) => true,
        (GfpEpoch.V310, 1, 0x3000d0) or (GfpEpoch.V26, 1, 0xd0) or (GfpEpoch.El6, 2, 0xd0) => true,
        (GfpEpoch.V316, 2, 0x2000d0) or (GfpEpoch.V44, 2, 0x26000c0) or (GfpEpoch.V45, 2, 0x27000c0) => true,
        (GfpEpoch.V410 or GfpEpoch.V413, 2, 0x17000c0) or (GfpEpoch.V413 or GfpEpoch.V415, 2, 0x15080c0) => true,
        (GfpEpoch.V418, 2, 0x7080c0) => true,
        ( >= GfpEpoch.V51, 2, 0x400dc0) => true,
        _ => false,
    };
}
