using System.Buffers;

namespace MemHelpBot.Scanning.Segments;

/// <summary>The beginning of a line whose end lies in a later chunk.</summary>
internal sealed class PartialLine
{
    private readonly ArrayBufferWriter<byte> bytes = new(256);

    /// <summary>What is there of it.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.WrittenSpan;

    /// <summary>How much is there of it.</summary>
    public int Length => bytes.WrittenCount;

    /// <summary>Where it begins in the file.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether a literal was found in it.</summary>
    public bool Found { get; private set; }

    /// <summary>Whether it goes on with a line whose beginning was given away already.</summary>
    public bool IsPiece { get; set; }

    /// <summary>More of the line.</summary>
    public void Append(ReadOnlySpan<byte> more, long offset, bool found)
    {
        if (Length == 0)
            Offset = offset;
        bytes.Write(more);
        Found |= found;
    }

    /// <summary>Forgets all but the last bytes of a line that grows beyond any use.</summary>
    public void KeepLast(int kept, int above)
    {
        if (Length <= above)
            return;
        var rest = Bytes[^kept..].ToArray();
        Offset += Length - kept;
        bytes.ResetWrittenCount();
        bytes.Write(rest);
        IsPiece = true;
    }

    /// <summary>The line was given away.</summary>
    public void Clear()
    {
        bytes.ResetWrittenCount();
        (Found, IsPiece) = (false, false);
    }
}

/// <summary>A find of the fast search.</summary>
/// <param name="Position">A byte of the literal, from the beginning of the chunk.</param>
/// <param name="LineEndsBefore">How many line ends lie between the beginning of the chunk and it.</param>
internal readonly record struct Find(int Position, int LineEndsBefore);
