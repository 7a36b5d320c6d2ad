using System.Buffers;

namespace MemHelpBot.Parsing.Messages;

/// <summary>Whether words just before a message say that it was not there ("no OOMKilled", "没有 …", "nie było …").</summary>
internal static class Denial
{
    private const int Reach = 28;

    private static readonly SearchValues<char> Stops = SearchValues.Create(".;,:，。；：");

    private static readonly string[] Words =
        ["no ", "not ", "never ", "without ", "neither ", "nor ", "isn't ", "n't ", "没有", "没被", "不是", "未", "无", "nie ", "bez ", "żadn"];

    /// <summary>Whether a denial stands within a few words before an index, on the same side of a full stop or comma.</summary>
    public static bool Before(ReadOnlySpan<char> text, int at)
    {
        var from = Math.Max(0, at - Reach);
        var before = text[from..Math.Clamp(at, from, text.Length)];
        var stop = before.LastIndexOfAny(Stops);
        if (stop >= 0)
            before = before[(stop + 1)..];
        foreach (var word in Words)
        {
            var found = before.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (found == 0 || found > 0 && (!char.IsAsciiLetter(word[0]) || !char.IsLetter(before[found - 1]) || word[0] == 'n' && word[1] == '\''))
                return true;
        }

        return false;
    }
}
