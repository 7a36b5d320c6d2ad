using MemHelpBot.LogGenerator.Truth;
using static System.FormattableString;

namespace MemHelpBot.LogGenerator.Kernel;

/// <summary>The task table (mm/oom_kill.c dump_tasks); memory in pages, but page tables in bytes since 4.15.</summary>
internal static class TaskBlock
{
    private sealed record Form(string Header, bool Swap, bool Title, Func<TaskState, long, string> Row);

    private static readonly Epochs<Form> Forms = new(
        ("2.6.32", new("[ pid ]   uid  tgid total_vm      rss cpu oom_adj name", false, false,
            (t, _) => Invariant($"[{t.Pid,5}] {t.Uid,5} {t.Pid,5} {t.TotalVm,8} {t.Rss,8} {t.Pid % 64,3}     {t.Adjust * 17 / 1000,3} {t.Comm}"))),
        ("el6", new("[ pid ]   uid  tgid total_vm      rss cpu oom_adj oom_score_adj name", false, false,
            (t, _) => Invariant($"[{t.Pid,5}] {t.Uid,5} {t.Pid,5} {t.TotalVm,8} {t.Rss,8} {t.Pid % 64,3}     {t.Adjust * 17 / 1000,3}         {t.Adjust,5} {t.Comm}"))),
        ("3.10", new("[ pid ]   uid  tgid total_vm      rss nr_ptes swapents oom_score_adj name", true, false,
            (t, _) => Invariant($"[{t.Pid,5}] {t.Uid,5} {t.Pid,5} {t.TotalVm,8} {t.Rss,8} {t.Tables,7} {t.Swapped,8}         {t.Adjust,5} {t.Comm}"))),
        ("4.4", new("[ pid ]   uid  tgid total_vm      rss nr_ptes nr_pmds swapents oom_score_adj name", true, false,
            (t, _) => Invariant($"[{t.Pid,5}] {t.Uid,5} {t.Pid,5} {t.TotalVm,8} {t.Rss,8} {t.Tables,7} {(t.Tables / 512) + 3,7} {t.Swapped,8}         {t.Adjust,5} {t.Comm}"))),
        ("4.15", new("[ pid ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name", true, false,
            (t, page) => Invariant($"[{t.Pid,5}] {t.Uid,5} {t.Pid,5} {t.TotalVm,8} {t.Rss,8} {t.Tables * page * 1024,8} {t.Swapped,8}         {t.Adjust,5} {t.Comm}"))),
        ("4.19", new("[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name", true, true,
            (t, page) => Invariant($"[{t.Pid,7}] {t.Uid,5} {t.Pid,5} {t.TotalVm,8} {t.Rss,8} {t.Tables * page * 1024,8} {t.Swapped,8}         {t.Adjust,5} {t.Comm}"))),
        ("el8.3", new("[ pid ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name", true, false,
            (t, page) => Invariant($"[{t.Pid,5}] {t.Uid,5} {t.Pid,5} {t.TotalVm,8} {t.Rss,8} {t.Tables * page * 1024,8} {t.Swapped,8}         {t.Adjust,5} {t.Comm}"))),
        ("5.0", new("[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name", true, true,
            (t, page) => Invariant($"[{t.Pid,7}] {t.Uid,5} {t.Pid,5} {t.TotalVm,8} {t.Rss,8} {t.Tables * page * 1024,8} {t.Swapped,8}         {t.Adjust,5} {t.Comm}"))),
        ("6.8", new("[  pid  ]   uid  tgid total_vm      rss rss_anon rss_file rss_shmem pgtables_bytes swapents oom_score_adj name", true, true,
            (t, page) => Invariant($"[{t.Pid,7}] {t.Uid,5} {t.Pid,5} {t.TotalVm,8} {t.Rss,8} {t.Anon,8} {t.File,8} {t.Shmem,9} {t.Tables * page * 1024,8} {t.Swapped,8}         {t.Adjust,5} {t.Comm}"))));

    private const int MostGroups = 10;

    /// <summary>Prints the table. What it tells as a whole needs a line behind it that shows its end.</summary>
    public static void Print(Scene scene, ReportWriter into)
    {
        var form = Forms.Of(scene.Version);
        if (form.Title)
            into.Print("Tasks state (memory values in pages):");
        var first = into.Next;
        into.Print(form.Header);
        foreach (var task in scene.Tasks)
            into.Print(form.Row(task, scene.PageKb));
        var last = into.Next - 1;
        var page = scene.PageKb;
        var groups = scene.Tasks.GroupBy(t => t.Comm, StringComparer.Ordinal)
            .Select(g => (Comm: g.Key, Pid: g.OrderByDescending(t => t.Rss).First().Pid, RssKb: g.Sum(t => t.Rss) * page, Count: g.Count()))
            .OrderByDescending(g => g.RssKb).ThenBy(g => g.Pid).Take(MostGroups).ToList();
        into.Tell("tasks.top", TrueValue.Of(groups), first, last);
        into.Tell("tasks.count", TrueValue.Of(scene.Tasks.Count), first, last + 1);
        into.Tell("tasks.rss_total_kb", TrueValue.Of(scene.Tasks.Sum(t => t.Rss) * page), first, last + 1);
        if (form.Swap)
            into.Tell("tasks.swap_total_kb", TrueValue.Of(scene.Tasks.Sum(t => t.Swapped) * page), first, last + 1);
    }
}
