namespace MemHelpBot.LogGenerator.Kernel;

/// <summary>A request's mask: composite names and flags of its version (include/linux/gfp.h, gfp_types.h; include/trace/events/mmflags.h).</summary>
/// <param name="Mask">As a number.</param>
/// <param name="Names">As <c>%pGg</c> prints it: the composite first.</param>
internal sealed record Gfp(long Mask, IReadOnlyList<string> Names)
{
    // Composites as numbers, computed from the headers of each bit layout. 0 where a layout has no such name.
    private sealed record Layout(long Kernel, long User, long HighUserMovable, long Atomic, long Nofs, long KernelAccount, long Zero, long Comp, long NoWarn, long NoRetry);

    private static readonly Epochs<Layout> Layouts = new(
        ("2.6.32", new(0xd0, 0x200d0, 0x200da, 0x20, 0x50, 0, 0x8000, 0x4000, 0x200, 0x1000)),
        ("el7", new(0xd0, 0x200d0, 0x200da, 0x20, 0x50, 0x1000d0, 0x8000, 0x4000, 0x200, 0x1000)),
        ("4.4", new(0x24000c0, 0x24200c0, 0x24200ca, 0x2080020, 0x2400040, 0, 0x8000, 0x4000, 0x200, 0x1000)),
        ("4.6", new(0x24000c0, 0x24200c0, 0x24200ca, 0x2080020, 0x2400040, 0x25000c0, 0x8000, 0x4000, 0x200, 0x1000)),
        ("4.14", new(0x14000c0, 0x14200c0, 0x14200ca, 0x1080020, 0x1400040, 0x15000c0, 0x8000, 0x4000, 0x200, 0x1000)),
        ("el8.1", new(0x6000c0, 0x6200c0, 0x6200ca, 0x480020, 0x600040, 0x7000c0, 0x8000, 0x4000, 0x200, 0x1000)),
        ("5.4", new(0xcc0, 0x100cc0, 0x100cca, 0xa20, 0xc40, 0x400cc0, 0x100, 0x40000, 0x2000, 0x10000)),
        ("5.15", new(0xcc0, 0x100cc0, 0x1100cca, 0xa20, 0xc40, 0x400cc0, 0x100, 0x40000, 0x2000, 0x10000)),
        ("6.1", new(0xcc0, 0x100cc0, 0x100cca, 0xa20, 0xc40, 0x400cc0, 0x100, 0x40000, 0x2000, 0x10000)),
        ("6.6", new(0xcc0, 0x100cc0, 0x100cca, 0x820, 0xc40, 0x400cc0, 0x100, 0x40000, 0x2000, 0x10000)));

    /// <summary>A page fault or a read: what ends at the OOM killer.</summary>
    public static Gfp OfFault(KernelVersion version, Random random)
    {
        var bits = Layouts.Of(version);
        return random.Next(5) switch
        {
            0 => new(bits.HighUserMovable, ["GFP_HIGHUSER_MOVABLE"]),
            1 => new(bits.HighUserMovable | bits.Zero, ["GFP_HIGHUSER_MOVABLE", "__GFP_ZERO"]),
            2 when bits.KernelAccount != 0 => new(bits.KernelAccount | bits.Zero, ["GFP_KERNEL_ACCOUNT", "__GFP_ZERO"]),
            3 => new(bits.User, ["GFP_USER"]),
            _ => new(bits.Kernel, ["GFP_KERNEL"]),
        };
    }

    /// <summary>A charge to a cgroup.</summary>
    public static Gfp OfCharge(KernelVersion version) => new(Layouts.Of(version).Kernel, ["GFP_KERNEL"]);

    /// <summary>What fails with a warning: atomic, or a large buffer.</summary>
    public static Gfp OfFailure(KernelVersion version, Random random)
    {
        var bits = Layouts.Of(version);
        return random.Next(4) switch
        {
            0 => new(bits.Atomic, ["GFP_ATOMIC"]),
            1 => new(bits.Atomic | bits.Comp, ["GFP_ATOMIC", "__GFP_COMP"]),
            2 => new(bits.Nofs | bits.NoRetry, ["GFP_NOFS", "__GFP_NORETRY"]),
            _ => new(bits.Kernel | bits.Comp, ["GFP_KERNEL", "__GFP_COMP"]),
        };
    }
}
