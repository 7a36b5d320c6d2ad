using MemHelpBot.Answers;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Assistant.State;

namespace MemHelpBot.Assistant.Understanding;

/// <summary>What a short message says of the conversation itself. What "yes" and "it" mean is taken from what was asked and proposed, never from prose.</summary>
internal static class TalkWords
{
    private const int LongestWord = 80;

    private static readonly string[] Forget =
        ["forget this conversation", "forget our conversation", "delete this conversation", "forget everything", "delete my data", "erase this conversation", "忘记这次对话", "忘记这个对话", "忘掉这个对话", "删除这次对话", "删除这个对话", "删除对话", "删除我的数据", "zapomnij tę rozmowę", "zapomnij o tej rozmowie", "usuń tę rozmowę", "skasuj tę rozmowę", "usuń moje dane"];

    private static readonly string[] Failed =
        ["did not work", "didn't work", "does not work", "doesn't work", "not working", "did not help", "didn't help", "doesn't help", "still fails", "still failing", "still happens", "still the same", "no change", "not solved", "not fixed", "it did not", "it didn't", "no luck", "没用", "没有用", "不管用", "不行", "还是一样", "还是不行", "无效", "没解决", "没有解决", "还是报错", "没有效果", "nie zadziałało", "nie działa", "nie pomogło", "nie pomaga", "dalej to samo", "nadal to samo", "wciąż to samo", "bez zmian", "nie rozwiązało"];

    private static readonly string[] Worked =
        ["it worked", "that worked", "this worked", "works now", "it works", "fixed it", "that fixed", "it is fixed", "it's fixed", "solved", "problem is gone", "that helped", "it helped", "好了", "解决了", "管用了", "可以了", "有效", "已解决", "zadziałało", "już działa", "działa", "pomogło", "rozwiązane", "problem zniknął"];

    private static readonly string[] It =
        ["is it safe", "is that safe", "is this safe", "is it dangerous", "is it risky", "what does it do", "what does that do", "what does this do", "what will it do", "它安全吗", "这安全吗", "安全吗", "有风险吗", "它做什么", "这个命令做什么", "这条命令做什么", "czy to bezpieczne", "czy to jest bezpieczne", "czy to ryzykowne", "co to robi", "co to zrobi", "co robi to polecenie"];

    private static readonly HashSet<string> Yes = new(
        ["yes", "yes please", "yeah", "yep", "sure", "ok", "okay", "go ahead", "please do", "do it", "of course", "i can", "yes i can", "是", "是的", "好", "好的", "对", "可以", "行", "嗯", "没问题", "tak", "tak proszę", "tak poproszę", "poproszę", "jasne", "dobrze", "pewnie", "oczywiście", "mogę"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> No = new(
        ["no", "nope", "no i can't", "i can't", "i cannot", "not possible", "not really", "不", "不是", "没有", "不能", "不可以", "不行的", "做不到", "nie", "nie mogę", "nie da się", "raczej nie", "niestety nie"], StringComparer.OrdinalIgnoreCase);

    private static readonly char[] Marks = [' ', '.', ',', '!', '?', '\n', '\r', '\t', '。', '！', '，', '？', '~'];

    /// <summary>Whether the conversation is to be forgotten.</summary>
    public static bool Forgets(string text) => text.Length <= LongestWord && Forget.Any(w => Words.Mentions(text, w));

    /// <summary>Whether what was proposed is said to have failed.</summary>
    public static bool SaysFailed(string text) => Failed.Any(w => Words.Mentions(text, w));

    /// <summary>What the message says; null when it says none of these.</summary>
    /// <param name="text">The person's words.</param>
    /// <param name="memory">What was asked and proposed.</param>
    public static Focus? Read(string text, ConversationMemory memory)
    {
        if (text.Trim().Length > LongestWord)
            return null;
        if (Forgets(text))
            return new Focus(FocusKind.Forget, []);
        if (SaysFailed(text))
            return new Focus(FocusKind.Failed, memory.Proposed);
        if (It.Any(w => Words.Mentions(text, w)))
            return memory.Proposed.Count == 0 ? null : new Focus(FocusKind.It, [memory.Proposed[0]]);
        if (Worked.Any(w => Words.Mentions(text, w)))
            return new Focus(FocusKind.Worked, memory.Proposed);
        var word = string.Join(' ', text.Split(Marks, StringSplitOptions.RemoveEmptyEntries));
        if (Yes.Contains(word))
            return new Focus(FocusKind.Yes, Asked(memory));
        return No.Contains(word) ? new Focus(FocusKind.No, Asked(memory)) : null;
    }

    private static string[] Asked(ConversationMemory memory) => memory.Asked is { } asked ? [asked] : [];
}
