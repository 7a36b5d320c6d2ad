using MemHelpBot.Answers.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Host.Tests.Doubles;

/// <summary>A made-up incident with everything an answer can hold, so that a test names only what matters to it.</summary>
internal static class Some
{
    public const string Markdown = "# Memory is fragmented\n\nThe request was for 4 pages [L1].\n";

    public const string FollowUp =
        "More RAM would not help: **free memory was there** \\[L7, L8\\], but in pieces [C:note-buddy#mechanism].\n\n" +
        "- `order=2` needs 16 KiB in one piece\n- see [L7-9] and \\*not\\* [this](<https://example.org/x>)\n\n```\ncat /proc/buddyinfo\n```\n<script>alert(1)</script>";

    public static readonly PagePicture Picture = new(
        "free-blocks", "Free blocks by order",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"mhb-picture\" role=\"img\" viewBox=\"0 0 480 120\"><title>Free blocks by order</title>" +
        "<rect x=\"60\" y=\"14\" width=\"400\" height=\"22\"/><text x=\"0\" y=\"30\">4 kB</text><rect x=\"60\" y=\"44\" width=\"90\" height=\"22\"/><text x=\"0\" y=\"60\">8 kB</text>" +
        "<rect x=\"60\" y=\"74\" width=\"2\" height=\"22\"/><text x=\"0\" y=\"90\">16 kB</text></svg>");

    /// <summary>Sixty lines as a kernel prints them, with values of nobody's machine.</summary>
    public static string Log { get; } = MakeLog();

    public static Answer Answer(string language = "en")
    {
        var facts = Facts();
        return new Answer(
            language,
            [new Incident(0, IncidentKind.KernelOom, Span(1, 60), "Mon Feb  3 04:05:06 2025", "node17")],
            new FactSet(facts),
            ["kernel-oom-global"],
            [
                new("memory-fragmentation", "memory fragmentation", "confirmed", 0,
                    [new("Zone Node 0 Normal has 41,208 kB free and no free block of 16 kB.", ["L7", "L8"])], [],
                    [new("buddyinfo", "Was the memory as fragmented before the kill?", "cat /proc/buddyinfo")]),
                new("host-ram-exhausted", "memory of the machine exhausted", "ruled-out", 0, [],
                    [new("Swap was free: 2,096,952 kB of 2,097,148 kB.", ["L12"])], []),
                new("cgroup-limit", "cgroup limit", "possible", 0, [], [], [new("memcg", "Which cgroup did the process run in?", "cat /proc/4711/cgroup")]),
            ],
            [
                new("headline", "", [new("The kernel killed qemu-kvm because memory is fragmented, not because it is full.", ["L1", "L59", "L60"])]),
                new("what-happened", "What happened", [
                    new("kthreadd asked for 4 contiguous pages (16 KiB) and got none.", ["L1"]),
                    new("The kernel then killed qemu-kvm (4711), which held 25,165,824 kB.", ["L59", "L60"]),
                ]),
                new("why", "Why", [
                    new("Node 0 Normal had 41,208 kB free, above its min of 33,792 kB, yet no block of 16 kB or more.", ["L7", "L8"]),
                    new("A kernel stack needs its pages in one piece, so free single pages do not help.", ["C:note-buddy#mechanism"]),
                ]),
                new("against", "What speaks against it", [new("The report does not say for how long the machine had been up.", ["L1"])]),
                new("corrections", "Corrections", [new("The cited article blames the CPU's node; mems_allowed lists both nodes.", ["L2", "C:case-kvm-fragmentation#corrections"])]),
            ],
            Markdown,
            [
                new("check-buddyinfo", "memory-fragmentation", "check", "read-only", "user", "cat /proc/buddyinfo", "Shows the free blocks by order.", ["C:note-buddy#mechanism"], false),
                new("compact-memory", "memory-fragmentation", "mitigate", "reversible", "root", "sysctl -w vm.compact_memory=1", "Moves pages together; costs CPU time for some seconds.", ["C:note-buddy#mechanism"], true)
                {
                    Lasts = "once",
                    Warning = "A machine with terabytes stands still for seconds.",
                    Notes = [new("4711 – number of the process: pgrep -a qemu-kvm", ["L59"])],
                },
                new("raise-min", "memory-fragmentation", "fix", "disruptive", "root", "printf 'vm.min_free_kbytes = %s\\n' 135168 > /etc/sysctl.d/60-memory.conf && sysctl --system", "Keeps larger blocks in reserve.", ["C:case-kvm-fragmentation#resolution"], true),
                new("verify-min", "memory-fragmentation", "verify", "read-only", "user", "sysctl vm.min_free_kbytes", "Shows the value in force.", ["C:case-kvm-fragmentation#resolution"], false),
            ],
            [
                new("buddyinfo", "What does /proc/buddyinfo show while the machine runs as usual?", "cat /proc/buddyinfo"),
                new("uptime", "How long had the machine been up?", "uptime -p"),
            ],
            [
                new("case-kvm-fragmentation", "KVM-Gäste getötet trotz freiem Speicher", "https://example.org/kvm", "de", "forum", "exact"),
                new("note-buddy", "The buddy allocator and contiguous pages", null, "en", "kernel", "related"),
            ],
            ["The cited article contradicts the kernel documentation about node 1."])
        {
            Letter = new("Text for your administrators", "Hello, memory of node17 is fragmented. [L7]\n\n    sysctl -w vm.compact_memory=1\n", [new("Memory is fragmented.", ["L7"])], []),
        };
    }

    private static List<Fact> Facts()
    {
        var order = new Fact(OomFacts.Order, null, FactValue.Of(2), Span(1, 1), 0);
        List<Fact> facts =
        [
            new(OomFacts.Release, null, FactValue.Of("3.10.0-957.el7.x86_64"), Span(3, 3), 0),
            new(OomFacts.Invoker, null, FactValue.Of("kthreadd"), Span(1, 1), 0),
            new(OomFacts.GfpMask, null, FactValue.Of(0x3000d0), Span(1, 1), 0),
            order,
            Fact.Derive(OomFacts.RequestBytes, null, FactValue.Of(16384), 0, "2^oom.order × page size", order),
            new(ZoneFacts.Free, "0/Normal", FactValue.Of(41_208), Span(7, 7), 0),
            new(ZoneFacts.Min, "0/Normal", FactValue.Of(33_792), Span(7, 7), 0),
            new(ZoneFacts.FreeBlocks, "0/Normal", FactValue.Of([9_870L, 216, 0, 0, 0, 0, 0, 0, 0, 0, 0]), Span(8, 8), 0),
            new(MemFacts.FreeSwap, null, FactValue.Of(2_096_952), Span(12, 12), 0),
            new(OomFacts.Victim, null, FactValue.Of("qemu-kvm"), Span(60, 60), 0),
            new(OomFacts.VictimAnonRss, null, FactValue.Of(25_165_824), Span(60, 60), 0),
            new(TaskFacts.Top, null, FactValue.Of([new TaskGroup("qemu-kvm", 4711, 25_165_824, 3), new TaskGroup("<b>ceph-osd</b>", 99, 3_145_728, 1)]), Span(20, 40), 0),
        ];
        for (var zone = 0; zone < 20; zone++)
            facts.Add(new Fact(ZoneFacts.High, $"{zone}/DMA32", FactValue.Of(zone * 1000L), Span(9, 9), 0));
        return facts;
    }

    private static string MakeLog()
    {
        var lines = new List<string>
        {
            "[86401.100001] kthreadd invoked oom-killer: gfp_mask=0x3000d0, order=2, oom_score_adj=0",
            "[86401.100002] kthreadd cpuset=/ mems_allowed=0-1",
            "[86401.100003] CPU: 9 PID: 2 Comm: kthreadd Not tainted 3.10.0-957.el7.x86_64 #1",
            "[86401.100004] Mem-Info:",
            "[86401.100005] active_anon:6291456 inactive_anon:1024 isolated_anon:0",
            "[86401.100006]  free:20604 free_pcp:0 free_cma:0",
            "[86401.100007] Node 0 Normal free:41208kB min:33792kB low:42240kB high:50688kB present:33554432kB managed:32997556kB mlocked:0kB dirty:8kB",
            "[86401.100008] Node 0 Normal: 9870*4kB (UEM) 216*8kB (UM) 0*16kB 0*32kB 0*64kB 0*128kB 0*256kB 0*512kB 0*1024kB 0*2048kB 0*4096kB = 41208kB",
            "[86401.100009] Node 1 DMA32 free:124612kB min:1076kB low:1344kB high:1612kB",
            "[86401.100010] 2048 total pagecache pages",
            "[86401.100011] 49 pages in swap cache",
            "[86401.100012] Free swap  = 2096952kB",
            "[86401.100013] Total swap = 2097148kB",
            "[86401.100014] [ pid ]   uid  tgid total_vm      rss nr_ptes swapents oom_score_adj name",
        };
        for (var pid = 0; lines.Count < 58; pid++)
            lines.Add($"[86401.2000{pid:00}] [{1000 + pid,5}]     0 {1000 + pid,5}    {5000 + (37 * pid),5}    {900 + (13 * pid),5}      14        0             0 worker{pid}");
        lines.Add("[86401.300001] Out of memory: Kill process 4711 (qemu-kvm) score 381 or sacrifice child");
        lines.Add("[86401.300002] Killed process 4711 (qemu-kvm) total-vm:33554432kB, anon-rss:25165824kB, file-rss:8192kB, shmem-rss:0kB");
        return string.Join('\n', lines) + "\n";
    }

    private static SourceSpan Span(int first, int last) => new(0, first, last, 0, 1);
}
