using MemHelpBot.LogGenerator.Truth;

namespace MemHelpBot.LogGenerator.Kernel;

/// <summary>A printed report: its records, as printk wrote them, and what they say.</summary>
/// <param name="Version">The kernel.</param>
/// <param name="Scope">What it is about.</param>
/// <param name="Host">The machine's name.</param>
/// <param name="Records">One text a record; some hold several lines.</param>
/// <param name="Head">Index of the record whose stamp is the time of the event.</param>
/// <param name="Facts">Every fact that the records tell, but for the time, which the prefix gives.</param>
public sealed record KernelReport(KernelVersion Version, ReportScope Scope, string Host, IReadOnlyList<string> Records, int Head, IReadOnlyList<TrueFact> Facts)
{
    /// <summary>The incident's kind, in the contract's words.</summary>
    public string Kind => Scope switch
    {
        ReportScope.AllocationFailure => "allocation-failure",
        ReportScope.KillLine => "kernel-kill-line",
        _ => "kernel-oom",
    };
}

/// <summary>Prints events as the kernels do.</summary>
public static class ReportPrinter
{
    private static readonly Epochs<string> Asked = new(("2.6.32", "SysRq : Manual OOM execution"), ("5.0", "sysrq: Manual OOM execution"));

    // 2.6.32 and el6 print the machine's memory for a cgroup too; tasks are listed by default since el6.
    private static readonly Epochs<bool> MachineForMemcg = new(("2.6.32", true), ("3.10", false));

    /// <summary>Which scopes a version has a format for.</summary>
    public static IReadOnlyList<ReportScope> Scopes(KernelVersion version) => SceneDraw.Scopes(version);

    /// <summary>Draws an event and prints it.</summary>
    public static KernelReport Print(KernelVersion version, ReportScope scope, MachineKind machine, Random random) => Print(SceneDraw.Draw(version, scope, machine, random));

    private static KernelReport Print(Scene scene)
    {
        var into = new ReportWriter();
        if (scene.Scope == ReportScope.SysRq)
            into.Print(Asked.Of(scene.Version));
        var head = into.Next;
        if (scene.Scope == ReportScope.KillLine)
        {
            KillBlock.Print(scene, into);
            return new KernelReport(scene.Version, scene.Scope, scene.Host, into.Records, head, into.Facts);
        }

        if (scene.IsFailure)
            HeaderBlock.PrintFailure(scene, into);
        else
            HeaderBlock.PrintOom(scene, into);
        TraceBlock.Print(scene, into);
        if (scene.IsMemcg)
            MemcgBlock.Print(scene, into);
        if (!scene.IsMemcg || MachineForMemcg.Of(scene.Version))
            PrintMachine(scene, into);
        if (!scene.IsFailure)
        {
            if (scene.Version.Name != "2.6.32" || scene.Random.Next(2) == 0)
                TaskBlock.Print(scene, into);
            KillBlock.Print(scene, into);
        }

        return new KernelReport(scene.Version, scene.Scope, scene.Host, into.Records, head, into.Facts);
    }

    private static void PrintMachine(Scene scene, ReportWriter into)
    {
        into.Print("Mem-Info:");
        CountersBlock.Print(scene, into);
        ZoneBlock.Print(scene, into);
        FreeListBlock.Print(scene, into);
        TotalsBlock.Print(scene, into);
        if (!scene.IsFailure)
            TotalsBlock.PrintSlabs(scene, into);
    }
}
