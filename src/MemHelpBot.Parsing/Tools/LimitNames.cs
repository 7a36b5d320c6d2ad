using MemHelpBot.Facts;

namespace MemHelpBot.Parsing.Tools;

/// <summary>Which limit is which, by the letter of ulimit and by the name in /proc/PID/limits.</summary>
internal static class LimitNames
{
    /// <summary>The fact of <c>ulimit -x</c>; null for a limit that no diagnosis needs.</summary>
    public static FactKey? OfLetter(char letter) => letter switch
    {
        'v' => UlimitFacts.Virtual,
        's' => UlimitFacts.Stack,
        'l' => UlimitFacts.Locked,
        'd' => UlimitFacts.Data,
        'm' => UlimitFacts.Rss,
        'u' => UlimitFacts.Processes,
        'n' => UlimitFacts.OpenFiles,
        _ => null,
    };

    /// <summary>The letter of a row of /proc/PID/limits (fs/proc/base.c), or '\0'.</summary>
    public static char LetterOf(ReadOnlySpan<char> row)
    {
        (string Name, char Letter)[] names =
        [
            ("Max address space", 'v'), ("Max stack size", 's'), ("Max locked memory", 'l'), ("Max data size", 'd'), ("Max resident set", 'm'),
            ("Max processes", 'u'), ("Max open files", 'n'), ("Max cpu time", 't'), ("Max file size", 'f'), ("Max core file size", 'c'),
            ("Max file locks", 'x'), ("Max pending signals", 'i'), ("Max msgqueue size", 'q'), ("Max nice priority", 'e'),
            ("Max realtime priority", 'r'), ("Max realtime timeout", 'R'),
        ];
        foreach (var (name, letter) in names)
        {
            if (row.StartsWith(name, StringComparison.Ordinal))
                return letter;
        }

        return '\0';
    }
}
