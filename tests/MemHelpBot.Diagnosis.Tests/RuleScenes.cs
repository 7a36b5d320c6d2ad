using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests;

/// <summary>Smaller incidents, one mechanism each. Numbers are made up.</summary>
internal static class RuleScenes
{
    public static Told PathKill(string limited, string task) => Scenes.CgroupKill(20_000)
        .Say(OomFacts.Constraint, "CONSTRAINT_MEMCG").Say(OomFacts.Memcg, limited).Say(OomFacts.TaskMemcg, task);

    public static Told BareKill() => new Told().Incident(IncidentKind.KernelKillLine)
        .Say(OomFacts.Victim, "node").Say(OomFacts.VictimPid, 4_242).Say(OomFacts.VictimAnonRss, 88_000);

    public static Told ReceiveInterrupt() => new Told().Incident(IncidentKind.AllocationFailure)
        .Say(AllocFailureFacts.Comm, "swapper/0").Say(AllocFailureFacts.Order, 0).Say(AllocFailureFacts.GfpMask, 0x820)
        .Say(AllocFailureFacts.GfpFlags, ["GFP_ATOMIC"]).Say(OomFacts.Release, "6.8.9")
        .Zone("0/DMA", 1_640, 7_400, 9_200, 11_000);

    public static Told LargeBlock() => new Told().Incident(IncidentKind.AllocationFailure)
        .Say(AllocFailureFacts.Comm, "md5sum").Say(AllocFailureFacts.Order, 4).Say(AllocFailureFacts.GfpMask, 0x40c40)
        .Say(AllocFailureFacts.GfpFlags, ["GFP_NOFS", "__GFP_COMP"]).Say(OomFacts.Release, "5.19.0-1-amd64")
        .Zone("0/Normal", 216_000, 190_000, 230_000, 270_000)
        .Say(ZoneFacts.FreeBlocks, [30_000, 10_000, 800, 100, 0, 0, 0, 0, 0, 0, 0], "0/Normal");

    public static Told CostlyOrder() => new Told().Incident(IncidentKind.AllocationFailure)
        .Say(AllocFailureFacts.Comm, "kworker/u8:1").Say(AllocFailureFacts.Order, 4).Say(AllocFailureFacts.GfpMask, 0x40c40)
        .Say(AllocFailureFacts.GfpFlags, ["GFP_NOFS", "__GFP_COMP"]);

    public static Told DmaPool() => new Told().Incident(IncidentKind.AllocationFailure)
        .Say(AllocFailureFacts.Comm, "swapper/0").Say(AllocFailureFacts.Order, 9).Say(AllocFailureFacts.GfpMask, 0xcc1).Say(OomFacts.Release, "6.8.0")
        .Zone("0/DMA", 1_024, 8, 12, 16).Say(ZoneFacts.FreeBlocks, [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0], "0/DMA")
        .Zone("0/Normal", 14_000_000, 60_000, 75_000, 90_000);

    public static Told CmaOnly() => new Told().Incident(IncidentKind.KernelOom)
        .Say(OomFacts.Invoker, "kworker").Say(OomFacts.Order, 0).Say(OomFacts.GfpMask, 0xcc0).Say(OomFacts.GfpFlags, ["GFP_KERNEL"])
        .Zone("0/DMA", 515_000, 10_400, 13_000, 15_600).Say(ZoneFacts.FreeCma, 509_000, "0/DMA").Say(ZoneFacts.LowmemReserve, [0, 0, 1_200, 1_200], "0/DMA")
        .Zone("0/HighMem", 300_000, 512, 2_500, 4_500);

    public static Told OldHighMem() => new Told().Incident(IncidentKind.KernelOom).Say(OomFacts.GfpMask, 0xd0)
        .Zone("0/DMA", 44, 16, 32, 48).Zone("0/Normal", 1_864, 936, 1_872, 2_808).Zone("0/HighMem", 105_792, 512, 1_024, 1_536)
        .Say(OomFacts.Scope, "global").Say(OomFacts.Victim, "greeter");

    public static Told CpusetBeforeFive() => new Told().Incident(IncidentKind.KernelOom)
        .Say(OomFacts.Invoker, "solver").Say(OomFacts.Order, 0).Say(OomFacts.GfpMask, 0x280da).Say(OomFacts.Release, "3.10.0-1160.el7.x86_64")
        .Say(OomFacts.MemsAllowed, "0")
        .Zone("0/Normal", 30_000, 45_000, 56_000, 67_000).Zone("1/Normal", 20_000_000, 45_000, 56_000, 67_000);

    public static Told SlabOf(int percent) => new Told().Meminfo($"MemTotal: 10000000 kB\nSUnreclaim: {percent * 100_000} kB");

    public static Told BalloonedGuest() => new Told().Incident(IncidentKind.KernelOom)
        .Say(OomFacts.Order, 0).Say(OomFacts.Constraint, "CONSTRAINT_NONE")
        .Say(MemFacts.AnonPages, 100_000).Say(MemFacts.InactiveAnonPages, 20_000).Say(MemFacts.ActiveFilePages, 1_000)
        .Say(MemFacts.InactiveFilePages, 2_000).Say(MemFacts.SlabUnreclaimablePages, 7_000).Say(MemFacts.FreePages, 10_000)
        .Say(MemFacts.RamPages, 1_050_000).Say(MemFacts.ReservedPages, 50_000);

    public static Told CutMeminfo() => new Told().Meminfo(
        """
        MemTotal: 100000000 kB
        MemFree: 3000000 kB
        Buffers: 1000 kB
        Cached: 2000000 kB
        AnonPages: 300000 kB
        Slab: 500000 kB
        """);

    public static Told IdlePool() => new Told().Meminfo(
        """
        MemTotal: 10000000 kB
        HugePages_Total: 2560
        HugePages_Free: 2400
        Hugepagesize: 2048 kB
        """);

    public static Told RefusedFork(int mode) => new Told().Incident(IncidentKind.Program).Signature("enomem-fork")
        .Paste().Say(VmFacts.Setting, mode, "overcommit_memory").Back();

    public static Told TwoKills() => Scenes.CgroupKill().Join(Scenes.MachineFull());
}
