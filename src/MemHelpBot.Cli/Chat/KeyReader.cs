using System.Buffers;
using System.Text;
using MemHelpBot.Cli.Input;

namespace MemHelpBot.Cli.Chat;

/// <summary>Reads keys off the bytes that a terminal in non-canonical mode sends: UTF-8, control characters (termios(3)), and the escape sequences of xterm.</summary>
internal sealed class KeyReader(Stream input)
{
    private const int Escape = 0x1b;
    private const int LongestSequence = 32;
    private static readonly byte[] PasteEnd = [Escape, .. "[201~"u8];
    private readonly byte[] buffer = new byte[16 * 1024];
    private int at;
    private int end;

    /// <summary>The next key; <see cref="KeyKind.Closed"/> at the end of the input, for ever. Whatever the bytes are, there is no exception.</summary>
    public Key Next()
    {
        var first = Byte();
        return first switch
        {
            < 0 => new Key(KeyKind.Closed),
            '\r' or '\n' => new Key(KeyKind.Enter),
            0x7f or 0x08 => new Key(KeyKind.Backspace),
            Escape => Sequence(),
            0x01 => new Key(KeyKind.Home),
            0x02 => new Key(KeyKind.Left),
            0x04 => new Key(KeyKind.EndOfInput),
            0x05 => new Key(KeyKind.End),
            0x06 => new Key(KeyKind.Right),
            0x0b => new Key(KeyKind.EraseFromHere),
            0x0e => new Key(KeyKind.Down),
            0x10 => new Key(KeyKind.Up),
            0x15 => new Key(KeyKind.EraseToHere),
            0x17 => new Key(KeyKind.EraseWord),
            '\t' => new Key(KeyKind.Text, "\t"),
            < 0x20 => new Key(KeyKind.None),
            < 0x80 => new Key(KeyKind.Text, ((char)first).ToString()),
            _ => Character(first),
        };
    }

    private Key Character(int first)
    {
        Span<byte> bytes = [(byte)first, 0, 0, 0];
        var length = 1;
        while (Rune.DecodeFromUtf8(bytes[..length], out _, out _) != OperationStatus.Done)
        {
            if (length == 4 || Peek() is < 0x80)
                return new Key(KeyKind.Text, "\ufffd");
            bytes[length++] = (byte)Byte();
        }

        return new Key(KeyKind.Text, Encoding.UTF8.GetString(bytes[..length]));
    }

    private Key Sequence()
    {
        if (Peek() is not ('[' or 'O'))
            return new Key(KeyKind.None);
        Byte();
        var parameters = new StringBuilder();
        for (var i = 0; i < LongestSequence; i++)
        {
            var next = Byte();
            if (next is < 0x20 or >= 0x7f)
                return new Key(KeyKind.None);
            if (next < 0x40)
            {
                parameters.Append((char)next);
                continue;
            }

            return ((char)next, parameters.ToString()) switch
            {
                ('A', _) => new Key(KeyKind.Up),
                ('B', _) => new Key(KeyKind.Down),
                ('C', _) => new Key(KeyKind.Right),
                ('D', _) => new Key(KeyKind.Left),
                ('H', _) or ('~', "1" or "7") => new Key(KeyKind.Home),
                ('F', _) or ('~', "4" or "8") => new Key(KeyKind.End),
                ('~', "3") => new Key(KeyKind.Delete),
                ('~', "200") => Pasted(),
                _ => new Key(KeyKind.None),
            };
        }

        return new Key(KeyKind.None);
    }

    private Key Pasted()
    {
        using var bytes = new MemoryStream();
        var matched = 0;
        while (matched < PasteEnd.Length && Byte() is >= 0 and var next)
        {
            if (next == PasteEnd[matched])
            {
                matched++;
                continue;
            }

            // Only its first byte can begin the mark anew.
            Keep(bytes, PasteEnd.AsSpan(0, matched));
            matched = next == Escape ? 1 : 0;
            if (matched == 0)
                Keep(bytes, [(byte)next]);
        }

        return new Key(KeyKind.Paste, Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private static void Keep(MemoryStream bytes, ReadOnlySpan<byte> more)
    {
        if (bytes.Length + more.Length <= InputFiles.MaxBytes)
            bytes.Write(more);
    }

    private int Peek() => Fill() ? buffer[at] : -1;

    private int Byte() => Fill() ? buffer[at++] : -1;

    private bool Fill()
    {
        if (at < end)
            return true;
        (at, end) = (0, input.Read(buffer, 0, buffer.Length));
        return end > 0;
    }
}
