using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// <c>oom-kill:constraint=C,nodemask=M,cpuset=NAME,mems_allowed=LIST[,global_oom|,oom_memcg=/Y],task_memcg=/X,task=COMM,pid=N,uid=N</c>
/// (mm/oom_kill.c, 5.0+ and el8.3). Lists hold commas, so a value ends at the next known name, not at a comma.
/// </summary>
internal static class ConstraintLine
{
    /// <summary>The pid the line names, or null; needed before the report it belongs to is known.</summary>
    public static long? PidOf(ReadOnlySpan<char> text)
    {
        var at = Scan.Behind(text, 0, ",pid=");
        return at > 0 && Scan.Number(text, ref at, out var pid) ? pid : null;
    }

    /// <summary>Reads the line.</summary>
    public static void Read(Report report, in LogLine line, ReadOnlySpan<char> text)
    {
        var constraint = Value(text, "constraint=", ",nodemask=");
        if (constraint.Length == 0 && Scan.Behind(text, 0, "constraint=") is var only and > 0 && text[only..].IndexOf(',') is var comma and > 0)
            constraint = (only, comma);
        if (constraint.Length > 0)
            report.Evidence.Constraint = Put(report, OomFacts.Constraint, line, text, constraint);
        Put(report, OomFacts.Nodemask, line, text, Value(text, ",nodemask=", ",cpuset="));
        Put(report, OomFacts.Cpuset, line, text, Value(text, ",cpuset=", ",mems_allowed="));
        Put(report, OomFacts.MemsAllowed, line, text, Nodes(text));
        var memcg = Value(text, ",oom_memcg=", ",task_memcg=");
        if (memcg.Length > 0)
        {
            report.IsMemcg = true;
            report.KeepMemcg(Put(report, OomFacts.Memcg, line, text, memcg));
        }

        Put(report, OomFacts.TaskMemcg, line, text, Value(text, ",task_memcg=", ",task="));
        if (text.Contains("CONSTRAINT_MEMCG", StringComparison.Ordinal))
            report.IsMemcg = true;
        ReadTask(report, line, text);
    }

    /// <summary>The end of the line, <c>,task=COMM,pid=N,uid=N</c>, which another record may have torn off.</summary>
    public static bool ReadTask(Report report, in LogLine line, ReadOnlySpan<char> text)
    {
        var comm = Value(text, ",task=", ",pid=");
        var pid = Scan.Behind(text, 0, ",pid=");
        if (comm.Length is 0 or > 15 || pid < 0)
            return false;
        var at = pid;
        if (!Scan.Number(text, ref at, out var number))
            return false;
        var pidEnd = at;
        long? user = null;
        var uid = at;
        if (Scan.Literal(text, ref at, ",uid="))
        {
            uid = at;
            user = Scan.Number(text, ref at, out var value) ? value : null;
        }

        report.Chosen = new Choice(line, number, pid, pidEnd - pid, text.Slice(comm.At, comm.Length).ToString(), comm.At, user, uid, at - uid, Certain: true);
        return true;
    }

    private static (int At, int Length) Nodes(ReadOnlySpan<char> text)
    {
        var at = Scan.Behind(text, 0, ",mems_allowed=");
        if (at < 0)
            return (0, 0);
        var end = at;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] is ',' or '-' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))))
            end++;
        return end < text.Length ? (at, end - at) : (0, 0);
    }

    private static (int At, int Length) Value(ReadOnlySpan<char> text, ReadOnlySpan<char> name, ReadOnlySpan<char> next)
    {
        var at = Scan.Behind(text, 0, name);
        var end = at < 0 ? -1 : text[at..].IndexOf(next, StringComparison.Ordinal);
        return end > 0 ? (at, end) : (0, 0);
    }

    private static Fact? Put(Report report, FactKey key, in LogLine line, ReadOnlySpan<char> text, (int At, int Length) value) => value.Length > 0
        ? report.Put(key, FactValue.Of(text.Slice(value.At, value.Length).ToString()), line, value.At, value.Length)
        : null;
}
