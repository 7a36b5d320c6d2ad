using MemHelpBot.Answers.Model;

namespace MemHelpBot.Scenarios.Tests;

/// <summary>Figures that programs and batch systems print mean what the one who prints them means by them.</summary>
public sealed class ProgramFigureTests
{
    private const string Shared = "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 3.00 GiB. GPU 0 has a total capacity of 40.00 GiB of which 1.00 GiB is free. ";

    private const string Cache = "Of the allocated memory 22.00 GiB is allocated by PyTorch, and 6.00 GiB is reserved by PyTorch but unallocated.\n";

    [Theory]
    [InlineData("en", "The framework keeps 6,442,450,944 bytes (6 GiB)", "neither free nor held")]
    [InlineData("zh", "框架保留了 6,442,450,944 字节（6 GiB）", "既不空闲也不属于")]
    [InlineData("pl", "Framework trzyma zarezerwowane i nieużywane 6 442 450 944 bajtów (6 GiB)", "nie jest ani wolne")]
    public void What_this_process_holds_is_given_to_no_other(string language, string cache, string others)
    {
        var answer = Bot.Ask(Shared + "Including non-PyTorch memory, this process has 38.50 GiB memory in use. " + Cache, language);

        Assert.Equal("gpu-device-memory", answer.Causes[0].Id);
        Assert.Contains(Said(answer), t => t.StartsWith(cache, StringComparison.Ordinal));
        Assert.DoesNotContain(Said(answer), t => t.Contains(others, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "Process 7311 holds 10,737,418,240 bytes (10 GiB)")]
    [InlineData("zh", "进程 7311 在同一设备上占用 10,737,418,240 字节（10 GiB）")]
    [InlineData("pl", "Proces 7311 trzyma 10 737 418 240 bajtów (10 GiB)")]
    public void Another_process_on_the_device_is_named(string language, string start) => Assert.Contains(
        Said(Bot.Ask(Shared + "Process 7311 has 10.00 GiB memory in use. Including non-PyTorch memory, this process has 29.00 GiB memory in use. " + Cache, language)),
        t => t.StartsWith(start, StringComparison.Ordinal));

    [Theory]
    [InlineData("en", "another process, or another library of this process")]
    [InlineData("zh", "由其他进程或本进程的其他库占用")]
    [InlineData("pl", "inny proces albo inna biblioteka tego procesu")]
    public void Without_a_word_on_processes_the_holder_stays_open(string language, string words) => Assert.Contains(
        Said(Bot.Ask(Shared + "Of the allocated memory 0 bytes is allocated by PyTorch, and 0 bytes is reserved by PyTorch but unallocated.\n", language)),
        t => t.Contains(words, StringComparison.Ordinal));

    private static IEnumerable<string> Said(Answer answer) =>
        answer.Claims.Concat(answer.Causes.SelectMany(c => c.For.Concat(c.Against))).Select(c => c.Text.Replace('\u00a0', ' '));
}
