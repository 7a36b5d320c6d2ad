using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// Files under /proc/sys/vm as cat, head and grep show them: <c>/proc/sys/vm/swappiness:60</c>, <c># cat /proc/sys/vm/panic_on_oom 0
/// [root@h ~]# cat …</c> where line ends were lost, or the value alone on the next line.
/// </summary>
internal sealed class ProcSysVm : IArtefactReader
{
    private const string Folder = "/proc/sys/vm/";

    private string? asked;
    private Stretch stretch;

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        asked = null;
        var text = line.Text;
        var told = false;
        for (var at = Scan.Behind(text, Folder); at > 0; at = Scan.Behind(text, Folder, at))
        {
            var end = VmSetting.NameEnd(text, at);
            var before = text[..(at - Folder.Length)].TrimEnd();
            var shown = before.EndsWith("cat", StringComparison.Ordinal) || before.IsEmpty && end < text.Length && text[end] == ':';
            if (end == at || !shown)
                continue;
            if (end < text.Length && text[end] is ' ' or ':' && Scan.Integer(text, end + 1) is { } value && (value.End >= text.Length || text[value.End] is ' ' or '\t'))
            {
                told |= VmSetting.Tell(line, end + 1, text[at..end].ToString(), into);
            }
            else if (text[end..].IsWhiteSpace())
            {
                asked = text[at..end].ToString();
            }
        }

        if (told || asked is not null)
            stretch.Add(line, into);
        return told || asked is not null;
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        if (asked is not { } name || !VmSetting.Tell(line, 0, name, into, alone: true))
            return LineOutcome.Ended;
        stretch.Add(line, into);
        return LineOutcome.TakenLast;
    }

    public void Close(ReadingBuilder into)
    {
        asked = null;
        stretch.Close("sysctl", into);
    }
}
