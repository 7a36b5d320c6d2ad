using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace MemHelpBot.Cases.Cache;

/// <summary>Writes values one after another in the product's compact binary form (little-endian). Read by <see cref="PackReader"/>.</summary>
internal sealed class PackWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new(64 * 1024);

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => bytes.WrittenSpan;

    /// <summary>What was written, for those who keep it.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => bytes.WrittenMemory;

    public void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes.GetSpan(4), value);
        bytes.Advance(4);
    }

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes.GetSpan(8), value);
        bytes.Advance(8);
    }

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Int(length);
        Encoding.UTF8.GetBytes(value, bytes.GetSpan(length));
        bytes.Advance(length);
    }

    /// <summary>A text that may be null.</summary>
    public void TextOrNull(string? value)
    {
        Int(value is null ? 0 : 1);
        if (value is not null)
            Text(value);
    }

    public void Texts(IReadOnlyList<string> values) => List(values, Text);

    /// <summary>A list, its length first.</summary>
    public void List<T>(IReadOnlyCollection<T> values, Action<T> write)
    {
        Int(values.Count);
        foreach (var value in values)
            write(value);
    }

    /// <summary>An array of numbers as it lies in memory.</summary>
    public void Numbers<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Int(values.Length);
        bytes.Write(MemoryMarshal.AsBytes(values));
    }
}
