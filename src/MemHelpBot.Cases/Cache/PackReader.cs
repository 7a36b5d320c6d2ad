using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace MemHelpBot.Cases.Cache;

/// <summary>Reads what <see cref="PackWriter"/> wrote.</summary>
/// <remarks>Every length is checked against what is left, so broken bytes give an <see cref="InvalidDataException"/> and never a huge allocation.</remarks>
internal sealed class PackReader(ReadOnlyMemory<byte> bytes, ulong stamp = 0)
{
    private int at;

    /// <summary>Checksum of the bytes, for telling one content from another; 0 when it was not given.</summary>
    public ulong Stamp { get; } = stamp;

    /// <summary>Whether everything was read.</summary>
    public bool AtEnd => at == bytes.Length;

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public string Text() => Encoding.UTF8.GetString(Take(Count(1)));

    public string? TextOrNull() => Int() switch
    {
        0 => null,
        1 => Text(),
        _ => throw new InvalidDataException("The bytes are not what was written."),
    };

    public string[] Texts() => List(Text);

    public T[] List<T>(Func<T> read)
    {
        var count = Count(1);
        if (count == 0)
            return [];
        var values = new T[count];
        for (var i = 0; i < count; i++)
            values[i] = read();
        return values;
    }

    public T[] Numbers<T>()
        where T : unmanaged
    {
        var count = Count(Unsafe.SizeOf<T>());
        return MemoryMarshal.Cast<byte, T>(Take(count * Unsafe.SizeOf<T>())).ToArray();
    }

    private int Count(int bytesEach)
    {
        var count = Int();
        if (count < 0 || count > (bytes.Length - at) / bytesEach)
            throw new InvalidDataException("The bytes are not what was written.");
        return count;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > bytes.Length - at)
            throw new InvalidDataException("The bytes end too early.");
        var taken = bytes.Span.Slice(at, length);
        at += length;
        return taken;
    }
}
