using System.Text;
using System.Text.Unicode;

namespace MemHelpBot.Cases.Ingest;

/// <summary>Turns the bytes of a file into text.</summary>
internal static class SourceText
{
    private const int LooksAt = 8192;

    /// <summary>The text with <c>\n</c> line ends and how it was read where that was a guess; or null and why it is no text. Bytes that fit no encoding become U+FFFD.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="charset">The encoding that a server told; null when none did.</param>
    public static (string? Text, string? Note) Decode(ReadOnlySpan<byte> bytes, string? charset = null)
    {
        if (bytes.Length == 0)
            return (null, "is empty");
        var (text, note) = Text(bytes, charset);
        if (text is null)
            return (null, note);
        text = text.ReplaceLineEndings("\n");
        return string.IsNullOrWhiteSpace(text) ? (null, "is empty") : (text, note);
    }

    private static (string? Text, string? Note) Text(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (bytes.StartsWith<byte>([0xFF, 0xFE, 0, 0]))
            return (Encoding.UTF32.GetString(bytes[4..]), null);
        if (bytes.StartsWith<byte>([0xFF, 0xFE]))
            return (Encoding.Unicode.GetString(bytes[2..]), null);
        if (bytes.StartsWith<byte>([0xFE, 0xFF]))
            return (Encoding.BigEndianUnicode.GetString(bytes[2..]), null);
        if (bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
            return (Encoding.UTF8.GetString(bytes[3..]), null);
        var start = bytes[..Math.Min(LooksAt, bytes.Length)];
        if (WideOrder(start) is { } wide)
            return (wide.GetString(bytes), "read as UTF-16");
        if (IsBinary(start))
            return (null, "is binary, not text");
        if (Utf8.IsValid(bytes))
            return (Encoding.UTF8.GetString(bytes), null);
        var encoding = EncodingGuess.ByName(charset) ?? EncodingGuess.Of(bytes);
        return encoding is null ? (Encoding.UTF8.GetString(bytes), null) : (encoding.GetString(bytes), $"read as {encoding.WebName}");
    }

    /// <summary>UTF-16 without a mark: every other byte of Latin text is zero.</summary>
    private static Encoding? WideOrder(ReadOnlySpan<byte> start)
    {
        Span<int> zeros = stackalloc int[2];
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i] == 0)
                zeros[i & 1]++;
        }

        var many = start.Length / 5;
        return start.Length < 8 ? null
            : zeros[1] > many && zeros[0] * 10 < many ? Encoding.Unicode
            : zeros[0] > many && zeros[1] * 10 < many ? Encoding.BigEndianUnicode
            : null;
    }

    private static bool IsBinary(ReadOnlySpan<byte> start)
    {
        var odd = 0;
        foreach (var b in start)
        {
            if (b == 0)
                return true;
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1B))
                odd++;
        }

        return odd * 20 > start.Length;
    }
}
