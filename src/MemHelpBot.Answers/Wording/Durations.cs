namespace MemHelpBot.Answers.Wording;

/// <summary>Lengths of time, as people read them.</summary>
internal static class Durations
{
    private static readonly (decimal From, decimal Seconds)[] Steps = [(172_800, 86_400), (7_200, 3_600), (120, 60), (0, 1)];

    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["en"] = ["days", "h", "min", "s"],
        ["zh"] = ["天", "小时", "分钟", "秒"],
        ["pl"] = ["dni", "h", "min", "s"],
    };

    /// <summary>The time in the largest unit of which it has at least two, with at most one decimal: 960 s → <c>16 min</c>.</summary>
    public static string Human(decimal seconds, string lang)
    {
        var step = Array.FindIndex(Steps, s => Math.Abs(seconds) >= s.From);
        return $"{NumberStyle.Of(lang).Rounded(seconds / Steps[step].Seconds, 1)}\u00a0{Words.GetValueOrDefault(lang, Words["en"])[step]}";
    }
}
