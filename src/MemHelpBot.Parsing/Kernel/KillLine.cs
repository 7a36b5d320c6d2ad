using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>What a kill line says. Positions are offsets into the line's text.</summary>
/// <param name="Killed">A <c>Killed process</c> line: the victim. Else the choice of a two-line kernel.</param>
/// <param name="Memcg">The line says that a cgroup is out of memory.</param>
/// <param name="Machine">The line says that memory is out and names no cgroup.</param>
/// <param name="Pid">The pid.</param>
/// <param name="PidAt">Where the pid stands.</param>
/// <param name="PidLength">How long it is.</param>
/// <param name="CommAt">Where the name stands.</param>
/// <param name="CommLength">How long it is.</param>
internal readonly record struct KillLine(bool Killed, bool Memcg, bool Machine, long Pid, int PidAt, int PidLength, int CommAt, int CommLength)
{
    /// <summary>
    /// Recognises a kill line of any version (mm/oom_kill.c): <c>[PREFIX: ]Killed process N[, UID U,] (COMM)[, UID U,] total-vm:…</c>
    /// and <c>PREFIX: Kill process N (COMM) score S or sacrifice child</c> (2.6.32: <c>kill process … or a child</c>).
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> text, out KillLine kill)
    {
        kill = default;
        var start = text.IndexOf("illed process ", StringComparison.Ordinal);
        var killed = start > 0 && text[start - 1] == 'K';
        if (!killed)
        {
            start = text.IndexOf("ill process ", StringComparison.Ordinal);
            if (start <= 0 || text[start - 1] is not ('K' or 'k') || start < 5 || text[start - 2] != ' ' || text[start - 3] != ':')
                return false;
        }

        var at = start + (killed ? 14 : 12);
        var pid = at;
        if (!Scan.Number(text, ref at, out var number))
            return false;
        var pidLength = at - pid;
        var open = text[at..].IndexOf('(');
        if (open is < 0 or > 24)
            return false;
        var comm = at + open + 1;
        var close = CommEnd(text, comm, killed);
        if (close <= comm)
            return false;
        var before = text[..(start - 1)];
        var memcg = before.Contains("emory cgroup out of memory", StringComparison.Ordinal);
        var machine = !memcg && before.Contains("ut of memory", StringComparison.OrdinalIgnoreCase);
        if (!killed && (!(memcg || machine) || text[close..].StartsWith(") sharing same memory", StringComparison.Ordinal)))
            return false;
        kill = new KillLine(killed, memcg, machine, number, pid, pidLength, comm, close - comm);
        return true;
    }

    /// <summary>
    /// Whether PBS's cgroup hook repeats the kernel's line in the job's output: <c>Cgroup memory limit exceeded: Killed process 811 (a.out) …</c>.
    /// That line is the scheduler's.
    /// </summary>
    public static bool IsQuotedByPbs(ReadOnlySpan<char> text) => text.IndexOf("Cgroup mem", StringComparison.Ordinal) is >= 0 and var at && text[at..].Contains(" limit exceeded: ", StringComparison.Ordinal);

    /// <summary>Tells the reason of a Kubernetes event that quotes the kernel: <c>Warning OOMKilling 58m kernel-monitor, node Memory cgroup out of memory: …</c>.</summary>
    private static void TellEvent(Report report, in LogLine line, ReadOnlySpan<char> text)
    {
        const string Reason = "OOMKilling";
        var at = text.IndexOf(Reason, StringComparison.Ordinal);
        if (at >= 0)
            report.Put(KubernetesFacts.Reason, FactValue.Of(Reason), line, at, Reason.Length);
    }

    /// <summary><c>oom_reaper: reaped process N (COMM), now …</c> (4.6+) behind the kill line of the same process; nearly every report ends with it.</summary>
    public static bool ReadReaper(Report report, in LogLine line, ReadOnlySpan<char> text, int from)
    {
        var at = from;
        if (!Scan.Literal(text, ref at, "oom_reaper: reaped process "))
            return false;
        var start = at;
        if (!Scan.Number(text, ref at, out var pid) || pid != report.VictimPid)
            return false;
        report.Put(OomFacts.ReapedPid, FactValue.Of(pid), line, start, at - start);
        return true;
    }

    /// <summary>Tells the victim of a <c>Killed process</c> line.</summary>
    public void TellVictim(Report report, in LogLine line, ReadOnlySpan<char> text)
    {
        TellEvent(report, line, text);
        var victim = report.Put(OomFacts.Victim, FactValue.Of(text.Slice(CommAt, CommLength).ToString()), line, CommAt, CommLength);
        report.Evidence.Kill ??= victim;
        report.Put(OomFacts.VictimPid, FactValue.Of(Pid), line, PidAt, PidLength);
        var uid = text[(PidAt + PidLength)..CommAt].StartsWith(", UID ", StringComparison.Ordinal) ? PidAt + PidLength + 6 : CommAt + CommLength + 7;
        if (uid > CommAt && !text[(CommAt + CommLength)..].StartsWith("), UID ", StringComparison.Ordinal))
            uid = Scan.Behind(text, CommAt + CommLength, ", UID:");
        var at = uid;
        if (uid > 0 && Scan.Number(text, ref at, out var user) && at < text.Length + (uid > CommAt ? 1 : 0))
            report.Put(OomFacts.VictimUid, FactValue.Of(user), line, uid, at - uid);
        report.Evidence.TotalVm = Size(report, line, text, "total-vm:", OomFacts.VictimTotalVm);
        Size(report, line, text, "anon-rss:", OomFacts.VictimAnonRss);
        Size(report, line, text, "file-rss:", OomFacts.VictimFileRss);
        Size(report, line, text, "shmem-rss:", OomFacts.VictimShmemRss);
        Size(report, line, text, "pgtables:", OomFacts.VictimPgtables);
        var adjust = Scan.Behind(text, CommAt, "oom_score_adj:");
        at = adjust;
        if (adjust > 0 && Scan.Signed(text, ref at, out var score) && score is >= -1000 and <= 1000)
            report.Put(OomFacts.VictimOomScoreAdj, FactValue.Of(score), line, adjust, at - adjust);
    }

    /// <summary>Tells the score of a two-line kernel's choice and remembers whom it chose.</summary>
    public void TellChoice(Report report, in LogLine line, ReadOnlySpan<char> text)
    {
        TellEvent(report, line, text);
        report.Chosen ??= new Choice(line, Pid, PidAt, PidLength, text.Slice(CommAt, CommLength).ToString(), CommAt, null, 0, 0, Certain: false);
        var score = Scan.Behind(text, CommAt + CommLength, " score ");
        var at = score;
        if (score > 0 && Scan.Signed(text, ref at, out var value) && at < text.Length)
        {
            var fact = report.Put(OomFacts.VictimScore, FactValue.Of(value), line, score, at - score);
            report.Evidence.Kill ??= fact;
        }
    }

    /// <summary>
    /// Tells that no process may be killed: <c>Out of memory and no killable processes...</c>, up to 4.18 the reason of a panic, which the
    /// limit of a cgroup never causes (mm/oom_kill.c, out_of_memory).
    /// </summary>
    public static void TellNobody(Report report, in LogLine line, ReadOnlySpan<char> text)
    {
        const string Nobody = "no killable processes";
        report.NoKillable = true;
        report.IsMemcg |= text.Contains("emory cgroup", StringComparison.Ordinal);
        var at = text.IndexOf(Nobody, StringComparison.Ordinal);
        var fact = report.Put(OomFacts.NoKillable, FactValue.Of(true), line, at, Nobody.Length);
        report.Evidence.Kill ??= fact;
        var reason = Scan.Behind(text, 0, "Kernel panic - not syncing: ");
        if (reason < 0 || reason > at)
            return;
        report.SaysOutOfMemory = true;
        var end = at + Nobody.Length;
        var why = text[reason..(text[end..].StartsWith("...", StringComparison.Ordinal) ? end + 3 : end)];
        report.Put(OomFacts.Panic, FactValue.Of(why.ToString()), line, reason, why.Length);
    }

    // A name may hold blanks, slashes, colons and brackets: it ends at the last bracket before what must follow.
    private static int CommEnd(ReadOnlySpan<char> text, int from, bool killed)
    {
        var limit = text[from..].IndexOf(killed ? "total-vm:" : " score ", StringComparison.Ordinal);
        var end = limit < 0 ? text.Length : from + limit;
        if (killed && text[from..end].IndexOf("), UID ", StringComparison.Ordinal) is var uid and > 0)
            return from + uid;
        var close = text[from..end].LastIndexOf(')');
        return close < 0 ? -1 : from + close;
    }

    private static Fact? Size(Report report, in LogLine line, ReadOnlySpan<char> text, ReadOnlySpan<char> name, FactKey key)
    {
        var from = Scan.Behind(text, 0, name);
        var at = from;
        return from > 0 && Scan.Number(text, ref at, out var value) && text[at..].StartsWith("kB", StringComparison.Ordinal)
            ? report.Put(key, FactValue.Of(value), line, from, at - from)
            : null;
    }
}
