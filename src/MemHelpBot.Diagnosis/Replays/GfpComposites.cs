namespace MemHelpBot.Diagnosis.Replays;

/// <summary>The composite names (GFP_KERNEL …) in the order in which the kernel tries them (include/trace/events/mmflags.h).</summary>
internal static class GfpComposites
{
    public static (string Name, long Bits)[] Of(GfpLayout layout)
    {
        long Or(params ReadOnlySpan<string> names)
        {
            long mask = 0;
            foreach (var name in names)
                mask |= layout.Bit(name);
            return mask;
        }

        var old = layout.Epoch < GfpEpoch.V44;
        var sleep = old ? Or("WAIT") : Or("DIRECT_RECLAIM", "KSWAPD_RECLAIM");
        var kernel = sleep | Or("IO", "FS");
        var user = kernel | Or("HARDWALL");
        var highUser = user | Or("HIGHMEM");
        var movable = highUser | Or("MOVABLE") | (layout.Epoch == GfpEpoch.V514 ? Or("SKIP_KASAN_POISON") : 0);
        var huge = movable | Or("COMP", "NOMEMALLOC", "NOWARN");
        var light = old ? huge : huge & ~sleep;
        var transHuge = layout.Epoch switch
        {
            < GfpEpoch.V44 => huge | Or("NORETRY", "NO_KSWAPD"),
            GfpEpoch.V44 => light | Or("NORETRY", "DIRECT_RECLAIM"),
            _ => light | Or("DIRECT_RECLAIM"),
        };
        var atomic = old ? Or("HIGH") : Or("HIGH", "ATOMIC", "KSWAPD_RECLAIM");
        var list = new List<(string, long)> { ("GFP_TRANSHUGE", transHuge) };
        if (layout.Epoch >= GfpEpoch.V45)
            list.Add(("GFP_TRANSHUGE_LIGHT", light));
        list.Add(("GFP_HIGHUSER_MOVABLE", movable));
        list.Add(("GFP_HIGHUSER", highUser));
        list.Add(("GFP_USER", user));
        if (layout.Epoch <= GfpEpoch.V413)
            list.Add(("GFP_TEMPORARY", kernel | Or("RECLAIMABLE")));
        if (layout.Bit("ACCOUNT") != 0)
            list.Add(("GFP_KERNEL_ACCOUNT", kernel | Or("ACCOUNT")));
        list.Add(("GFP_KERNEL", kernel));
        list.Add(("GFP_NOFS", sleep | Or("IO")));
        list.Add(("GFP_ATOMIC", atomic));
        list.Add(("GFP_NOIO", sleep));
        list.Add(("GFP_NOWAIT", old ? 0 : Or("KSWAPD_RECLAIM")));
        list.Add(("GFP_DMA", Or("DMA")));
        list.Add(("GFP_DMA32", Or("DMA32")));
        return [.. list];
    }
}
