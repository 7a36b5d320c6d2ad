using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>The program that a stripped syslog or journal prefix names: <c>edge.fwdrd</c> of <c>Oct 12 08:51:03 host edge.fwdrd[2874]: …</c>.</summary>
internal static class SyslogTag
{
    /// <summary>The tag in front of the line, or null when nothing was stripped or it names no process.</summary>
    public static string? Of(in LogLine line)
    {
        if (!line.Exact || line.Start <= line.LineStart)
            return null;
        var prefix = line.Buffer.AsSpan(line.LineStart, line.Start - line.LineStart).TrimEnd();
        if (prefix.Length < 4 || prefix[^1] != ':' || prefix[^2] != ']')
            return null;
        var open = prefix.LastIndexOf('[');
        if (open <= 0 || prefix[(open + 1)..^2].ContainsAnyExceptInRange('0', '9'))
            return null;
        var name = prefix[(prefix[..open].LastIndexOf(' ') + 1)..open];
        return name.IsEmpty || name is "kernel" ? null : name.ToString();
    }
}
