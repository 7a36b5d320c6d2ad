using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Cases.Cache;

/// <summary>
/// Keeps a model's vectors by the hash of the text, in a file that only grows: a document that did not change is not sent again. A record is
/// the first 16 bytes of the text's SHA-256, the length, the numbers and a checksum; a tail that is not whole is cut off. Questions are not kept.
/// </summary>
/// <param name="model">Makes what is not there.</param>
/// <param name="path">The file; a file that cannot be read or written is as if it were not there.</param>
internal sealed class KeptEmbeddings(IEmbeddingGenerator<string, Embedding<float>> model, string path) : IEmbeddingGenerator<string, Embedding<float>>
{
    private const int MostNumbers = 65_536;

    private readonly Lock gate = new();
    private Dictionary<UInt128, float[]>? kept;

    /// <inheritdoc/>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        if (texts.Count == 1)
            return await model.GenerateAsync(texts, options, cancellationToken).ConfigureAwait(false);
        var hashes = texts.ConvertAll(Hash);
        Dictionary<UInt128, float[]> known;
        lock (gate)
            known = new(kept ??= Load());
        var missing = texts.Where((_, i) => !known.ContainsKey(hashes[i])).Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            var made = await model.GenerateAsync(missing, options, cancellationToken).ConfigureAwait(false);
            var length = made[0].Vector.Length;
            if (known.Values.FirstOrDefault(v => v.Length != length) is not null)
            {
                // The server changed the model behind the name: nothing that was kept is comparable.
                lock (gate)
                    kept = [];
                TryDelete();
                return await model.GenerateAsync(texts, options, cancellationToken).ConfigureAwait(false);
            }

            var fresh = missing.Select((t, i) => (Hash: Hash(t), Vector: made[i].Vector.ToArray())).ToList();
            foreach (var (hash, vector) in fresh)
                known[hash] = vector;
            lock (gate)
            {
                foreach (var (hash, vector) in fresh)
                    kept[hash] = vector;
                Append(fresh);
            }
        }

        return [.. hashes.Select(h => new Embedding<float>(known[h]))];
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => model.GetService(serviceType, serviceKey);

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();

    private static UInt128 Hash(string text) => MemoryMarshal.Read<UInt128>(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static ulong Checksum(ReadOnlySpan<byte> record) => MemoryMarshal.Read<ulong>(SHA256.HashData(record));

    private Dictionary<UInt128, float[]> Load()
    {
        var found = new Dictionary<UInt128, float[]>();
        try
        {
            if (!File.Exists(path))
                return found;
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
            var whole = 0L;
            Span<byte> head = stackalloc byte[20];
            while (file.ReadAtLeast(head, 20, throwOnEndOfStream: false) == 20 && MemoryMarshal.Read<int>(head[16..]) is > 0 and <= MostNumbers and var length)
            {
                var record = new byte[20 + length * 4 + 8];
                head.CopyTo(record);
                if (file.ReadAtLeast(record.AsSpan(20), record.Length - 20, throwOnEndOfStream: false) < record.Length - 20
                    || Checksum(record.AsSpan(..^8)) != MemoryMarshal.Read<ulong>(record.AsSpan(^8..)))
                    break;
                found[MemoryMarshal.Read<UInt128>(head)] = MemoryMarshal.Cast<byte, float>(record.AsSpan(20, length * 4)).ToArray();
                whole = file.Position;
            }

            if (whole < file.Length)
                file.SetLength(whole);
        }
        catch (Exception useless) when (useless is IOException or UnauthorizedAccessException)
        {
            // They are made again.
        }

        return found;
    }

    private void Append(List<(UInt128 Hash, float[] Vector)> fresh)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            foreach (var (hash, vector) in fresh)
            {
                var record = new byte[20 + vector.Length * 4 + 8];
                MemoryMarshal.Write(record, hash);
                MemoryMarshal.Write(record.AsSpan(16), vector.Length);
                MemoryMarshal.AsBytes(vector.AsSpan()).CopyTo(record.AsSpan(20));
                MemoryMarshal.Write(record.AsSpan(^8..), Checksum(record.AsSpan(..^8)));
                file.Write(record);
            }
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // They are made again at the next start.
        }
    }

    private void TryDelete() => DurableFile.TryDelete(path);
}
