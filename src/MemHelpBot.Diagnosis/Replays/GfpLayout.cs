namespace MemHelpBot.Diagnosis.Replays;

/// <summary>Which bit of a gfp mask means what, for one range of kernels (include/linux/gfp.h, from 6.0 gfp_types.h).</summary>
internal sealed class GfpLayout
{
    private readonly (string Name, long Bits)[] flags;
    private readonly (string Name, long Bits)[] composites;

    public GfpLayout(GfpEpoch epoch, (string Name, long Bits)[] flags)
    {
        Epoch = epoch;
        this.flags = flags;
        composites = GfpComposites.Of(this);
    }

    public GfpEpoch Epoch { get; }

    /// <summary>A request without this bit may not sleep: it never reclaims by itself and never calls the OOM killer.</summary>
    public long MaySleepBit => Epoch < GfpEpoch.V44 ? Bit("WAIT") : Bit("DIRECT_RECLAIM");

    /// <summary>The bit of a flag by its name without <c>__GFP_</c>; 0 when these kernels have none.</summary>
    public long Bit(string name)
    {
        foreach (var flag in flags)
        {
            if (flag.Name == name)
                return flag.Bits;
        }

        return 0;
    }

    /// <summary>The names the kernel prints (4.6+) or would print: composites first, then single flags, what is unknown in hexadecimal.</summary>
    public IReadOnlyList<string> Names(long mask)
    {
        var names = new List<string>();
        var rest = mask;
        foreach (var (name, bits) in composites)
        {
            if (bits == 0 ? mask != 0 || name != "GFP_NOWAIT" : (rest & bits) != bits)
                continue;
            names.Add(name);
            rest &= ~bits;
        }

        foreach (var (name, bits) in flags)
        {
            if ((rest & bits) != bits)
                continue;
            names.Add("__GFP_" + name);
            rest &= ~bits;
        }

        if (rest != 0)
            names.Add("0x" + rest.ToString("x", System.Globalization.CultureInfo.InvariantCulture));
        return names;
    }

    /// <summary>The mask that the names stand for; null when one of them is not of these kernels.</summary>
    public long? Mask(IReadOnlyList<string> names)
    {
        long mask = 0;
        foreach (var name in names)
        {
            var bits = BitsOf(name);
            if (bits is null)
                return null;
            mask |= bits.Value;
        }

        return mask;
    }

    private long? BitsOf(string name)
    {
        foreach (var composite in composites)
        {
            if (composite.Name == name)
                return composite.Bits;
        }

        if (name == "__GFP_RECLAIM" && Epoch >= GfpEpoch.V44)
            return Bit("DIRECT_RECLAIM") | Bit("KSWAPD_RECLAIM");
        var single = name.StartsWith("__GFP_", StringComparison.Ordinal) ? Bit(name[6..]) : 0;
        return single == 0 ? null : single;
    }
}
