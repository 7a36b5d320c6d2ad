using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MemHelpBot.Cases.Cache;

/// <summary>
/// A file of packed values: magic, checksum, length, then the values. It is replaced as a whole (<see cref="DurableFile"/>).
/// </summary>
internal static class PackFile
{
    private const int HeaderBytes = 24;

    /// <summary>Replaces the file.</summary>
    /// <exception cref="IOException">The disk refused; the old file is untouched.</exception>
    public static void Replace(string path, ulong magic, ReadOnlyMemory<byte> body, bool flush = true)
    {
        var header = new byte[HeaderBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(header, magic);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(8), Checksum(body.Span));
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), body.Length);
        DurableFile.Replace(path, beside =>
        {
            using var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
            stream.Write(header);
            stream.Write(body.Span);
            stream.Flush(flush);
        }, flush);
    }

    /// <summary>The values of a file.</summary>
    /// <returns>A reader; null when there is no such file.</returns>
    /// <exception cref="InvalidDataException">The file is not whole, or of another version.</exception>
    public static PackReader? Open(string path, ulong magic)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        var body = bytes.AsMemory(Math.Min(HeaderBytes, bytes.Length));
        var stamp = bytes.Length < HeaderBytes ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(8));
        if (bytes.Length < HeaderBytes
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != magic
            || BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16)) != body.Length
            || stamp != Checksum(body.Span))
            throw new InvalidDataException($"'{path}' is damaged or of another version.");
        return new PackReader(body, stamp);
    }

    /// <summary>Removes what interrupted writers left; to be called by the one who holds the directory.</summary>
    public static void Sweep(string directory, string pattern)
    {
        foreach (var left in Directory.EnumerateFiles(directory, pattern))
            DurableFile.TryDelete(left);
    }

    /// <summary>A checksum of packed values.</summary>
    public static ulong Checksum(ReadOnlySpan<byte> body)
    {
        const ulong Prime = 0x9E37_79B9_7F4A_7C15;
        var sum = (ulong)body.Length;
        unchecked
        {
            var words = MemoryMarshal.Cast<byte, ulong>(body);
            foreach (var word in words)
                sum = ulong.RotateLeft((sum ^ word) * Prime, 31);
            foreach (var b in body[(words.Length * 8)..])
                sum = ulong.RotateLeft((sum ^ b) * Prime, 31);
        }

        return sum;
    }
}
