using System.Text;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tests.Text;

public sealed class TextDecoderTests
{
    private const string Log = "żółw [1.0] Mem-Info:\n内存\n";

    [Fact]
    public void Utf8_with_and_without_mark_is_the_same_text()
    {
        Assert.Equal(Log, TextDecoder.Decode(Encoding.UTF8.GetBytes(Log)).Text);
        Assert.Equal(Log, TextDecoder.Decode([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Log)]).Text);
        Assert.Empty(TextDecoder.Decode(Encoding.UTF8.GetBytes(Log)).Notices);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Utf16_is_known_by_its_mark_or_by_its_zero_bytes(bool bigEndian, bool marked)
    {
        const string text = "[12345.678901] Mem-Info:\nfree:1\n";
        Encoding encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        byte[] bytes = marked ? [.. encoding.GetPreamble(), .. encoding.GetBytes(text)] : encoding.GetBytes(text);
        var decoded = TextDecoder.Decode(bytes);
        Assert.Equal(text, decoded.Text);
        Assert.Equal(["utf-16"], decoded.Notices.Select(n => n.Id));
    }

    [Fact]
    public void Invalid_bytes_become_a_mark_and_a_notice()
    {
        var decoded = TextDecoder.Decode([(byte)'a', 0xFF, (byte)'b']);
        Assert.Equal("a\uFFFDb", decoded.Text);
        Assert.Equal(["invalid-utf8"], decoded.Notices.Select(n => n.Id));
    }

    [Fact]
    public void Binary_data_is_named_and_not_read()
    {
        var bytes = new byte[5000];
        new Random(7).NextBytes(bytes);
        var decoded = TextDecoder.Decode(bytes);
        Assert.Equal("", decoded.Text);
        Assert.Equal(["binary"], decoded.Notices.Select(n => n.Id));
    }

    [Fact]
    public void Nothing_is_named_as_empty() => Assert.Equal(["empty"], TextDecoder.Decode([]).Notices.Select(n => n.Id));

    [Fact]
    public void A_hole_of_zero_bytes_that_a_crash_left_in_a_log_is_no_reason_to_refuse_it()
    {
        var text = string.Concat(Enumerable.Repeat("[12345.678901] Mem-Info:\n", 40));
        Assert.Contains("Mem-Info:", TextDecoder.Decode([.. Encoding.UTF8.GetBytes(text), 0, 0, 0, .. Encoding.UTF8.GetBytes(text)]).Text, StringComparison.Ordinal);
    }
}
