using MemHelpBot.Cases.Text;

namespace MemHelpBot.Cases.Tests.Text;

public sealed class LanguageDetectorTests
{
    [Theory]
    [InlineData("Why was my job killed although there is free memory?", "en")]
    [InlineData("forrtl: severe (41): insufficient virtual memory 是什么原因？", "zh")]
    [InlineData("内存不足", "zh")]
    [InlineData("Dlaczego jądro zabiło proces, choć jest wolna pamięć?", "pl")]
    [InlineData("dlaczego nie dodac wiecej pamieci do tego wezla", "pl")]
    [InlineData("Warum wird der Prozess vom Kernel beendet, obwohl Speicher frei ist?", "de")]
    [InlineData("メモリが足りないのでプロセスが終了しました", "ja")]
    [InlineData("메모리가 부족합니다", "ko")]
    [InlineData("Процесс убит ядром, хотя память есть", "ru")]
    [InlineData("Pourquoi le processus est tué par le noyau avec de la mémoire libre", "fr")]
    public void The_language_of_a_question_is_told(string text, string lang) => Assert.Equal(lang, LanguageDetector.Detect(text));

    [Theory]
    [InlineData("")]
    [InlineData("0x3000d0 12345 --- ===")]
    [InlineData("oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null)")]
    public void Where_nothing_tells_there_is_no_language(string text) => Assert.Null(LanguageDetector.Detect(text));

    [Fact]
    public void English_log_lines_do_not_outweigh_a_polish_question()
    {
        var log = string.Join('\n', Enumerable.Repeat("[12.5] Node 0 Normal free:22324kB min:44676kB low:55844kB high:67012kB", 30));

        Assert.Equal("pl", LanguageDetector.Detect($"Co oznacza ten log i jak to naprawić?\n{log}"));
    }
}
