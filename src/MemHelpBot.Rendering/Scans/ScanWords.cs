using System.Globalization;
using MemHelpBot.Scanning;

namespace MemHelpBot.Rendering.Scans;

/// <summary>The words that text and HTML of a scan share.</summary>
internal static class ScanWords
{
    /// <summary>What happened to whom.</summary>
    public static string Of(in GroupKey key)
    {
        var what = key.Kind switch
        {
            "kernel-oom" or "kernel-kill-line" => key.Victim is null ? "OOM report that names no victim" : $"OOM kill of {key.Victim}",
            "allocation-failure" => $"page allocation failure in {key.Victim ?? "a task not named"}",
            "platform" => $"kill or eviction of {key.Victim ?? "something not named"}",
            _ => $"out of memory in {key.Victim ?? "a program not named"}",
        };
        return what + (key.Cgroup is null ? "" : $" in {key.Cgroup}") + (key.Cause is null ? "" : $": {key.Cause}");
    }

    /// <summary>Hosts of a group.</summary>
    public static string Hosts(IncidentGroup group)
    {
        var hosts = group.Hosts.ToList();
        var shown = string.Join(", ", hosts.Take(4));
        return hosts.Count <= 4 && !group.HasMoreHosts ? shown : $"{shown} and {(group.HasMoreHosts ? "more than " : "")}{hosts.Count - 4} more";
    }

    /// <summary>First and last time of a group.</summary>
    public static string Times(IncidentGroup group) => group.First is null ? "" : group.First == group.Last ? group.First : $"{group.First} … {group.Last}";

    /// <summary>KiB for people.</summary>
    public static string Size(long kib) => kib switch
    {
        >= 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{kib / 1024.0 / 1024.0:0.0} GiB"),
        >= 1024 => string.Create(CultureInfo.InvariantCulture, $"{kib / 1024.0:0.0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{kib} KiB"),
    };

    /// <summary>One sentence for the whole.</summary>
    public static string Of(ScanSummary summary) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Count(summary.Incidents, "memory incident")} in {Count(summary.Files, "file")} ({Count(summary.Lines, "line")}, {Size(summary.Bytes / 1024)})");

    /// <summary>What a reader must know about the whole.</summary>
    public static IEnumerable<string> Notes(ScanSummary summary, bool window)
    {
        if (summary.OutsideWindow > 0)
            yield return $"{Count(summary.OutsideWindow, "incident")} outside the time asked for left out.";
        if (window && summary.WithoutDate > 0)
            yield return $"{Count(summary.WithoutDate, "incident")} without a date (seconds since boot, or no time) kept: whether they lie in the time asked for cannot be known.";
        if (summary.YearAssumed)
            yield return "Some times carry no year: the latest year is assumed in which they do not lie after the file's last change.";
        if (summary.Groups.Ungrouped > 0)
            yield return $"{Count(summary.Groups.Ungrouped, "incident")} of more groups than are kept not listed.";
        foreach (var (file, why) in summary.Skipped)
            yield return $"Not or only partly read: {file}: {why}.";
        if (summary.SkippedCount > summary.Skipped.Count)
            yield return $"{Count(summary.SkippedCount - summary.Skipped.Count, "more file")} not or only partly read.";
    }

    /// <summary>A number and its noun.</summary>
    public static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
