using MemHelpBot.Cases.Model;
using MemHelpBot.Channels.Teams.Files;

namespace MemHelpBot.Channels.Teams;

/// <summary>The words that this channel adds around an answer. The answer's own come from the corpus and the renderers.</summary>
internal static class Words
{
    public static readonly LocalText Why = new("Why", "为什么", "Dlaczego");
    public static readonly LocalText Facts = new("Facts", "事实", "Fakty");
    public static readonly LocalText Pictures = new("Pictures", "图示", "Wykresy");
    public static readonly LocalText Sources = new("Sources and notes", "来源与提示", "Źródła i uwagi");
    public static readonly LocalText Letter = new("Text for the admins", "写给管理员的文本", "Tekst dla administratorów");
    public static readonly LocalText Continued = new("continued", "续", "ciąg dalszy");
    public static readonly LocalText Documented = new("Documented in", "文档", "Opis w");
    public static readonly LocalText Working = new("Reading what you sent …", "正在阅读您发送的内容……", "Czytam nadesłany tekst…");

    public static readonly LocalText Welcome = new(
        "I answer questions about memory incidents on Linux: what happened, why, and the commands to check, mitigate and fix. Every statement names the line of your text or the document that it stands on.",
        "我回答 Linux 内存事故的问题：发生了什么、为什么，以及检查、缓解和修复的命令。每句话都注明依据的日志行或文档。",
        "Odpowiadam na pytania o incydenty pamięciowe w Linuksie: co się stało, dlaczego, i jakimi poleceniami to sprawdzić, złagodzić i naprawić. Każde zdanie wskazuje wiersz Twojego tekstu albo dokument.");

    public static readonly LocalText WelcomeHow = new(
        "Paste what you have (a kernel log, /proc/meminfo, a Slurm or MPI message) or attach a log file. Then ask on: why, only the commands, what does a term mean.",
        "粘贴您已有的内容（内核日志、/proc/meminfo、Slurm 或 MPI 消息），或附上日志文件；然后继续问：为什么、只要命令、某术语是什么意思。",
        "Wklej, co masz (log jądra, /proc/meminfo, komunikat Slurma lub MPI), albo dołącz plik z logiem. Potem pytaj dalej: dlaczego, tylko polecenia, co znaczy dany termin.");

    public static readonly LocalText WelcomeGroup = new(
        "Here I read only messages that mention me; each thread of a channel is one conversation.",
        "在这里我只读提到我的消息；频道中的每个帖子是一次独立的对话。",
        "Tutaj czytam tylko wiadomości, w których jestem wspomniany; każdy wątek kanału to osobna rozmowa.");

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

    /// <summary>Why a file could not be read, and what to do; {0} is its name.</summary>
    public static LocalText Of(FileProblem problem) => problem switch
    {
        FileProblem.NoText => new(
            "{0} is a picture or has no text that I can fetch: paste the text itself.", "{0} 是图片，或没有我能获取的文本：请直接粘贴文字。", "{0} to obraz albo nie ma tekstu, który mogę pobrać: wklej sam tekst."),
        FileProblem.HostNotAllowed => new(
            "{0} lies on a host from which I fetch nothing: attach it to the chat, or paste its text.", "{0} 所在的主机不在允许之列：请作为附件发送，或粘贴其文本。", "{0} leży na serwerze, z którego niczego nie pobieram: dołącz plik do rozmowy albo wklej tekst."),
        FileProblem.TooLarge => new(
            "{0} is too large: send the part around the incident (memhelp scan finds it).", "{0} 过大：请只发送事故前后的部分（可用 memhelp scan 查找）。", "{0} jest za duży: wyślij fragment wokół incydentu (znajdzie go memhelp scan)."),
        FileProblem.TooMany => new(
            "{0} was not read: I read ten files of one message.", "{0} 未读取：每条消息最多读取十个文件。", "{0} nie został przeczytany: z jednej wiadomości czytam dziesięć plików."),
        _ => new(
            "{0} could not be fetched: send it again, or paste its text.", "{0} 无法获取：请重新发送，或粘贴其文本。", "{0} nie dał się pobrać: wyślij go ponownie albo wklej tekst."),
    };

    /// <summary>The language of a client: zh and pl are spoken, anything else reads English.</summary>
    public static string LanguageOf(string? locale) =>
        locale is null ? "en" : locale.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh" : locale.StartsWith("pl", StringComparison.OrdinalIgnoreCase) ? "pl" : "en";
}
