using MemHelpBot.Cases.Model;

namespace MemHelpBot.Rendering.Pictures;

/// <summary>The words in pictures.</summary>
internal static class PictureWords
{
    public static readonly LocalText Incident = new("incident", "事件", "incydent");
    public static readonly LocalText Memory = new("Where the memory went", "内存用在哪里", "Na co poszła pamięć");
    public static readonly LocalText Free = new("free", "空闲", "wolna");
    public static readonly LocalText Anon = new("processes (anonymous)", "进程（匿名页）", "procesy (strony anonimowe)");
    public static readonly LocalText File = new("file cache", "文件缓存", "bufor plików (page cache)");
    public static readonly LocalText Shared = new("shared memory, tmpfs", "共享内存、tmpfs", "pamięć dzielona, tmpfs");
    public static readonly LocalText Unevictable = new("unevictable (locked)", "不可回收（锁定）", "niewymiatalna (mlock)");
    public static readonly LocalText Slab = new("kernel slab", "内核 slab", "slab jądra");
    public static readonly LocalText Tables = new("page tables, kernel stacks", "页表、内核栈", "tablice stron, stosy jądra");
    public static readonly LocalText Huge = new("huge pages", "大页", "duże strony (hugetlb)");
    public static readonly LocalText Unaccounted = new("in no counter", "任何计数器都未显示", "w żadnym liczniku");
    public static readonly LocalText Other = new("other counters", "其他计数器", "inne liczniki");
    public static readonly LocalText Rest = new("not in these counters", "不在上述计数器中", "poza tymi licznikami");
    public static readonly LocalText OfTotal = new("total", "总计", "razem");
    public static readonly LocalText PageSize = new("counted in pages of {0} kB", "按每页 {0} kB 计算", "liczone w stronach po {0} kB");

    public static readonly LocalText Zones = new("Free memory of each zone against its marks", "各内存区的空闲与水位线", "Wolna pamięć stref a progi");
    public static readonly LocalText ZoneNote = new(
        "Marks from left to right: min, low, high. Each zone has its own scale.",
        "标记从左到右：min、low、high。每个区各用自己的刻度。",
        "Znaczniki od lewej: min, low, high. Każda strefa ma własną skalę.");

    public static readonly LocalText BelowMin = new("below min", "低于 min", "poniżej min");
    public static readonly LocalText Node = new("Node", "节点", "Węzeł");
    public static readonly LocalText Blocks = new("Free blocks by size", "各尺寸的空闲块数", "Wolne bloki według rozmiaru");
    public static readonly LocalText BlocksNote = new(
        "Blocks in the frame are large enough for the request (order {0}).",
        "框内的块足以满足本次请求（order {0}）。",
        "Bloki w ramce wystarczają na żądanie (rząd {0}).");

    public static readonly LocalText BlocksPlain = new(
        "Number of free blocks, by order.", "空闲块的数量，按 order 排列。", "Liczba wolnych bloków według rzędu.");

    public static readonly LocalText More = new("and {0} more", "另有 {0} 项", "oraz dalsze: {0}");
    public static readonly LocalText Limits = new("Use against limit", "用量与上限", "Zużycie a limit");
    public static readonly LocalText CgroupMemory = new("cgroup memory", "cgroup 内存", "pamięć cgroup");
    public static readonly LocalText CgroupMemsw = new("cgroup memory + swap", "cgroup 内存+交换", "pamięć + swap cgroup");
    public static readonly LocalText CgroupSwap = new("cgroup swap", "cgroup 交换", "swap cgroup");
    public static readonly LocalText CgroupKmem = new("cgroup kernel memory", "cgroup 内核内存", "pamięć jądra cgroup");
    public static readonly LocalText SlurmStep = new("Slurm step (MaxRSS)", "Slurm 作业步（MaxRSS）", "krok Slurm (MaxRSS)");
    public static readonly LocalText Job = new("batch job (peak)", "批处理作业（峰值）", "zadanie wsadowe (szczyt)");
    public static readonly LocalText Heap = new("runtime heap", "运行时堆", "sterta środowiska");
    public static readonly LocalText NoLimit = new("no limit", "无上限", "bez limitu");
    public static readonly LocalText OfIt = new("of it", "其中", "w tym");
    public static readonly LocalText Stacks = new("kernel stacks", "内核栈", "stosy jądra");
    public static readonly LocalText PageTables = new("page tables", "页表", "tablice stron");
    public static readonly LocalText Processes = new("Biggest processes (resident memory)", "占用最多的进程（常驻内存）", "Największe procesy (pamięć rezydentna)");
    public static readonly LocalText SharedTwice = new(
        "Shared pages count in every process.", "共享页在每个进程中都会计入。", "Strony dzielone liczą się w każdym procesie.");

    public static readonly LocalText Killed = new("killed", "被杀死", "zabity");
}
