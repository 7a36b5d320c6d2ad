using MemHelpBot.Cases.Lint;

namespace MemHelpBot.Cases.Tests.Lint;

public sealed class NumbersTests
{
    [Theory]
    [InlineData("free 22,324 kB", "22324")]
    [InlineData("wolne 22 324 kB, czyli 1,7 %", "22324|1.7")]
    [InlineData("1.70 and 97.7 %", "1.70|97.7")]
    [InlineData("mask 0x3000D0 on 4.17", "0x3000d0|4.17")]
    [InlineData("cgroup v2 on x86_64, zone DMA32", "")]
    [InlineData("order 2 = 4 pages", "2|4")]
    [InlineData("ranks 768 256", "768256")]
    [InlineData("内存为16KiB，共4页", "16|4")]
    public void Numbers_are_read_in_the_forms_of_three_languages(string text, string numbers) =>
        Assert.Equal(numbers, string.Join('|', Numbers.In(text)));

    [Fact]
    public void A_section_means_its_numbers_and_their_parts() =>
        Assert.Superset(new HashSet<string> { "3.10", "3", "10", "32" }, Numbers.Meant("kernel 3.10, DMA32").ToHashSet());
}
