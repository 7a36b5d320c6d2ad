using System.Buffers;
using MemHelpBot.Answers;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Assistant.Understanding;

/// <summary>Reads what a follow-up asks for, in three languages. Words decide; what is not understood is a question for the corpus.</summary>
internal sealed class FollowUp(Corpus corpus)
{
    private static readonly string[] MoreRam =
        ["more ram", "more memory", "add ram", "add memory", "buy ram", "bigger machine", "加内存", "更多内存", "加大内存", "扩内存", "内存条", "więcej ram", "więcej pamięci", "dołożyć", "dokupić", "dodać ram", "dodać pamięci"];

    private static readonly string[] Commands =
        ["only the command", "just the command", "commands only", "which command", "what to run", "what do i run", "只要命令", "只给命令", "命令就行", "tylko polecenia", "same polecenia", "same komendy", "tylko komendy"];

    private static readonly string[] Undo = ["undo", "roll back", "rollback", "revert", "撤销", "回滚", "还原", "cofnąć", "cofnij", "wycofać"];

    private static readonly string[] Administrators = ["admin", "support team", "helpdesk", "管理员", "运维"];

    /// <summary>Stems: endings follow in every language.</summary>
    private static readonly string[] ToWrite =
        ["text for", "text to", "write", "mail", "letter", "message", "ticket", "tell", "send", "pass on", "写", "发给", "告诉", "转交", "转给", "工单", "tekst", "wiadomo", "list do", "zgłosz", "napis", "napisz", "przekaz", "przekaż", "wyśl"];

    private static readonly string[] Known = ["what do you know", "so far", "summary", "summarise", "summarize", "目前", "总结", "co wiesz", "podsumuj", "co wiadomo"];

    private static readonly string[] Explain =
        ["what is", "what are", "what does", "what's", "mean", "explain", "define", "什么是", "是什么", "意思", "解释", "co to", "co znaczy", "co oznacza", "wyjaśnij", "czym jest"];

    private static readonly string[] Asking =
        ["how do", "how can", "how to", "how much", "can i", "can we", "could i", "should i", "should we", "is it", "is there", "what if", "which", "怎么", "如何", "怎样", "能否", "可以", "是否", "吗", "jak ", "czy ", "co zrobić", "ile "];

    private const int LongestQuestion = 60;

    private static readonly string[] Why = ["why", "how come", "how do you know", "prove", "为什么", "为何", "怎么知道", "dlaczego", "czemu", "skąd wiesz", "skąd wiadomo"];

    private static readonly string[] More =
        ["more", "details", "longer", "everything", "full answer", "the rest", "更多", "详细", "展开", "全部", "完整", "长一点", "więcej", "szczegóły", "dłużej", "rozwiń", "całość", "pełna odpowiedź", "resztę"];

    private static readonly string[] Less =
        ["shorter", "brief", "in short", "tl;dr", "one line", "简短", "简单说", "短一点", "一句话", "krócej", "w skrócie", "krótko", "jednym zdaniem"];

    private static readonly string[] StartOver = ["start over", "new conversation", "forget this", "重新开始", "清空", "zacznij od nowa", "od początku"];

    private static readonly string[] IsAdministrator = ["i am the admin", "i'm the admin", "as admin", "我是管理员", "jestem administratorem", "jako administrator"];

    private static readonly (string Meaning, string[] Words)[] Roles =
    [
        ("root", ["i am root", "i'm root", "as root", "for root", "i have root", "我是root", "我有root", "用root", "给root", "root 权限", "jako root", "dla roota", "mam roota"]),
        ("cluster-admin", [.. IsAdministrator, "cluster admin"]),
        ("user", ["as user", "as a user", "for a user", "no root", "without root", "not root", "没有root", "普通用户", "bez roota", "jako użytkownik", "dla użytkownika"]),
    ];

    private static readonly (string Meaning, string[] Words)[] Languages =
    [
        ("en", ["in english", "用英文", "用英语", "po angielsku"]),
        ("zh", ["in chinese", "用中文", "说中文", "po chińsku"]),
        ("pl", ["in polish", "用波兰语", "po polsku"]),
    ];

    /// <summary>A wish for more, for less or for another role is short; a longer text that holds such a word tells something.</summary>
    private const int LongestWish = 40;

    /// <summary>Characters from which on a text is looked through for all words at once.</summary>
    private const int Long = 16 * 1024;

    private static readonly Lazy<SearchValues<string>> AnyWord = new(() =>
        SearchValues.Create([.. Roles.Concat(Languages).SelectMany(r => r.Words)], StringComparison.OrdinalIgnoreCase));

    /// <summary>The follow-up in a short message, or null when it asks for none of these.</summary>
    public Focus? Read(string text)
    {
        if (Has(text, MoreRam))
            return new Focus(FocusKind.WhyNotMoreRam, []);
        if (AsksForLetter(text))
            return new Focus(FocusKind.Letter, []);
        if (Has(text, Commands))
            return new Focus(FocusKind.OnlyCommands, []);
        if (Has(text, Undo))
            return new Focus(FocusKind.Undo, []);
        if (Topics.Line(text) is { } line)
            return new Focus(FocusKind.Line, [line]);
        if (Has(text, Known))
            return new Focus(FocusKind.Known, []);
        var causes = Causes(text);
        if (Has(text, Why) && causes.Count > 0)
            return new Focus(FocusKind.Topic, causes);
        var terms = Terms(text);
        if (terms.Count > 0 && (Has(text, Explain) || text.Length <= 40 && !Has(text, Why)))
            return new Focus(FocusKind.Term, [.. Topics.Named(text, explain: false), .. terms]);
        if (causes.Count > 0)
            return new Focus(FocusKind.Topic, causes);
        if (Has(text, Why))
            return new Focus(FocusKind.Why, []);
        if (Topics.Named(text, Has(text, Explain)) is { Count: > 0 } named)
            return new Focus(FocusKind.Term, named);
        if (text.Length > LongestWish)
            return null;
        if (Has(text, Less))
            return new Focus(FocusKind.Less, []);
        if (Has(text, More))
            return new Focus(FocusKind.More, []);
        return Role(text) is null ? null : new Focus(FocusKind.OnlyCommands, []);
    }

    /// <summary>Whether the person wants a text to send to the administrators; one who says to be the administrator does not.</summary>
    private static bool AsksForLetter(string text) =>
        text.Length < 200 && Administrators.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase)) && ToWrite.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase))
        && !Has(text, IsAdministrator);

    /// <summary>Whether the person asks what something means, and nothing else.</summary>
    public static bool AsksMeaning(string text) => text.Trim().Length <= LongestQuestion && Has(text, Explain);

    /// <summary>Whether the words ask something: by their mark, or by how they begin.</summary>
    public static bool IsQuestion(string text) => text.AsSpan().ContainsAny('?', '？') || Has(text, Asking);

    /// <summary>Whether the person wants to begin again.</summary>
    public static bool StartsOver(string text) => text.Length < 60 && Has(text, StartOver) && !TalkWords.Denies(text) && !TalkWords.SpeaksOfForgetting(text);

    /// <summary>The role the person says they act in, or null.</summary>
    public static string? Role(string text) => First(text, Roles);

    /// <summary>The language the person asks for, or null.</summary>
    public static string? Language(string text) => First(text, Languages);

    // A long paste without any of the words is told so in one pass, not in one for each word.
    private static string? First(string text, (string Meaning, string[] Words)[] of)
    {
        if (text.Length > Long && !text.AsSpan().ContainsAny(AnyWord.Value))
            return null;
        foreach (var (meaning, words) in of)
        {
            if (Has(text, words))
                return meaning;
        }

        return null;
    }

    private List<string> Causes(string text) =>
        [.. corpus.Playbooks.Values.Where(p => Words.Mentions(text, p.Cause) || Words.Mentions(text, p.Cause.Replace('-', ' ')) || Words.Mentions(text, p.Name.En) || Words.Mentions(text, p.Name.Zh) || Words.Mentions(text, p.Name.Pl) || p.Called.Any(c => Words.Mentions(text, c)))
            .Select(p => p.Cause).Order(StringComparer.Ordinal).Take(2)];

    private List<string> Terms(string text) =>
        [.. corpus.Glossary.Where(g => g.Terms.Any(t => Words.Mentions(text, t))).OrderByDescending(g => g.Terms.Where(t => Words.Mentions(text, t)).Max(t => t.Length)).Select(g => g.Id).Take(2)];

    private static bool Has(string text, IReadOnlyList<string> words) => words.Any(w => Words.Mentions(text, w));
}
