using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// <c>oom-kill:constraint=C,nodemask=M,cpuset=NAME,mems_allowed=LIST[,global_oom|,oom_memcg=/Y],task_memcg=/X,task=COMM,pid=N,uid=N</c>
/// (mm/oom_kill.c, 5.0+ and el8.3). Lists hold commas, so a value ends at the next known name, not at a comma.
/// </summary>
internal static class ConstraintLine
{
    private const int LongestComm = 15;

    /// <summary>The pid the line names, or null; needed before the report it belongs to is known.</summary>
    public static long? PidOf(ReadOnlySpan<char> text)
    {
        var at = PidAt(text, Scan.Behind(text, 0, ",task="));
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
        var name = Scan.Behind(text, 0, ",task=");
        var pid = PidAt(text, name);
        if (pid < 0)
            return false;
        var comm = (At: name, Length: pid - 5 - name);
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

    // A name of at most 15 characters may itself hold ",pid=": the last one within reach is the field's.
    private static int PidAt(ReadOnlySpan<char> text, int name)
    {
        var found = name < 0 ? -1 : text[name..Math.Min(text.Length, name + LongestComm + 5)].LastIndexOf(",pid=", StringComparison.Ordinal);
        return found > 0 ? name + found + 5 : -1;
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
