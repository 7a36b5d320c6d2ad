using MemHelpBot.Answers.Wording;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Tests.Wording;

public sealed class FactTextTests
{
    [Theory]
    [InlineData(22324, FactUnit.KiB, "en", null, "22,324 kB")]
    [InlineData(22324, FactUnit.KiB, "pl", null, "22\u00a0324 kB")]
    [InlineData(22324, FactUnit.KiB, "en", "size", "21.8 MiB")]
    [InlineData(22324, FactUnit.KiB, "pl", "size", "21,8 MiB")]
    [InlineData(22324, FactUnit.KiB, "en", "both", "22,324 kB (21.8 MiB)")]
    [InlineData(12, FactUnit.KiB, "en", "both", "12 kB")]
    [InlineData(16384, FactUnit.Bytes, "en", "size", "16 KiB")]
    [InlineData(2058442216, FactUnit.Bytes, "en", "both", "2,058,442,216 bytes (1.9 GiB)")]
    [InlineData(2058442216, FactUnit.Bytes, "zh", null, "2,058,442,216 字节")]
    [InlineData(31153, FactUnit.Pages, "en", null, "31,153 pages")]
    [InlineData(1, FactUnit.Pages, "pl", null, "1 strona")]
    [InlineData(22, FactUnit.Pages, "pl", null, "22 strony")]
    [InlineData(12, FactUnit.Pages, "pl", null, "12 stron")]
    [InlineData(4897, FactUnit.MiB, "en", null, "4,897 MB")]
    [InlineData(8650926, FactUnit.None, "en", "count", "8,650,926")]
    [InlineData(8650926, FactUnit.None, "en", null, "8650926")]
    [InlineData(0x3000d0, FactUnit.None, "en", "hex", "0x3000d0")]
    [InlineData(1048575, FactUnit.KiB, "en", "size", "1 GiB")]
    public void Integers_read_as_the_language_and_the_unit_write_them(long value, FactUnit unit, string lang, string? format, string expected) =>
        Assert.Equal(expected, FactText.Of(FactValue.Of(value), unit, lang, format));

    [Theory]
    [InlineData(0.01664, FactUnit.Ratio, "en", "1.7\u00a0%")]
    [InlineData(1.6747, FactUnit.Ratio, "en", "167\u00a0%")]
    [InlineData(0.01664, FactUnit.Ratio, "pl", "1,7\u00a0%")]
    [InlineData(97.71, FactUnit.Percent, "zh", "97.7%")]
    public void Shares_read_as_percent(double value, FactUnit unit, string lang, string expected) =>
        Assert.Equal(expected, FactText.Of(FactValue.Of(value), unit, lang, "percent"));

    [Fact]
    public void A_size_above_the_signed_range_is_printed_whole() =>
        Assert.Equal("18,446,744,069,414,588,416 bytes (16 EiB)", FactText.Of(FactValue.Of(18446744069414588416UL), FactUnit.Bytes, "en", "both"));

    [Fact]
    public void Control_characters_of_a_paste_do_not_pass() =>
        Assert.Equal("a [31mb c", FactText.Sanitise("a\u001b[31mb\u202ec"));

    [Fact]
    public void A_very_long_text_is_cut_with_a_mark() =>
        Assert.Equal(FactText.MaxText + 1, FactText.Sanitise(new string('x', 5000)).Length);

    [Theory]
    [InlineData(155, "27925460729.27% > 50", "…")]
    [InlineData(150, "abcdefghijKLM", "abcdefghij…")]
    public void A_long_text_is_not_cut_inside_a_number(int before, string tail, string end)
    {
        var text = FactText.Sanitise(new string('x', before) + tail);

        Assert.EndsWith("x" + end, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(45, "en", "45 s")]
    [InlineData(120, "en", "2 min")]
    [InlineData(119_940, "en", "33.3 h")]
    [InlineData(119_940, "pl", "33,3 h")]
    [InlineData(864_000, "zh", "10 天")]
    public void Seconds_are_told_in_the_unit_that_fits(long seconds, string lang, string text) =>
        Assert.Equal(text, FactText.Of(FactValue.Of(seconds), FactUnit.Seconds, lang).Replace('\u00a0', ' '));
}
