using MemHelpBot.LogGenerator.Truth;
using static System.FormattableString;

namespace MemHelpBot.LogGenerator.Kernel;

/// <summary>The constraint line (5.0+, el8.3), the kill lines of every version, the reaper's (4.6+), and what is said when nothing can be killed (mm/oom_kill.c).</summary>
internal static class KillBlock
{
    private static readonly Epochs<bool> Constraint = new(("2.6.32", false), ("el8.3", true));
    private static readonly Epochs<bool> Reaper = new(("2.6.32", false), ("4.6", true));

    // The choice, on kernels that print one; {0} is "Out of memory" or "Memory cgroup out of memory".
    private static readonly Epochs<Func<string, TaskState, long, string>?> Choices = new(
        ("2.6.32", (prefix, t, score) => Invariant($"{prefix}: kill process {t.Pid} ({t.Comm}) score {score} or a child")),
        ("el6", (prefix, t, score) => Invariant($"{prefix}: Kill process {t.Pid} ({t.Comm}) score {score} or sacrifice child")),
        ("el8.1", null),
        ("4.19", (prefix, t, score) => Invariant($"{prefix}: Kill process {t.Pid} ({t.Comm}) score {score} or sacrifice child")),
        ("el8.3", null),
        ("5.0", (prefix, t, score) => Invariant($"{prefix}: Kill process {t.Pid} ({t.Comm}) score {score} or sacrifice child")),
        ("5.4", null));

    private const string Pid = "p", Uid = "u", UidBehind = "U", Sizes = "s", Shmem = "h", Tables = "t", OneLine = "1";

    // Which parts the kill line has.
    private static readonly Epochs<string[]> Kills = new(
        ("2.6.32", [Pid]),
        ("el6", [Pid, Uid, Sizes]),
        ("3.10", [Pid, Sizes]),
        ("el7", [Pid, UidBehind, Sizes, Shmem]),
        ("4.4", [Pid, Sizes]),
        ("4.6", [Pid, Sizes, Shmem]),
        ("el8.1", [OneLine, Pid, Sizes, Shmem]),
        ("4.19", [Pid, Sizes, Shmem]),
        ("el8.3", [OneLine, Pid, Sizes, Shmem, "UID:"]),
        ("5.0", [Pid, Sizes, Shmem]),
        ("5.4", [OneLine, Pid, Sizes, Shmem, "UID:", Tables]));

    /// <summary>Prints the end of a report.</summary>
    public static void Print(Scene scene, ReportWriter into)
    {
        if (scene.Scope == ReportScope.NoKillable)
        {
            PrintNone(scene, into);
            return;
        }

        var first = into.Next;
        if (Constraint.Of(scene.Version) && scene.Scope != ReportScope.KillLine)
            PrintConstraint(scene, into);
        PrintKill(scene, into);
        into.Tell("oom.scope", TrueValue.Of(ScopeName(scene)), first, into.Next - 1);
        if (Reaper.Of(scene.Version) && scene.Scope != ReportScope.KillLine)
        {
            into.Tell("oom.reaped_pid", TrueValue.Of(scene.Victim.Pid));
            into.Print(Invariant($"oom_reaper: reaped process {scene.Victim.Pid} ({scene.Victim.Comm}), now anon-rss:{scene.Random.Next(3) * 4}kB, file-rss:0kB, shmem-rss:{scene.Victim.Shmem * scene.PageKb}kB"));
        }
    }

    private static string ScopeName(Scene scene) => scene.Scope switch
    {
        ReportScope.MemcgV1 or ReportScope.MemcgV2 => "memcg",
        ReportScope.Cpuset => "cpuset",
        ReportScope.Mempolicy => "mempolicy",
        _ => "global",
    };

    private static void PrintConstraint(Scene scene, ReportWriter into)
    {
        var constraint = scene.Scope switch
        {
            ReportScope.MemcgV1 or ReportScope.MemcgV2 => "CONSTRAINT_MEMCG",
            ReportScope.Cpuset => "CONSTRAINT_CPUSET",
            ReportScope.Mempolicy => "CONSTRAINT_MEMORY_POLICY",
            _ => "CONSTRAINT_NONE",
        };
        into.Tell("oom.constraint", TrueValue.Of(constraint));
        into.Tell("oom.nodemask", TrueValue.Of(scene.Nodemask));
        into.Tell("oom.cpuset", TrueValue.Of(scene.Cpuset));
        into.Tell("oom.mems_allowed", TrueValue.Of(scene.MemsAllowed));
        if (scene.IsMemcg)
            into.Tell("oom.memcg", TrueValue.Of(scene.Memcg));
        into.Tell("oom.task_memcg", TrueValue.Of(scene.TaskMemcg));
        var where = scene.IsMemcg ? $",oom_memcg={scene.Memcg}" : ",global_oom";
        var task = scene.Version.Since("5.4") || Kills.Of(scene.Version).Contains(OneLine) ? scene.Victim : scene.Chosen;
        into.Print(Invariant($"oom-kill:constraint={constraint},nodemask={scene.Nodemask},cpuset={scene.Cpuset},mems_allowed={scene.MemsAllowed}{where},task_memcg={scene.TaskMemcg},task={task.Comm},pid={task.Pid},uid={task.Uid}"));
    }

    private static void PrintKill(Scene scene, ReportWriter into)
    {
        var (page, victim) = (scene.PageKb, scene.Victim);
        var prefix = scene.IsMemcg ? "Memory cgroup out of memory" : "Out of memory";
        if (Choices.Of(scene.Version) is { } choice)
        {
            into.Tell("oom.victim_score", TrueValue.Of(scene.Score));
            into.Print(choice(prefix, scene.Chosen, scene.Score));
        }

        var parts = Kills.Of(scene.Version);
        var text = parts.Contains(OneLine) ? prefix + ": " : "";
        into.Tell("oom.victim", TrueValue.Of(victim.Comm));
        into.Tell("oom.victim_pid", TrueValue.Of(victim.Pid));
        text += parts.Contains(Uid) ? Invariant($"Killed process {victim.Pid}, UID {victim.Uid}, ({victim.Comm})") : Invariant($"Killed process {victim.Pid} ({victim.Comm})");
        if (parts.Contains(UidBehind))
            text += Invariant($", UID {victim.Uid},");
        if (parts.Any(p => p is Uid or UidBehind or "UID:"))
            into.Tell("oom.victim_uid", TrueValue.Of(victim.Uid));
        if (parts.Contains(Sizes))
        {
            Size("total-vm", "victim_total_vm_kb", victim.TotalVm, " ");
            Size("anon-rss", "victim_anon_rss_kb", victim.Anon);
            Size("file-rss", "victim_file_rss_kb", victim.File);
        }

        if (parts.Contains(Shmem))
            Size("shmem-rss", "victim_shmem_rss_kb", victim.Shmem);
        if (parts.Contains("UID:"))
            text += Invariant($", UID:{victim.Uid}");
        if (parts.Contains(Tables))
        {
            Size("pgtables", "victim_pgtables_kb", victim.Tables, " ");
            into.Tell("oom.victim_oom_score_adj", TrueValue.Of(victim.Adjust));
            text += Invariant($" oom_score_adj:{victim.Adjust}");
        }

        into.Print(text);

        void Size(string name, string fact, long pages, string separator = ", ")
        {
            into.Tell("oom." + fact, TrueValue.Of(pages * page));
            text += Invariant($"{separator}{name}:{pages * page}kB");
        }
    }

    private static readonly Epochs<bool> PanicsFirst = new(("2.6.32", true), ("el8.1", false));

    private static void PrintNone(Scene scene, ReportWriter into)
    {
        into.Tell("oom.no_killable", TrueValue.Of(true));
        // Before 3.10 the machine's memory is printed for a cgroup's report as well: nothing tells which it is.
        if (scene.Version.Since("3.10"))
            into.Tell("oom.scope", TrueValue.Of("global"), 0, into.Next);
        if (PanicsFirst.Of(scene.Version))
        {
            // Only a kill that no cgroup's limit asked for panics so.
            if (!scene.Version.Since("3.10"))
                into.Tell("oom.scope", TrueValue.Of("global"));
            into.Tell("oom.panic", TrueValue.Of("Out of memory and no killable processes..."));
            into.Print("Kernel panic - not syncing: Out of memory and no killable processes...");
            return;
        }

        into.Print("Out of memory and no killable processes...");
        into.Tell("oom.panic", TrueValue.Of("System is deadlocked on memory"));
        into.Print("Kernel panic - not syncing: System is deadlocked on memory");
    }
}
