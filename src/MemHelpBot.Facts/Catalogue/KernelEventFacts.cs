namespace MemHelpBot.Facts;

/// <summary>Single lines of the kernel about memory that belong to no report.</summary>
public static class KernelEventFacts
{
    /// <summary>Cgroup whose pids.max refused a fork (kernel/cgroup/pids.c; printed once a cgroup).</summary>
    public static readonly FactKey PidsCgroup =
        new("pids.cgroup", FactValueKind.Text, FactUnit.None, "Cgroup whose pids.max refused a fork (kernel/cgroup/pids.c; printed once a cgroup).");

    /// <summary>Huge pages asked for at boot (mm/hugetlb.c).</summary>
    public static readonly FactKey HugetlbAsked =
        new("hugetlb.asked", FactValueKind.Integer, FactUnit.None, "Huge pages asked for at boot (mm/hugetlb.c).");

    /// <summary>Huge pages that could be made of those.</summary>
    public static readonly FactKey HugetlbAllocated =
        new("hugetlb.allocated", FactValueKind.Integer, FactUnit.None, "Huge pages that could be made of those.");

    /// <summary>Their size as printed.</summary>
    public static readonly FactKey HugetlbPageSize =
        new("hugetlb.page_size", FactValueKind.Text, FactUnit.None, "Their size as printed.");

    /// <summary>What somebody wrote to /proc/sys/vm/drop_caches: 1 page cache, 2 slab, 3 both (fs/drop_caches.c).</summary>
    public static readonly FactKey DropCaches =
        new("drop_caches.value", FactValueKind.Integer, FactUnit.None, "What somebody wrote to /proc/sys/vm/drop_caches: 1 page cache, 2 slab, 3 both (fs/drop_caches.c).");

    /// <summary>The program that wrote it.</summary>
    public static readonly FactKey DropCachesComm =
        new("drop_caches.comm", FactValueKind.Text, FactUnit.None, "The program that wrote it.");

    /// <summary>Number of the NVIDIA driver's error report (Xid).</summary>
    public static readonly FactKey Xid =
        new("gpu.xid", FactValueKind.Integer, FactUnit.None, "Number of the NVIDIA driver's error report (Xid).");

    /// <summary>PCI address of the GPU it speaks of, as printed.</summary>
    public static readonly FactKey XidDevice =
        new("gpu.pci_address", FactValueKind.Text, FactUnit.None, "PCI address of the GPU it speaks of, as printed.");

    /// <summary>Most memory Hyper-V gives the guest (drivers/hv/hv_balloon.c).</summary>
    public static readonly FactKey BalloonMax =
        new("balloon.max_mb", FactValueKind.Integer, FactUnit.MiB, "Most memory Hyper-V gives the guest (drivers/hv/hv_balloon.c).");

    /// <summary>Page frame that the kernel took out of use for a hardware error, as printed (mm/memory-failure.c).</summary>
    public static readonly FactKey PoisonedAddress =
        new("hwpoison.page", FactValueKind.Text, FactUnit.None, "Page frame that the kernel took out of use for a hardware error, as printed (mm/memory-failure.c).");
}
