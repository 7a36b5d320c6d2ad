using MemHelpBot.Cases.Model;

namespace MemHelpBot.Rendering.Cards;

/// <summary>The words that chat channels put around an answer. The answer's own come from the corpus and the renderers.</summary>
internal static class CardWords
{
    public static readonly LocalText Why = new("Why", "为什么", "Dlaczego");
    public static readonly LocalText Facts = new("Facts", "事实", "Fakty");
    public static readonly LocalText Pictures = new("Pictures", "图示", "Wykresy");
    public static readonly LocalText Sources = new("Sources and notes", "来源与提示", "Źródła i uwagi");
    public static readonly LocalText Letter = new("Text for the admins", "写给管理员的文本", "Tekst dla administratorów");
    public static readonly LocalText Continued = new("continued", "续", "ciąg dalszy");
    public static readonly LocalText Documented = new("Documented in", "文档", "Opis w");

    public static readonly LocalText AnswerGone = new(
        "This answer is no longer kept, so there is nothing to keep this with.", "这个回答已不再保存，因此无法记录。", "Ta odpowiedź nie jest już przechowywana, więc nie ma przy czym tego zapisać.");

    public static readonly LocalText Welcome = new(
        "I answer questions about memory incidents on Linux: what happened, why, and the commands to check, mitigate and fix. Every statement names the line of your text or the document that it stands on.",
        "我回答 Linux 内存事故的问题：发生了什么、为什么，以及检查、缓解和修复的命令。每句话都注明依据的日志行或文档。",
        "Odpowiadam na pytania o incydenty pamięciowe w Linuksie: co się stało, dlaczego, i jakimi poleceniami to sprawdzić, złagodzić i naprawić. Każde zdanie wskazuje wiersz Twojego tekstu albo dokument.");

    public static readonly LocalText WelcomeHow = new(
        "Paste what you have (a kernel log, /proc/meminfo, a Slurm or MPI message) or attach a log file. Then ask on: why, only the commands, what does a term mean.",
        "粘贴您已有的内容（内核日志、/proc/meminfo、Slurm 或 MPI 消息），或附上日志文件；然后继续问：为什么、只要命令、某术语是什么意思。",
        "Wklej, co masz (log jądra, /proc/meminfo, komunikat Slurma lub MPI), albo dołącz plik z logiem. Potem pytaj dalej: dlaczego, tylko polecenia, co znaczy dany termin.");

    /// <summary>What a newcomer may ask first, with a short title for its button: each works without a log.</summary>
    public static readonly IReadOnlyList<(LocalText Title, LocalText Question)> Starters =
    [
        (new("forrtl: severe (41)", "forrtl: severe (41)", "forrtl: severe (41)"),
         new("forrtl: severe (41): insufficient virtual memory, why?", "forrtl: severe (41): insufficient virtual memory，为什么？", "forrtl: severe (41): insufficient virtual memory, dlaczego?")),
        (new("Slurm: oom_kill event", "Slurm：oom_kill 事件", "Slurm: zdarzenie oom_kill"),
         new("slurmstepd: error: Detected 1 oom_kill event in StepId=4711.0. What now?", "slurmstepd: error: Detected 1 oom_kill event in StepId=4711.0，怎么办？", "slurmstepd: error: Detected 1 oom_kill event in StepId=4711.0. Co teraz?")),
        (new("What does overcommit mean?", "overcommit 是什么意思？", "Co znaczy overcommit?"), new("What does overcommit mean?", "overcommit 是什么意思？", "Co znaczy overcommit?")),
    ];

    /// <summary>Questions of our buttons; the assistant understands each.</summary>
    public static readonly LocalText AskCommands = new("only the commands", "只要命令", "tylko polecenia");
    public static readonly LocalText AskLetter = new("text for the admins", "写给管理员的文本", "tekst dla administratorów");

    /// <summary>The language of a client: zh and pl are spoken, anything else reads English.</summary>
    public static string LanguageOf(string? locale) =>
        locale is null ? "en" : locale.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh" : locale.StartsWith("pl", StringComparison.OrdinalIgnoreCase) ? "pl" : "en";
}
