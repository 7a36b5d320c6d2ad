using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MemHelpBot.Cases.Dense;
using MemHelpBot.Cases.Retrieval;

namespace MemHelpBot.Cases.Cache;

/// <summary>
/// Vectors in a file that is mapped and not read: a header (magic, checksum, length, length of the head), a packed head (key, model,
/// dimensions, documents, sections), then the vectors and, when there are very many, their codes, each at a multiple of 64 bytes.
/// </summary>
internal static class DenseFile
{
    // The last digit is the version of the format.
    private const ulong Magic = 0x31_4345_5648_4d4d;
    private const int HeaderBytes = 64;
    private const int CheckedAtOnce = 1 << 30;

    /// <summary>The vectors of a file that was written under the same key; null when there is none, or it is not whole.</summary>
    public static DenseIndex? Open(string path, byte[] key)
    {
        if (MappedFile.Open(path) is not { Length: > HeaderBytes } file)
            return null;
        var header = file.Values<byte>(0, HeaderBytes).Span;
        if (BinaryPrimitives.ReadUInt64LittleEndian(header) != Magic
            || BinaryPrimitives.ReadInt64LittleEndian(header[16..]) != file.Length
            || BinaryPrimitives.ReadUInt64LittleEndian(header[8..]) != Checksum(file))
            return null;
        var headBytes = BinaryPrimitives.ReadInt64LittleEndian(header[24..]);
        var head = new PackReader(file.Values<byte>(HeaderBytes, headBytes));
        var same = head.Numbers<byte>().AsSpan().SequenceEqual(key);
        GC.KeepAlive(file);
        return same ? Read(file, head, HeaderBytes + headBytes) : null;
    }

    /// <summary>Replaces a file.</summary>
    public static void Replace(string path, byte[] key, DenseIndex index) => DurableFile.Replace(path, beside => Write(beside, key, index), flush: false);

    private static DenseIndex Read(MappedFile file, PackReader head, long at)
    {
        var (model, dimensions, mean) = (head.Text(), head.Int(), head.Numbers<float>());
        var (documents, sections) = (head.Numbers<int>(), head.Numbers<int>());
        var count = documents.Length;
        if (sections.Length != count || dimensions < 0)
            throw new InvalidDataException("The vectors do not fit their sections.");
        ReadOnlyMemory<T> Next<T>(long values)
            where T : unmanaged
        {
            at = Aligned(at);
            var taken = file.Values<T>(at, values);
            at += values * Marshal.SizeOf<T>();
            return taken;
        }

        var vectors = Next<float>((long)count * dimensions);
        if (mean.Length == 0)
            return new DenseIndex(model, dimensions, documents, sections, vectors, null);
        var signs = new SignCodes(count, dimensions, Next<byte>(SignCodes.BytesOf(count, dimensions)), Next<float>(SignCodes.FactorsOf(count)));
        var nibbles = new NibbleRows(Next<byte>((long)count * NibbleRows.WidthOf(dimensions)), Next<float>(count));
        return new DenseIndex(model, dimensions, documents, sections, vectors, new QuantisedVectors(vectors, dimensions, mean, signs, nibbles));
    }

    private static void Write(string path, byte[] key, DenseIndex index)
    {
        var head = new PackWriter();
        head.Numbers<byte>(key);
        head.Text(index.Model);
        head.Int(index.Dimensions);
        head.Numbers<float>(index.Quantised?.Mean ?? []);
        head.Numbers<int>(index.Documents);
        head.Numbers<int>(index.Sections);
        using (var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
        {
            stream.Write(new byte[HeaderBytes]);
            stream.Write(head.Written);
            Append(stream, index.Vectors);
            if (index.Quantised is { } quantised)
            {
                Append(stream, quantised.Signs.Codes);
                Append(stream, quantised.Signs.Factors);
                Append(stream, quantised.Nibbles.Values);
                Append(stream, quantised.Nibbles.Scales);
            }
        }

        var header = new byte[HeaderBytes];
        var written = MappedFile.Open(path)!;
        BinaryPrimitives.WriteUInt64LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(8), Checksum(written));
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), written.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(24), head.Written.Length);
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        RandomAccess.Write(handle, header, 0);
    }

    private static void Append<T>(FileStream stream, ReadOnlyMemory<T> values)
        where T : unmanaged
    {
        stream.Write(new byte[Aligned(stream.Position) - stream.Position]);
        // A span of bytes is no longer than 2 GB, a matrix may be.
        var rest = values.Span;
        while (rest.Length > 0)
        {
            var part = rest[..Math.Min(rest.Length, 1 << 26)];
            stream.Write(MemoryMarshal.AsBytes(part));
            rest = rest[part.Length..];
        }
    }

    private static ulong Checksum(MappedFile file)
    {
        var sum = 0UL;
        for (long at = HeaderBytes; at < file.Length; at += CheckedAtOnce)
            sum = BlockChecksum.Of(file.Values<byte>(at, Math.Min(CheckedAtOnce, file.Length - at)).Span, sum);
        GC.KeepAlive(file);
        return sum;
    }

    private static long Aligned(long at) => (at + 63) & ~63L;
}
