using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>The program that a stripped syslog or journal prefix names: <c>edge.fwdrd</c> of <c>Oct 12 08:51:03 host edge.fwdrd[2874]: …</c>.</summary>
internal static class SyslogTag
{
    /// <summary>The tag in front of the line, or null when none was stripped or it is the kernel's.</summary>
    public static string? Of(in LogLine line)
    {
        var prefix = line.Prefix;
        return prefix.TagLength > 0 && !prefix.Kernel ? line.Buffer.Substring(prefix.TagStart, prefix.TagLength) : null;
    }
}
