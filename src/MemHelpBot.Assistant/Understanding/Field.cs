using MemHelpBot.Answers.Wording;
using MemHelpBot.Cases.Model;
using MemHelpBot.Parsing;

namespace MemHelpBot.Assistant.Understanding;

/// <summary>Tells questions of this field from others: by the words of the corpus and of the machines it speaks of. In doubt it is of the field.</summary>
internal sealed class Field(Corpus corpus)
{
    private const int LongestQuestion = 200;
    private const int ShortestQuestion = 8;

    /// <summary>Words of computers and their troubles that the corpus has no entry for.</summary>
    private static readonly string[] Machines =
    [
        "memory", "ram", "swap", "cache", "buffer", "heap", "stack", "leak", "alloc", "malloc", "mmap", "page", "byte", "linux", "kernel", "server", "node", "host", "cluster", "cloud", "machine", "vm", "kvm", "job", "process", "program", "application", "app", "service", "daemon", "thread", "rank", "core", "cpu", "gpu", "numa", "disk", "tmpfs", "mount", "log", "error", "crash", "crashed", "crashes", "fail", "failed", "fails", "kill", "killed", "kills", "die", "dies", "died", "hang", "hangs", "slow", "freeze", "frozen", "reboot", "restart", "abort", "aborted", "segfault", "signal", "exit", "limit", "quota", "container", "docker", "pod", "kubernetes", "slurm", "pbs", "mpi", "java", "jvm", "python", "fortran", "database", "postgres", "mysql", "redis", "elasticsearch", "spark", "vasp", "gromacs", "command", "sysctl", "parameter", "setting", "config", "install", "update", "upgrade", "version", "run", "running", "script", "code", "data", "file", "load", "usage", "size", "space", "gb", "gib", "mb", "mib", "tb",
        "内存", "显存", "内核", "进程", "服务", "节点", "机器", "集群", "任务", "作业", "程序", "线程", "容器", "日志", "错误", "报错", "崩溃", "挂", "卡", "慢", "杀", "死", "重启", "限制", "缓存", "交换", "泄漏", "分配", "命令", "参数", "系统", "主机", "云", "磁盘", "数据", "文件", "代码", "运行", "跑", "失败",
        "pamięć", "pamięci", "pamięcią", "jądr", "proces", "serwer", "węzeł", "węzł", "klaster", "klastr", "zadani", "program", "aplikacj", "usług", "wątk", "wątek", "kontener", "błąd", "błęd", "awari", "zabit", "zabij", "zawiesz", "wiesza", "wolno", "padł", "pada", "limit", "polecen", "komend", "dysk", "plik", "dane", "danych", "kod", "maszyn", "uruchom", "system", "restart", "wyciek", "sterta", "stos",
    ];

    private static readonly string[] Courtesies = ["hello", "hi", "hey", "thanks", "thank you", "good morning", "help", "你好", "您好", "谢谢", "帮", "cześć", "hej", "dzień dobry", "dziękuję", "dzięki", "pomoc", "pomóż", "test"];

    private readonly string[] known =
    [
        .. corpus.Lexicon.SelectMany(c => c.Words).Concat(corpus.Glossary.SelectMany(g => g.Terms))
            .Concat(corpus.Playbooks.Values.SelectMany(p => p.Called.Append(p.Cause).Append(p.Name.En).Append(p.Name.Zh).Append(p.Name.Pl))).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Whether a message in the person's own words is of another field.</summary>
    public bool IsOutside(string words, Reading reading)
    {
        var text = words.Trim();
        var letters = text.Count(char.IsLetter);
        if (text.Length > LongestQuestion || (letters < ShortestQuestion && !text.Any(c => c is >= '\u4e00' and <= '\u9fff')) || letters < 4 || reading.Facts.All.Count > 0 || reading.Unread.Count > 0)
            return false;
        // Digits, paths, options and identifiers are of machines.
        if (text.AsSpan().ContainsAny(MachineMarks) || text.Any(char.IsAsciiDigit))
            return false;
        return !Courtesies.Any(w => Words.Mentions(text, w)) && !Machines.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase) && (w.Length > 4 || Words.Mentions(text, w))) && !known.Any(w => Words.Mentions(text, w));
    }

    private static readonly System.Buffers.SearchValues<char> MachineMarks = System.Buffers.SearchValues.Create("_/\\=<>{}[]|$@`#*");
}
