using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Statements;

/// <summary>What the person saw: it hangs, it is slow, nothing was killed, something was killed, a fork fails, the node is NotReady, memory grows, swap is off.</summary>
internal sealed class StatedSymptoms : IMessageReader
{
    private static readonly (string Symptom, string[] Phrases)[] Symptoms =
    [
        ("no-kill",
        [
            "no OOM kill", "no oom-kill", "no OOM", "not OOM kill", "not OOM-kill", "never OOM", "without OOM", "without an OOM", "nothing was killed", "nothing is killed", "is not killed", "does not kill", "doesn't kill",
            "没有被 OOM", "没有被OOM", "没有 OOM", "没有OOM", "没有触发 OOM", "没有触发OOM", "未触发OOM", "未触发 OOM", "没有被杀", "不会触发 OOM",
            "nie ma OOM", "brak OOM", "bez OOM", "nie zabija", "OOM killer nie", "nie został zabity",
        ]),
        ("hang",
        [
            "hangs", "hung ", "is hanging", "freezes", "freeze up", "froze", "stood still", "stands still", "grinds to a halt", "ground to a halt", "unresponsive", "not responding", "stops responding", "locks up",
            "卡死", "卡住", "夯住", "跑死", "hang 住", "hang住", "死机", "无响应", "没有响应", "半死不活", "zawiesz", "zawies", "zamarz", "nie odpowiada", "przestaje odpowiadać",
        ]),
        ("slow", ["very slow", "extremely slow", "slows down", "slower and slower", "sluggish", "变慢", "很慢", "非常慢", "非常的慢", "bardzo wolno", "zwalnia", "spowaln"]),
        ("node-not-ready", ["NotReady", "not ready", "notReady", "未就绪"]),
        ("fork-fails", ["fork fails", "fork failed", "cannot fork", "can't fork", "fails to fork", "fork 失败", "fork失败", "nie może wykonać fork", "fork kończy się"]),
        ("growth", ["keeps growing", "keeps increasing", "grows over time", "growing over time", "increases over time", "is increasing", "memory grows", "usage grows", "grows constantly", "grows steadily", "grows without", "goes up all the time", "一直增长", "持续增长", "不断增长", "stale rośnie", "ciągle rośnie"]),
        ("optimised-only",
        [
            "unoptimized binary", "unoptimised binary", "unoptimized build", "unoptimised build", "without optimization", "without optimisation", "works with -O0", "fine with -O0", "OK with -O0", "when I use -O", "when compiled with -O", "with -O0 it", "debug build works", "debug build runs", "optimization turned off", "optimizations disabled",
        ]),
        ("killed",
        [
            "\"killed\"", ": killed", "“killed”", "'killed'", "said killed", "says killed", "was killed", "been killed", "got killed", "gets killed", "get killed", "is killed", "were killed", "被杀", "被 kill", "被kill", "被 OOM 掉", "被OOM",
            "zabity", "zabijan", "zabił", "ubity", "ubija", "zostaje zabit", "został zabit",
        ]),
    ];

    private static readonly string[] NoSwap =
    [
        "swap is off", "swap is disabled", "swap off", "swap disabled", "no swap", "without swap", "swap turned off", "disabled swap", "swap has been turned off", "关闭swap", "关闭 swap", "关闭了swap", "关闭了 swap",
        "没有swap", "没有 swap", "swap 已关闭", "swap已关闭", "禁用swap", "禁用 swap", "swap jest wyłącz", "swap wyłącz", "wyłączony swap", "wyłączyliśmy swap", "bez swap", "brak swap", "nie ma swap",
    ];

    private static readonly string[] Memory = ["memory", "RAM", "内存", "pamięci", "pamięć"];
    private static readonly string[] Used = ["took", "takes", "use", "using", "consum", "occupi", "fill", "占用", "使用", "用了", "zajm", "zaję", "zuży"];

    public IReadOnlyList<string> Triggers { get; } =
    [
        "OOM", "oom", "kill", "Kill", "hang", "hung", "freez", "froze", "still", "halt", "respon", "lock", "slow", "slug", "ready", "Ready", "fork", "grow", "increas", "goes up", "ptimi", "-O", "debug build", " steps", " iterations", " epochs", " hours", " days", "swap", "Swap", "memory", "RAM", "内存", "pamięci", "卡死", "卡住", "夯住", "跑死", "hang", "死机", "半死", "响应", "变慢", "很慢", "常慢", "的慢", "失败", "增长",
        "被杀", "被 kill", "未就绪", "zawie", "Zawie", "zamarz", "odpowiad", "wolno", "zwalnia", "spowaln", "rośnie", "zabi", "ubi",
    ];

    /// <summary>So many sentences are read sooner than the search for all phrases is made ready.</summary>
    private const int FewSentences = 100;

    private static readonly Lazy<WordSift[]> Sifts = new(() => [.. Symptoms.Select(s => new WordSift(s.Phrases)), new WordSift(NoSwap)]);

    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private int sentences;

    public bool Read(in LogLine line, ReadingBuilder into)
    {
        if (!Sentence.Is(line))
            return false;
        var text = line.Text;
        var sift = ++sentences > FewSentences;
        for (var i = 0; i < Symptoms.Length; i++)
        {
            if (sift && !Sifts.Value[i].MayHold(text))
                continue;
            var (symptom, phrases) = Symptoms[i];
            var at = Words.First(text, phrases, out var length);
            if (at < 0 || symptom is "killed" or "hang" or "slow" && (Denial.Before(text, at) || NotKilled(text, symptom)))
                continue;
            Symptom(symptom, line, at, length, into);
        }

        var swapLength = 0;
        var swap = sift && !Sifts.Value[^1].MayHold(text) ? -1 : Words.First(text, NoSwap, out swapLength);
        if (swap >= 0)
            into.Tell(StatementFacts.NoSwap, FactValue.Of(true), line, swap, swapLength);
        Percent(line, into);
        Late(line, into);
        return false;
    }

    /// <summary><c>crashes after ~14 million steps</c>, <c>fails after about 3 hours</c>: the run went well for long.</summary>
    private void Late(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = Scan.Behind(text, "after ");
        if (at < 0)
            return;
        foreach (var about in (ReadOnlySpan<string>)["about ", "around ", "roughly ", "approximately ", "some ", "~"])
            at = Scan.At(text, at, about) ? at + about.Length : at;
        if (Scan.Number(text, at) is not { Value: > 1 } number)
            return;
        var end = Scan.Blanks(text, number.Offset + number.Length);
        foreach (var many in (ReadOnlySpan<string>)["million ", "thousand ", "k ", "M "])
            end = Scan.At(text, end, many) ? end + many.Length : end;
        foreach (var unit in (ReadOnlySpan<string>)["steps", "timesteps", "iterations", "epochs", "hours", "days"])
        {
            if (Scan.At(text, end, unit))
                Symptom("late-failure", line, at, end + unit.Length - at, into);
        }
    }

    private static bool NotKilled(ReadOnlySpan<char> text, string symptom) => symptom == "killed" && Words.Any(text, Symptoms[0].Phrases);

    private void Symptom(string symptom, in LogLine line, int at, int length, ReadingBuilder into)
    {
        if (told.Add(symptom))
            into.Tell(StatementFacts.Symptom, FactValue.Of(symptom), line, at, length);
    }

    /// <summary><c>took 70 % of RAM</c>, <c>内存占用 70%</c>, <c>zajmuje 70% pamięci</c></summary>
    private static void Percent(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var mark = text.IndexOf('%');
        if (mark <= 0 || !Words.Any(text, Memory) || !Words.Any(text, Used))
            return;
        var end = mark;
        while (end > 0 && text[end - 1] is ' ' or '\u00a0')
            end--;
        var start = end;
        while (start > 0 && (char.IsAsciiDigit(text[start - 1]) || text[start - 1] is '.' or ','))
            start--;
        if (Scan.Number(text, start) is { Value: > 0 and <= 100 } number && number.Offset + number.Length == end)
            into.Tell(StatementFacts.UsedPercent, FactValue.Of((double)number.Value), line, start, mark + 1 - start);
    }
}
