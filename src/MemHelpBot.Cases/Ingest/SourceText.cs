using System.Text;

namespace MemHelpBot.Cases.Ingest;

/// <summary>Turns the bytes of a file into text.</summary>
internal static class SourceText
{
    private const int LooksAt = 8192;

    /// <summary>The text with <c>\n</c> line ends, or why it is none. Bytes that are no UTF-8 become U+FFFD.</summary>
    public static (string? Text, string? Why) Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
            return (null, "is empty");
        string text;
        if (bytes.StartsWith<byte>([0xFF, 0xFE]))
            text = Encoding.Unicode.GetString(bytes[2..]);
        else if (bytes.StartsWith<byte>([0xFE, 0xFF]))
            text = Encoding.BigEndianUnicode.GetString(bytes[2..]);
        else if (IsBinary(bytes[..Math.Min(LooksAt, bytes.Length)]))
            return (null, "is binary, not text");
        else
            text = Encoding.UTF8.GetString(bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes);
        text = text.ReplaceLineEndings("\n");
        return string.IsNullOrWhiteSpace(text) ? (null, "is empty") : (text, null);
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
