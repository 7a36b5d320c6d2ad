using System.Text.RegularExpressions;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Kernel;

/// <summary>Every argument that the kernel's rules make has its sentence in every language, and the sentence asks for nothing the argument lacks.</summary>
public sealed partial class EvidenceTextTests
{
    private static readonly string Folder = Find();

    private static readonly string[] Openings = ["    en: \"", "    zh: \"", "    pl: \""];

    public static TheoryData<string> Everything => [.. Told.Keys];

    private static readonly Dictionary<string, Func<Told>> Told = new()
    {
        ["stack"] = Scenes.StackOnSeven,
        ["cgroup"] = () => Scenes.CgroupKill(),
        ["machine"] = Scenes.MachineFull,
        ["node"] = Scenes.BoundToNodeOne,
        ["driver"] = Scenes.PagesBehindTheDriver,
        ["parent"] = () => RuleScenes.PathKill("/a", "/a/b"),
        ["own"] = () => RuleScenes.PathKill("/a", "/a"),
        ["stated-parent"] = () => Scenes.CgroupKill(44_148).Paste().Say(StatementFacts.ParentLimit, 81_920).Say(StatementFacts.ChildLimit, 51_200),
        ["bare"] = RuleScenes.BareKill,
        ["global"] = () => RuleScenes.BareKill().Signature("kernel-oom-global"),
        ["interrupt"] = RuleScenes.ReceiveInterrupt,
        ["block"] = RuleScenes.LargeBlock,
        ["costly"] = RuleScenes.CostlyOrder,
        ["dma"] = RuleScenes.DmaPool,
        ["cma"] = RuleScenes.CmaOnly,
        ["cpuset"] = RuleScenes.CpusetBeforeFive,
        ["slab"] = () => RuleScenes.SlabOf(25),
        ["balloon"] = RuleScenes.BalloonedGuest,
        ["cut"] = RuleScenes.CutMeminfo,
        ["pool"] = RuleScenes.IdlePool,
        ["fork"] = () => RuleScenes.RefusedFork(0),
        ["strict"] = () => RuleScenes.RefusedFork(2).Paste().Meminfo("CommitLimit: 73955212 kB\nCommitted_AS: 73900000 kB"),
        ["growth"] = () => new Told().Say(StatementFacts.Symptom, "growth").Say(StatementFacts.UsedPercent, 70.0).Say(StatementFacts.Symptom, "killed"),
        ["old"] = RuleScenes.OldHighMem,
        ["cma-alone"] = () => new Told().Incident(IncidentKind.KernelOom).Zone("0/DMA", 515_000, 10_400, 13_000, 15_600).Say(ZoneFacts.FreeCma, 509_000, "0/DMA"),
        ["sigkill"] = () => new Told().Incident(IncidentKind.Program).Signature("exit-137"),
        ["unit"] = () => new Told().Incident(IncidentKind.Platform).Signature("systemd-oom-result"),
        ["oomkilled"] = () => new Told().Incident(IncidentKind.Platform).Signature("k8s-oomkilled").Say(KubernetesFacts.MemoryLimit, 268_435_456),
        ["shm"] = () => new Told().Incident(IncidentKind.Program).Signature("shm-full"),
        ["earlyoom"] = () => new Told().Say(DaemonFacts.EarlyoomMemAvailable, 0.35),
        ["tasks"] = () => Scenes.MachineFull().Say(TaskFacts.RssTotal, 700_000),
        ["hang"] = () => new Told().Say(StatementFacts.Limit, 41_943_040).Say(StatementFacts.MachineMemory, 65_011_712)
            .Say(StatementFacts.Symptom, "hang").Say(StatementFacts.Symptom, "no-kill").Say(StatementFacts.NoSwap, true),
        ["hugetlb"] = () => new Told().Say(KernelEventFacts.HugetlbAsked, 4_096).Say(KernelEventFacts.HugetlbAllocated, 3_911).Say(KernelEventFacts.HugetlbPageSize, "2.00 MiB"),
        ["stalled"] = KernelLineCauseTests.Stalled,
        ["pressure"] = () => KernelLineCauseTests.Pressure(61.5),
        ["in-reclaim"] = () => new Told().Signature("hung-task").Say(StallFacts.InReclaim, true),
        ["cache"] = () => KernelLineCauseTests.CacheOfOrder(1),
        ["idle-pool"] = KernelLineCauseTests.IdlePools,
        ["site"] = KernelLineCauseTests.DriverSite,
        ["kmem"] = KernelLineCauseTests.SlabChargeRefused,
        ["promise"] = () => new Told().Incident(IncidentKind.Program).Signature("vm-enough-memory"),
        ["balloon-line"] = () => new Told().Signature("balloon-inflated"),
        ["high-memory"] = KernelFormTests.RoomInHighMemory,
        ["free-no-block"] = () => KernelFormTests.FreeAndRefused(6_900_000),
        ["kswapd"] = () => KernelFormTests.Kswapd(95),
        ["oomd-full"] = KernelFormTests.OomdFull,
        ["hint"] = () => new Told().Incident(IncidentKind.Program).Signature("huge-pages-in-hint"),
        ["fork-in"] = () => new Told().Incident(IncidentKind.Program).Signature("enomem-fork").Signature("fork-into-container"),
        ["mask"] = () => KernelFormTests.Killed(0x80d1, 0),
        ["block-alone"] = () => KernelFormTests.Killed(0x6040c0, 3),
        ["kmem-own"] = KernelFormTests.SlabOfACgroup,
        ["slab-alone"] = () => new Told().Meminfo("SUnreclaim: 30000000 kB"),
        ["lost"] = () => new Told().Say(ProgramFacts.LeakedBytes, 71_303_168),
        ["init"] = () => new Told().Incident(IncidentKind.Program).Signature("container-init-killed"),
        ["swap"] = () => Scenes.MachineFull().Say(MemFacts.TotalSwap, 4_000_000).Say(MemFacts.FreeSwap, 3_990_000),
    };

    [Theory]
    [MemberData(nameof(Everything))]
    public void An_argument_has_its_sentence_in_three_languages(string scene)
    {
        var checkedSentences = 0;
        foreach (var cause in Told[scene]().Diagnose().Causes)
        {
            var file = Path.Combine(Folder, cause.Cause + ".yaml");
            if (!File.Exists(file))
                continue;
            var lines = File.ReadAllLines(file);
            foreach (var evidence in cause.For.Concat(cause.Against))
            {
                var at = Array.IndexOf(lines, $"  {evidence.Id}:");
                Assert.True(at > 0, $"{cause.Cause}: {evidence.Id} has no sentence");
                for (var language = 0; language < 3; language++)
                {
                    Assert.StartsWith(Openings[language], lines[at + 1 + language], StringComparison.Ordinal);
                    Assert.All(Placeholder().Matches(lines[at + 1 + language]), m => Assert.Contains(evidence.Arguments, a => a.Name == m.Groups["name"].Value));
                    checkedSentences++;
                }

                Assert.All(evidence.Arguments, a => Assert.True(a.Fact is not null || a.Span is not null, $"{evidence.Id}: an argument without a line"));
            }
        }

        Assert.True(checkedSentences > 0, "a scene without an argument checks nothing");
    }

    [GeneratedRegex(@"\{(?<name>\w+)(:\w+)?\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var corpus = Path.Combine(folder.FullName, "corpus", "evidence");
            if (Directory.Exists(corpus))
                return corpus;
        }

        throw new DirectoryNotFoundException("corpus/evidence stands above the test's folder in a checkout");
    }
}
