using MemHelpBot.LogGenerator.Truth;
using static System.FormattableString;

namespace MemHelpBot.LogGenerator.Kernel;

/// <summary>
/// <c>C invoked oom-killer: …</c>, the cpuset line of old kernels, and who runs where (mm/oom_kill.c dump_header; arch/x86/kernel/dumpstack.c,
/// kernel/printk.c, lib/dump_stack.c).
/// </summary>
internal static class HeaderBlock
{
    private enum Form
    {
        OomAdj,
        Both,
        Score,
        Names,
        Nodemask,
    }

    private static readonly Epochs<Form> Forms = new(
        ("2.6.32", Form.OomAdj), ("el6", Form.Both), ("3.10", Form.Score), ("4.6", Form.Names), ("4.9", Form.Nodemask), ("el8.3", Form.Names));

    private static readonly Epochs<bool> OwnCpusetLine = new(("2.6.32", true), ("el8.3", false));

    private static readonly Epochs<bool> NamesPrinted = new(("2.6.32", false), ("4.6", true));

    /// <summary>Prints the head of an OOM report.</summary>
    public static void PrintOom(Scene scene, ReportWriter into)
    {
        var (form, head) = (Forms.Of(scene.Version), into.Next);
        var names = form is Form.Names or Form.Nodemask ? $"({string.Join('|', scene.Gfp.Names)})" : "";
        var nodemask = form == Form.Nodemask ? $", nodemask={scene.Nodemask}" : "";
        var blank = scene.Version.Name == "4.14" ? " " : "";
        var adjust = scene.Invoker.Adjust;
        var oomAdj = adjust * 17 / 1000;
        into.Tell("oom.invoker", TrueValue.Of(scene.Invoker.Comm));
        into.Tell("oom.gfp_mask", TrueValue.Of(scene.Gfp.Mask));
        if (names.Length > 0)
            into.Tell("oom.gfp_flags", TrueValue.Of(scene.Gfp.Names));
        if (nodemask.Length > 0)
            into.Tell("oom.nodemask", TrueValue.Of(scene.Nodemask));
        into.Tell("oom.order", TrueValue.Of(scene.Order));
        if (form != Form.OomAdj)
            into.Tell("oom.invoker_oom_score_adj", TrueValue.Of(adjust));
        if (scene.Order == -1)
            into.Tell("oom.manual", TrueValue.Of(true));
        var scores = form switch
        {
            Form.OomAdj => Invariant($"oom_adj={oomAdj}"),
            Form.Both => Invariant($"oom_adj={oomAdj}, oom_score_adj={adjust}"),
            _ => Invariant($"oom_score_adj={adjust}"),
        };
        into.Print(Invariant($"{scene.Invoker.Comm} invoked oom-killer: gfp_mask=0x{scene.Gfp.Mask:x}{names}{nodemask}, {blank}order={scene.Order}, {scores}"));
        if (OwnCpusetLine.Of(scene.Version))
        {
            into.Tell("oom.cpuset", TrueValue.Of(scene.Cpuset), into.Next - 1, into.Next);
            into.Tell("oom.mems_allowed", TrueValue.Of(scene.MemsAllowed), into.Next - 1, into.Next);
            into.Print($"{scene.Invoker.Comm} cpuset={scene.Cpuset} mems_allowed={scene.MemsAllowed}");
        }

        PrintCpu(scene, into, head);
    }

    private static readonly Epochs<Func<Scene, string>> Failures = new(
        ("2.6.32", s => Invariant($"page allocation failure. order:{s.Order}, mode:0x{s.Gfp.Mask:x}")),
        ("3.10", s => Invariant($"page allocation failure: order:{s.Order}, mode:0x{s.Gfp.Mask:x}")),
        ("4.6", s => Invariant($"page allocation failure: order:{s.Order}, mode:0x{s.Gfp.Mask:x}({string.Join('|', s.Gfp.Names)})")),
        ("4.14", s => Invariant($"page allocation failure: order:{s.Order}, mode:0x{s.Gfp.Mask:x}({string.Join('|', s.Gfp.Names)}), nodemask={s.Nodemask}")),
        ("5.0", s => Invariant($"page allocation failure: order:{s.Order}, mode:0x{s.Gfp.Mask:x}({string.Join('|', s.Gfp.Names)}), nodemask={s.Nodemask},cpuset={s.Cpuset},mems_allowed={s.MemsAllowed}")));

    /// <summary>Prints the head of an allocation failure (mm/page_alloc.c warn_alloc).</summary>
    public static void PrintFailure(Scene scene, ReportWriter into)
    {
        into.Tell("alloc_failure.comm", TrueValue.Of(scene.Invoker.Comm));
        into.Tell("alloc_failure.order", TrueValue.Of(scene.Order));
        into.Tell("alloc_failure.gfp_mask", TrueValue.Of(scene.Gfp.Mask));
        if (NamesPrinted.Of(scene.Version))
            into.Tell("alloc_failure.gfp_flags", TrueValue.Of(scene.Gfp.Names));
        into.Print($"{scene.Invoker.Comm}: {Failures.Of(scene.Version)(scene)}");
        PrintCpu(scene, into, into.Next - 1);
    }

    private static readonly Epochs<Func<Scene, string>> CpuForms = new(
        ("2.6.32", s => Invariant($"Pid: {s.Invoker.Pid}, comm: {s.Invoker.Comm} Not tainted {s.Release} #1")),
        ("3.10", s => Invariant($"CPU: {s.Cpu} PID: {s.Invoker.Pid} Comm: {s.Invoker.Comm} Not tainted {s.Release} #1")),
        ("el7", s => Invariant($"CPU: {s.Cpu} PID: {s.Invoker.Pid} Comm: {s.Invoker.Comm} Kdump: loaded Tainted: G           OE  ------------   {s.Release} #1")),
        ("4.4", s => Invariant($"CPU: {s.Cpu} PID: {s.Invoker.Pid} Comm: {s.Invoker.Comm} Tainted: P           OE   {s.Release} #164-Ubuntu")),
        ("6.12", s => Invariant($"CPU: {s.Cpu} UID: {s.Invoker.Uid} PID: {s.Invoker.Pid} Comm: {s.Invoker.Comm} Not tainted {s.Release} #1  Debian 6.12-1")));

    // That the task is the one that asked is known from the head alone.
    private static void PrintCpu(Scene scene, ReportWriter into, int head)
    {
        if (!scene.IsFailure)
        {
            into.Tell("oom.invoker_pid", TrueValue.Of(scene.Invoker.Pid), head, into.Next);
            if (scene.Version.Since("3.10"))
                into.Tell("oom.cpu", TrueValue.Of(scene.Cpu), head, into.Next);
        }

        into.Tell("kernel.release", TrueValue.Of(scene.Release));
        into.Print(CpuForms.Of(scene.Version)(scene));
        if (scene.Version.Since("3.10"))
            into.Print("Hardware name: Example PowerRack R640/0W23H8, BIOS 2.8.1 06/30/2020");
    }
}
