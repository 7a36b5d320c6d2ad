using System.Buffers;
using System.Globalization;
using MemHelpBot.Channels.Slack.Intake;
using MemHelpBot.Channels.Slack.Web;

namespace MemHelpBot.Channels.Slack.Blocks;

/// <summary>The words that this channel adds around an answer. The buttons of <see cref="Follow"/> say what they read.</summary>
internal sealed record SlackWords(
    string Language, string Working, IReadOnlyList<string> WorkingLong, IReadOnlyList<string> Follow, string Yes, string No, string YesLong, string NoLong, string Thanks, string Gone,
    string ReasonTitle, string ReasonLabel, string Send, string Close, string WholeFile, string CutShort, string NoText, string TooLarge, string OutOfReach, string NotTaken, string Help)
{
    /// <summary>English.</summary>
    public static readonly SlackWords En = new(
        "en", "is reading what you sent", ["Reading what you sent", "Replaying the kernel's allocation test", "Looking for the same case"], ["More", "Only the commands"],
        "Helped", "Did not help", "This answer helped", "This answer did not help", "Thank you, this is kept with the answer.", "This answer is no longer kept, so there is nothing to keep this with.",
        "What went wrong?", "What was wrong or missing? It is kept with the answer.", "Send", "Close",
        "The whole answer is in the file.", "The answer is longer than Slack shows here; ask in a direct message for all of it.",
        "{0}: a picture, film or sound; I read text. Paste the text, or attach it as a file.", "{0}: more than {1} MB with what came before it. Cut out the lines around the incident (memhelp scan finds them).",
        "{0}: I cannot read this file here. Attach it in this thread, or paste its text.",
        "This could not be taken just now, and nothing of it is kept: please send it again.",
        "Paste what you have: an OOM-killer report (dmesg), /proc/meminfo, slabtop, a line of an MPI, Slurm, CUDA or Fortran error, as text or as a file. In a channel, mention me; in a thread I read what stands above. `/memhelp TEXT` answers only you. Then ask on: why, only the commands, for root, what does a term mean.");

    private static readonly SlackWords Zh = new(
        "zh", "正在阅读您发送的内容", ["正在阅读您发送的内容", "正在重演内核的分配检查", "正在查找相同的案例"], ["更多", "只要命令"],
        "有帮助", "没有帮助", "这个回答有帮助", "这个回答没有帮助", "谢谢，已与该回答一起保存。", "这个回答已不再保存，因此无法记录。",
        "哪里不对？", "哪里有误或缺少什么？会与该回答一起保存。", "发送", "关闭",
        "完整的回答在文件里。", "回答超出了此处可显示的长度；请在私信中询问以获得全文。",
        "{0}：这是图片、视频或声音；我只读文本。请粘贴文本，或以文件附上。", "{0}：连同前面的内容超过 {1} MB。请截取事件前后的行（memhelp scan 可以找到）。",
        "{0}：我在这里读不到这个文件。请在本消息串中附上，或粘贴其文本。",
        "刚才未能接收，且没有保存任何内容：请重新发送。",
        "请粘贴您手上的内容：OOM killer 报告（dmesg）、/proc/meminfo、slabtop，或一行 MPI、Slurm、CUDA、Fortran 错误，文本或文件都行。在频道里请提及我；在消息串里我会读上面的内容。`/memhelp 文本` 只回答您本人。之后可以继续问：为什么、只要命令、用root、某术语是什么意思。");

    private static readonly SlackWords Pl = new(
        "pl", "czyta to, co przyszło", ["Czytam to, co przyszło", "Odtwarzam test przydziału jądra", "Szukam takiego samego przypadku"], ["Więcej", "Tylko polecenia"],
        "Pomogło", "Nie pomogło", "Ta odpowiedź pomogła", "Ta odpowiedź nie pomogła", "Dziękuję, zapisano przy odpowiedzi.", "Ta odpowiedź nie jest już przechowywana, więc nie ma przy czym tego zapisać.",
        "Co było nie tak?", "Czego brakowało albo co było błędne? Zostanie zapisane przy odpowiedzi.", "Wyślij", "Zamknij",
        "Cała odpowiedź jest w pliku.", "Odpowiedź jest dłuższa, niż Slack tu pokazuje; w wiadomości bezpośredniej podam całą.",
        "{0}: obraz, film lub dźwięk; czytam tekst. Proszę wkleić tekst albo dołączyć go jako plik.", "{0}: razem z poprzednimi ponad {1} MB. Proszę wyciąć wiersze wokół incydentu (znajdzie je memhelp scan).",
        "{0}: nie mogę tu odczytać tego pliku. Proszę dołączyć go w tym wątku albo wkleić tekst.",
        "Tego nie udało się teraz przyjąć i nic z tego nie zapisano: proszę wysłać to ponownie.",
        "Proszę wkleić, co jest: raport OOM killera (dmesg), /proc/meminfo, slabtop, wiersz błędu MPI, Slurma, CUDA lub Fortranu, jako tekst albo plik. Na kanale proszę mnie wspomnieć; w wątku czytam to, co wyżej. `/memhelp TEKST` odpowiada tylko pytającemu. Potem można pytać dalej: dlaczego, tylko polecenia, dla roota, co znaczy termin.");

    /// <summary>What an opened conversation offers to ask; at most four (assistant.threads.setSuggestedPrompts).</summary>
    public static readonly IReadOnlyList<(string Title, string Message)> Prompts =
    [
        ("My program was killed", "My program was killed and I do not know why. What do you need to see?"),
        ("What does Committed_AS mean?", "What does Committed_AS mean?"),
        ("用中文提问", "overcommit_memory 是什么意思？"),
        ("Po polsku", "Co to jest min_free_kbytes?"),
    ];

    private static readonly SearchValues<char> PolishLetters = SearchValues.Create("ąęłśżźćńĄĘŁŚŻŹĆŃ");

    /// <summary>The words of a language; English for any but zh and pl.</summary>
    public static SlackWords In(string language) => language switch { "zh" => Zh, "pl" => Pl, _ => En };

    /// <summary>The words for somebody of whom only a message is known: Chinese signs or Polish letters in its beginning tell, else English.</summary>
    public static SlackWords For(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, 4000));
        if (start.ContainsAnyInRange('\u4e00', '\u9fff'))
            return Zh;
        return start.ContainsAny(PolishLetters) ? Pl : En;
    }

    /// <summary>What is said about a file that was not read, as mrkdwn.</summary>
    public string Trouble(FetchedFile file, int megabytes) => string.Format(
        CultureInfo.InvariantCulture,
        file.Trouble switch { FileTrouble.NoText => NoText, FileTrouble.TooLarge => TooLarge, _ => OutOfReach },
        SlackText.Escaped(Block.Clipped(file.Name, 200)), megabytes);
}
