using MemHelpBot.Cli.Input;
using MemHelpBot.Diagnosis.Fit;

namespace MemHelpBot.Cli.Tests;

public sealed class SizeTextTests
{
    [Theory]
    [InlineData("8GiB", 8_589_934_592)]
    [InlineData("8Gi", 8_589_934_592)]
    [InlineData("8G", 8_589_934_592)]
    [InlineData("8g", 8_589_934_592)]
    [InlineData("8GB", 8_000_000_000)]
    [InlineData("512m", 536_870_912)]
    [InlineData("1.5 MiB", 1_572_864)]
    [InlineData("100kB", 100_000)]
    [InlineData("4K", 4_096)]
    [InlineData("4096B", 4_096)]
    [InlineData("0", 0)]
    public void Sizes_have_steps_of_1024_or_1000_by_their_unit(string text, long bytes) =>
        Assert.Equal(bytes, SizeText.Read(text, FitKind.Size, out _));

    [Fact]
    public void Min_free_kbytes_is_in_kB_as_the_kernel_writes_it()
    {
        Assert.Equal(262_144 * 1024L, SizeText.Read("262144", FitKind.SizeInKiB, out _));
        Assert.Equal(256 * 1024 * 1024L, SizeText.Read("256MiB", FitKind.SizeInKiB, out _));
    }

    [Theory]
    [InlineData("8", FitKind.Size, "'8' has no unit: write 8GiB, 8MiB (steps of 1024) or 8GB (steps of 1000)")]
    [InlineData("lots", FitKind.Size, "'lots' does not begin with a number")]
    [InlineData("8 potatoes", FitKind.Size, "'potatoes' is no unit of size")]
    [InlineData("-8GiB", FitKind.Size, "'-8GiB' does not begin with a number")]
    [InlineData("9999999TiB", FitKind.Size, "more than 1 PiB")]
    [InlineData("99999999999999999999999999999999GiB", FitKind.Size, "does not begin with a number")]
    [InlineData("3.5", FitKind.Count, "is no whole number")]
    [InlineData("3k", FitKind.Count, "is no whole number")]
    [InlineData("", FitKind.Count, "does not begin with a number")]
    [InlineData("5000%", FitKind.Percent, "is no percentage")]
    public void What_is_no_number_is_told_in_one_line(string text, FitKind kind, string problem)
    {
        Assert.Null(SizeText.Read(text, kind, out var told));
        Assert.Contains(problem, told, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', told);
    }
}
