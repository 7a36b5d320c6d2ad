using MemHelpBot.Answers;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Assistant.State;

namespace MemHelpBot.Assistant.Understanding;

/// <summary>What a short message says of the conversation itself. What "yes" and "it" mean is taken from what was asked and proposed, never from prose.</summary>
internal static class TalkWords
{
    private const int LongestWord = 80;

    private static readonly HashSet<string> Forget = new(
        ["forget this conversation", "forget our conversation", "delete this conversation", "forget everything", "delete my data", "erase this conversation", "忘记这次对话", "忘记这个对话", "忘掉这个对话", "删除这次对话", "删除这个对话", "删除对话", "删除我的数据", "zapomnij tę rozmowę", "zapomnij o tej rozmowie", "usuń tę rozmowę", "skasuj tę rozmowę", "usuń moje dane"], StringComparer.OrdinalIgnoreCase);

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

    /// <summary>What may stand around a wish and changes nothing of it.</summary>
    private static readonly HashSet<string> Courtesies = new(
        ["please", "pls", "kindly", "just", "now", "then", "so", "ok", "okay", "hi", "hey", "hello", "thanks", "thank", "you", "bot", "memhelp", "memhelpbot", "proszę", "prosze", "dziękuję", "dzięki", "teraz", "więc", "cześć"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] CourtesiesBefore = ["麻烦你", "麻烦您", "麻烦", "请你", "请您", "请", "好的"];

    private static readonly string[] CourtesiesAfter = ["谢谢", "吧"];

    private static readonly HashSet<string> Negations = new(["not", "never", "dont", "cannot", "without", "nie", "bez"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] ChineseNegations = ["不要", "不用", "不想", "别", "勿", "没有"];

    private static readonly HashSet<string> Asking = new(
        ["can", "could", "would", "will", "how", "what", "when", "where", "why", "is", "are", "do", "does", "did", "should", "may", "if", "who", "which", "czy", "jak", "co", "kiedy", "gdzie", "dlaczego", "jeśli"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] ChineseAsking = ["吗", "什么", "怎么", "如何", "怎样", "能不能", "会不会", "可不可以", "如果"];

    private static readonly char[] Marks = [' ', '.', ',', '!', '?', '\n', '\r', '\t', '。', '！', '，', '？', '~'];

    /// <summary>
    /// What the message wants of the conversation's being kept: to forget it when that is all it says, or the answer to having been asked; to be asked first when
    /// it only speaks of it in a question; null for everything else, "do not forget" among it. What is forgotten does not come back.
    /// </summary>
    public static FocusKind? OfForgetting(string text, ConversationMemory memory)
    {
        if (text.Trim().Length > LongestWord)
            return null;
        var word = Plain(text);
        if (memory.AsksToForget && (Yes.Contains(word) || No.Contains(word)))
            return Yes.Contains(word) ? FocusKind.Forget : FocusKind.NotForgotten;
        if (!SpeaksOfForgetting(text) || Denies(text))
            return null;
        if (IsQuestion(text, word))
            return FocusKind.AskForget;
        return Forget.Contains(Bare(word)) ? FocusKind.Forget : null;
    }

    /// <summary>Whether a message speaks of forgetting the conversation, in whatever sense.</summary>
    public static bool SpeaksOfForgetting(string text) => Forget.Any(w => Words.Mentions(text, w));

    /// <summary>Whether a message says that something is not to be done, or was not. A "no, …" before a wish does not.</summary>
    public static bool Denies(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Any(w => Negations.Contains(w) || w.EndsWith("n't", StringComparison.OrdinalIgnoreCase) || w.EndsWith("n’t", StringComparison.OrdinalIgnoreCase))
        || ChineseNegations.Any(w => text.Contains(w, StringComparison.Ordinal));

    /// <summary>Whether what was proposed is said to have failed.</summary>
    public static bool SaysFailed(string text) => Failed.Any(w => Words.Mentions(text, w));

    /// <summary>What the message says; null when it says none of these.</summary>
    /// <param name="text">The person's words.</param>
    /// <param name="memory">What was asked and proposed.</param>
    public static Focus? Read(string text, ConversationMemory memory)
    {
        if (text.Trim().Length > LongestWord)
            return null;
        if (SaysFailed(text))
            return new Focus(FocusKind.Failed, memory.Proposed);
        if (It.Any(w => Words.Mentions(text, w)))
            return memory.Proposed.Count == 0 ? null : new Focus(FocusKind.It, [memory.Proposed[0]]);
        if (Worked.Any(w => Words.Mentions(text, w)))
            return new Focus(FocusKind.Worked, memory.Proposed);
        var word = Plain(text);
        if (Yes.Contains(word))
            return new Focus(FocusKind.Yes, Asked(memory));
        return No.Contains(word) ? new Focus(FocusKind.No, Asked(memory)) : null;
    }

    private static bool IsQuestion(string text, string word) =>
        text.AsSpan().ContainsAny('?', '？') || ChineseAsking.Any(w => text.Contains(w, StringComparison.Ordinal)) || Bare(word).Split(' ')[0] is var first && Asking.Contains(first);

    /// <summary>The words without marks between them.</summary>
    private static string Plain(string text) => string.Join(' ', text.Split(Marks, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The same without courtesies and mentions at both ends.</summary>
    private static string Bare(string word)
    {
        var words = word.Split(' ').AsSpan();
        while (words.Length > 0 && IsCourtesy(words[0]))
            words = words[1..];
        while (words.Length > 0 && IsCourtesy(words[^1]))
            words = words[..^1];
        var bare = string.Join(' ', words!);
        foreach (var before in CourtesiesBefore)
            bare = bare.StartsWith(before, StringComparison.Ordinal) ? bare[before.Length..].TrimStart() : bare;
        foreach (var after in CourtesiesAfter)
            bare = bare.EndsWith(after, StringComparison.Ordinal) ? bare[..^after.Length].TrimEnd() : bare;
        return bare;
    }

    private static bool IsCourtesy(string word) => word.StartsWith('@') || Courtesies.Contains(word);

    private static string[] Asked(ConversationMemory memory) => memory.Asked is { } asked ? [asked] : [];
}
