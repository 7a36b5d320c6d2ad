using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Statements;

/// <summary>Whether a line is somebody's own words rather than a log, a table, code or a command.</summary>
internal static class Sentence
{
    private const int Longest = 1200;

    /// <summary>What stands in logs, code and tables and hardly ever in a sentence about one's machine.</summary>
    private static readonly string[] Machine =
    [
        "kB", "export ", "error:", "ERROR", "Error:", "WARN", "INFO", "FATAL", "] [", "::", "==", "();", "0x", " | ", "Tried to allocate", "slurmstepd", "PBS:", "YARN", "PyTorch",
        "srun:", "]: ", "invoked oom", "oom-kill:", "Memory Efficiency", "Memory Utilized", "Requested ", " bytes", "://", "#SBATCH", "#PBS", "--", "${", "printf",
    ];

    /// <summary>Whether the line is a sentence: words, no log prefix, none of the marks of machine output.</summary>
    public static bool Is(in LogLine line)
    {
        var text = line.Text;
        if (line.Prefix.Any || text.Length > Longest)
            return false;
        var trimmed = text.TrimStart();
        if (trimmed.IsEmpty || trimmed[0] is '[' or '{' or '<' or '+' or '$' || trimmed.StartsWith("# ", StringComparison.Ordinal) && trimmed.Contains('='))
            return false;
        foreach (var mark in Machine)
        {
            if (Scan.Has(text, mark))
                return false;
        }

        var words = 0;
        var han = 0;
        var inWord = false;
        foreach (var c in text)
        {
            han += c is >= '\u4e00' and <= '\u9fff' ? 1 : 0;
            words += char.IsLetter(c) && !inWord ? 1 : 0;
            inWord = char.IsLetterOrDigit(c) || c is '_' or '/' or '.';
        }

        return han >= 3 || words >= 3;
    }
}
