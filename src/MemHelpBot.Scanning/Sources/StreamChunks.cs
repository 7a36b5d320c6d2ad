using MemHelpBot.Scanning.Search;

namespace MemHelpBot.Scanning.Sources;

/// <summary>Reads what can only be read once and in order, a pipe or an unpacked archive, in chunks; hands on what is there without waiting for more.</summary>
internal sealed class StreamChunks(LiteralSearch search, Action<Chunk> take)
{
    private Chunk chunk = new(search.LongestLiteral);
    private Chunk other = new(search.LongestLiteral);
    private Task<int>? waiting;

    /// <summary>Takes what the stream gives until its end, and answers how many bytes that were.</summary>
    public long Run(Stream stream, CancellationToken cancellation)
    {
        var total = 0L;
        while (Next(stream, cancellation) is var read and > 0)
            total += read;
        return total;
    }

    /// <summary>Takes one chunk; 0 at the end.</summary>
    public int Next(Stream stream, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Taken(stream.Read(Begin().Span));
    }

    /// <summary>Takes one chunk if it is there: -1 when nothing is yet, 0 at the end.</summary>
    public int NextIfReady(Stream stream, int milliseconds)
    {
        waiting ??= stream.ReadAsync(Begin()).AsTask();
        if (!waiting.Wait(milliseconds))
            return -1;
        var read = waiting.Result;
        waiting = null;
        return Taken(read);
    }

    private Memory<byte> Begin()
    {
        other.Follow(chunk);
        (chunk, other) = (other, chunk);
        chunk.Length = 0;
        return chunk.DataRoom;
    }

    private int Taken(int read)
    {
        chunk.Length = read;
        if (read > 0)
        {
            chunk.Search(search);
            take(chunk);
        }

        return read;
    }
}
