using MemHelpBot.Cases.Model;
using MemHelpBot.Channels.Teams.Files;

namespace MemHelpBot.Channels.Teams;

/// <summary>The words that this channel adds around an answer. The answer's own come from the corpus and the renderers.</summary>
internal static class Words
{
    public static readonly LocalText Working = new("Reading what you sent …", "正在阅读您发送的内容……", "Czytam nadesłany tekst…");

    public static readonly LocalText WelcomeGroup = new(
        "Here I read only messages that mention me; each thread of a channel is one conversation.",
        "在这里我只读提到我的消息；频道中的每个帖子是一次独立的对话。",
        "Tutaj czytam tylko wiadomości, w których jestem wspomniany; każdy wątek kanału to osobna rozmowa.");

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
}
