using System.Text;

namespace MemHelpBot.Parsing.Text;

/// <summary>Makes text of bytes that claim to be a log: UTF-8, UTF-16 by mark or by its NUL pattern, anything else as far as it goes.</summary>
public static class TextDecoder
{
    private const int Sample = 4096;

    /// <summary>Decodes bytes. Never throws on content; what had to be replaced or guessed is told in the notices.</summary>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return new DecodedText("", [new Notice("empty", "The message is empty.", null)]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return Utf8(bytes[3..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Utf16(bytes[2..], bigEndian: false);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Utf16(bytes[2..], bigEndian: true);
        var sample = bytes[..Math.Min(bytes.Length, Sample)];
        var (even, odd) = Nuls(sample);
        if (odd > sample.Length / 5 && even < sample.Length / 50)
            return Utf16(bytes, bigEndian: false);
        if (even > sample.Length / 5 && odd < sample.Length / 50)
            return Utf16(bytes, bigEndian: true);
        return IsBinary(sample, even + odd)
            ? new DecodedText("", [new Notice("binary", "This is binary data, not text: send the log as text (an archive unpacked, a journal through journalctl).", null)])
            : Utf8(bytes);
    }

    private static DecodedText Utf8(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text.Contains('\uFFFD')
            ? new DecodedText(text, [new Notice("invalid-utf8", "Some bytes are not valid UTF-8; they stand as U+FFFD.", null)])
            : new DecodedText(text, text.Length == 0 ? [new Notice("empty", "The message is empty.", null)] : []);
    }

    private static DecodedText Utf16(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        var text = (bigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes);
        return new DecodedText(text, [new Notice("utf-16", "The text was UTF-16 and has been converted.", null)]);
    }

    private static (int Even, int Odd) Nuls(ReadOnlySpan<byte> sample)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] != 0)
                continue;
            if (i % 2 == 0)
                even++;
            else
                odd++;
        }

        return (even, odd);
    }

    // A stray NUL happens in logs (a crash leaves a hole in the file); many control bytes do not.
    private static bool IsBinary(ReadOnlySpan<byte> sample, int nuls)
    {
        var control = 0;
        foreach (var value in sample)
        {
            if (value < 0x20 && value is not (0x09 or 0x0A or 0x0D or 0x1B or 0x0C or 0x08 or 0))
                control++;
        }

        return control > sample.Length / 20 || (nuls > 0 && nuls + control > sample.Length / 8);
    }
}
