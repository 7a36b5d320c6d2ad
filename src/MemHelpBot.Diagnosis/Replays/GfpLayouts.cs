namespace MemHelpBot.Diagnosis.Replays;

/// <summary>
/// The bit tables of every epoch. Bits that exist only on debug or arm64 tag-checking kernels are left out: they then show in hexadecimal.
/// </summary>
internal static class GfpLayouts
{
    private static readonly (string, long)[] Everywhere =
        [("DMA", 0x1), ("HIGHMEM", 0x2), ("DMA32", 0x4), ("MOVABLE", 0x8), ("HIGH", 0x20), ("IO", 0x40), ("FS", 0x80)];

    // To 5.0 bits 0x200 to 0x40000 stay, the ends of the table move.
    private static readonly (string, long)[] Middle =
    [
        .. Everywhere, ("NOWARN", 0x200), ("NOFAIL", 0x800), ("NORETRY", 0x1000), ("COMP", 0x4000), ("ZERO", 0x8000),
        ("NOMEMALLOC", 0x10000), ("HARDWALL", 0x20000), ("THISNODE", 0x40000),
    ];

    private static readonly (string, long)[] WithWait = [.. Middle, ("WAIT", 0x10), ("COLD", 0x100), ("REPEAT", 0x400), ("RECLAIMABLE", 0x80000)];

    private static readonly (string, long)[] With310 =
        [.. WithWait, ("MEMALLOC", 0x2000), ("NOTRACK", 0x200000), ("NO_KSWAPD", 0x400000), ("OTHER_NODE", 0x800000), ("WRITE", 0x1000000)];

    private static readonly (string, long)[] Split = [.. Middle, ("MEMALLOC", 0x2000), ("RECLAIMABLE", 0x10), ("ATOMIC", 0x80000)];

    private static readonly (string, long)[] Split44 =
    [
        .. Split, ("COLD", 0x100), ("REPEAT", 0x400), ("NOTRACK", 0x200000), ("DIRECT_RECLAIM", 0x400000), ("OTHER_NODE", 0x800000),
        ("WRITE", 0x1000000), ("KSWAPD_RECLAIM", 0x2000000),
    ];

    private static readonly (string, long)[] Split410 =
        [.. Split, ("ACCOUNT", 0x100000), ("DIRECT_RECLAIM", 0x400000), ("WRITE", 0x800000), ("KSWAPD_RECLAIM", 0x1000000)];

    private static readonly (string, long)[] Reordered =
    [
        .. Everywhere, ("RECLAIMABLE", 0x10), ("ZERO", 0x100), ("DIRECT_RECLAIM", 0x400), ("KSWAPD_RECLAIM", 0x800), ("WRITE", 0x1000),
        ("NOWARN", 0x2000), ("RETRY_MAYFAIL", 0x4000), ("NOFAIL", 0x8000), ("NORETRY", 0x10000), ("MEMALLOC", 0x20000), ("COMP", 0x40000),
        ("NOMEMALLOC", 0x80000), ("HARDWALL", 0x100000), ("THISNODE", 0x200000), ("ACCOUNT", 0x400000),
    ];

    private static readonly GfpLayout[] All =
    [
        new(GfpEpoch.V26, [.. WithWait, ("NOTRACK", 0x200000)]),
        new(GfpEpoch.El6, [.. WithWait, ("NOTRACK", 0x200000), ("NO_KSWAPD", 0x400000), ("OTHER_NODE", 0x800000)]),
        new(GfpEpoch.V310, [.. With310, ("KMEMCG", 0x100000)]),
        new(GfpEpoch.El7Early, [.. With310, ("KMEMCG", 0x100000)]),
        new(GfpEpoch.El7Middle, With310),
        new(GfpEpoch.El7, [.. With310, ("ACCOUNT", 0x100000)]),
        new(GfpEpoch.V316, With310),
        new(GfpEpoch.V41, [.. With310, ("NOACCOUNT", 0x100000)]),
        new(GfpEpoch.V44, [.. Split44, ("NOACCOUNT", 0x100000)]),
        new(GfpEpoch.V45, [.. Split44, ("ACCOUNT", 0x100000)]),
        new(GfpEpoch.V410, [.. Split410, ("COLD", 0x100), ("REPEAT", 0x400), ("NOTRACK", 0x200000)]),
        new(GfpEpoch.V413, [.. Split410, ("COLD", 0x100), ("RETRY_MAYFAIL", 0x400), ("NOTRACK", 0x200000)]),
        new(GfpEpoch.V415, [.. Split410, ("RETRY_MAYFAIL", 0x400)]),
        new(GfpEpoch.V418,
        [
            .. Split, ("WRITE", 0x100), ("RETRY_MAYFAIL", 0x400), ("ACCOUNT", 0x100000), ("DIRECT_RECLAIM", 0x200000), ("KSWAPD_RECLAIM", 0x400000),
        ]),
        new(GfpEpoch.V51, [.. Reordered, ("ATOMIC", 0x200)]),
        new(GfpEpoch.V514, [.. Reordered, ("ATOMIC", 0x200), ("ZEROTAGS", 0x800000), ("SKIP_KASAN_POISON", 0x1000000)]),
        new(GfpEpoch.V518, [.. Reordered, ("ATOMIC", 0x200), ("ZEROTAGS", 0x800000)]),
        new(GfpEpoch.V63, [.. Reordered, ("ZEROTAGS", 0x800000)]),
        new(GfpEpoch.V69, [.. Reordered, ("ZEROTAGS", 0x800000)]),
    ];

    public static GfpLayout Of(GfpEpoch epoch) => All[(int)epoch];

    /// <summary>The layout of a release, vendor first.</summary>
    public static GfpEpoch EpochOf(KernelRelease release) => release.Vendor switch
    {
        KernelVendor.El6 => GfpEpoch.El6,
        KernelVendor.El7 => release.Build <= 514 ? GfpEpoch.El7Early : release.Build < 1160 ? GfpEpoch.El7Middle : GfpEpoch.El7,
        KernelVendor.El8 => GfpEpoch.V418,
        _ => ByNumber(release),
    };

    /// <summary>
    /// The layout a bare number can only have: where the bits that stand for "may sleep" are unmistakable. Null when several fit.
    /// </summary>
    public static GfpEpoch? Guess(long mask)
    {
        if ((mask & 0xcc0) == 0xcc0 && (mask & 0x3000000) is 0 or 0x1000000)
            return (mask & 0x1000000) != 0 ? GfpEpoch.V514 : GfpEpoch.V51;
        if ((mask & ~0x1ffffffL) == 0x2000000 && (mask & 0x400000) != 0)
            return GfpEpoch.V45;
        if ((mask & ~0xffffffL) == 0x1000000 && (mask & 0x400000) != 0)
            return GfpEpoch.V410;
        if ((mask & 0x6000c0) == 0x6000c0 && mask < 0x1000000)
            return GfpEpoch.V418;
        return (mask & 0xd0) == 0xd0 && (mask & ~0x1ffffffL) == 0 ? GfpEpoch.V310 : null;
    }

    /// <summary>The first layout, searched from the newest, whose names make up the mask; null when none does.</summary>
    public static GfpEpoch? Matching(long mask, IReadOnlyList<string> names)
    {
        for (var i = All.Length - 1; i >= 0; i--)
        {
            if (Fits(All[i], mask, names))
                return All[i].Epoch;
        }

        return null;
    }

    /// <summary>Whether the names make up the mask in this layout. From 6.8 GFP_NOWAIT also holds NOWARN.</summary>
    public static bool Fits(GfpLayout layout, long mask, IReadOnlyList<string> names)
    {
        var made = layout.Mask(names);
        return made == mask
            || (made is { } bits && layout.Epoch >= GfpEpoch.V63 && names.Contains("GFP_NOWAIT") && (bits | layout.Bit("NOWARN")) == mask);
    }

    /// <summary>
    /// Whether no kernel of that release prints these names beside this mask. Never for a flag that is in no table (debug and tag-checking kernels
    /// have more), for a release candidate, or where a neighbouring epoch fits: vendors take single flags over from the next, but never the
    /// order of the bits.
    /// </summary>
    public static bool Contradict(long mask, IReadOnlyList<string> names, KernelRelease? release)
    {
        foreach (var name in names)
        {
            if (!Known(name))
                return false;
        }

        var stated = release is { Candidate: false, Vendor: not KernelVendor.El9 } kernel ? EpochOf(kernel) : (GfpEpoch?)null;
        foreach (var layout in All)
        {
            if (!Fits(layout, mask, names) && !Fits(layout, mask & ~TagBits(layout.Epoch), names))
                continue;
            if (stated is not { } told || (Math.Abs(layout.Epoch - told) <= 1 && Order(layout.Epoch) == Order(told)))
                return false;
        }

        return names.Count > 0;
    }

    // The first epoch with the same order of the bits.
    private static GfpEpoch Order(GfpEpoch epoch) => epoch switch
    {
        < GfpEpoch.V44 => GfpEpoch.V26,
        < GfpEpoch.V410 => GfpEpoch.V44,
        < GfpEpoch.V418 => GfpEpoch.V410,
        < GfpEpoch.V51 => GfpEpoch.V418,
        _ => GfpEpoch.V51,
    };

    // On arm64 with memory tagging movable user pages carry SKIP_KASAN flags inside the composite (5.18+); others leave these bits empty.
    private static long TagBits(GfpEpoch epoch) => epoch >= GfpEpoch.V518 ? 0x6000000 : 0;

    private static bool Known(string name) =>
        name.StartsWith("GFP_", StringComparison.Ordinal) ? Array.Exists(All, l => l.Mask([name]) is not null)
        : name == "__GFP_RECLAIM" || (name.StartsWith("__GFP_", StringComparison.Ordinal) && Array.Exists(All, l => l.Bit(name[6..]) != 0));

    private static GfpEpoch ByNumber(KernelRelease release)
    {
        ReadOnlySpan<(int Major, int Minor, GfpEpoch Epoch)> starts =
        [
            (6, 9, GfpEpoch.V69), (6, 3, GfpEpoch.V63), (5, 18, GfpEpoch.V518), (5, 14, GfpEpoch.V514), (5, 1, GfpEpoch.V51),
            (4, 18, GfpEpoch.V418), (4, 15, GfpEpoch.V415), (4, 13, GfpEpoch.V413), (4, 10, GfpEpoch.V410), (4, 5, GfpEpoch.V45),
            (4, 4, GfpEpoch.V44), (4, 1, GfpEpoch.V41), (3, 16, GfpEpoch.V316), (3, 0, GfpEpoch.V310),
        ];
        foreach (var (major, minor, epoch) in starts)
        {
            if (release.AtLeast(major, minor))
                return epoch;
        }

        return GfpEpoch.V26;
    }
}
