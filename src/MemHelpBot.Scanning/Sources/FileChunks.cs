using MemHelpBot.Scanning.Search;
using Microsoft.Win32.SafeHandles;

namespace MemHelpBot.Scanning.Sources;

/// <summary>
/// Reads a file in chunks by several workers at once and hands the chunks on in order. A worker that finishes the next chunk in order hands on
/// whatever is ready, while the others search on; what the chunks make ready to be read is read before the next chunk is searched. So there is
/// no thread that only waits.
/// </summary>
internal sealed class FileChunks(SafeFileHandle file, long length, LiteralSearch search, Action<Chunk> take, SegmentQueue segments) : IDisposable
{
    /// <summary>Chunks that may be ahead of the one in turn; with their buffers the memory of a scan.</summary>
    private const int Ahead = 16;

    /// <summary>Milliseconds after which a worker that has nothing to do looks again.</summary>
    private const int Pause = 1;

    private readonly Lock gate = new();
    private readonly SemaphoreSlim free = new(Ahead);
    private readonly Chunk?[] ready = new Chunk?[Ahead];
    private readonly Stack<Chunk> spare = new();
    private readonly CancellationTokenSource stop = new();
    private Exception? failure;
    private long next = -1;
    private long turn;
    private bool handing;

    /// <summary>Reads the whole file.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Run(int workers, CancellationToken cancellation)
    {
        using var linked = cancellation.Register(stop.Cancel);
        var chunks = (length + Chunk.Size - 1) / Chunk.Size;
        var threads = new List<Thread>();
        for (var i = 1; i < Math.Min(workers, chunks); i++)
        {
            var thread = new Thread(() => Work(chunks), 256 * 1024) { IsBackground = true };
            thread.Start();
            threads.Add(thread);
        }

        Work(chunks);
        foreach (var thread in threads)
            thread.Join();
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        cancellation.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        free.Dispose();
        stop.Dispose();
    }

    private void Work(long chunks)
    {
        try
        {
            while (true)
            {
                segments.ReadAll();
                if (segments.IsFull)
                {
                    // Another worker reads the segment that is in turn.
                    stop.Token.WaitHandle.WaitOne(Pause);
                    stop.Token.ThrowIfCancellationRequested();
                    continue;
                }

                free.Wait(stop.Token);
                var index = Interlocked.Increment(ref next);
                if (index >= chunks)
                {
                    free.Release();
                    return;
                }

                var chunk = Spare();
                Read(chunk, index);
                chunk.Search(search);
                HandOn(chunk, (int)(index % Ahead));
            }
        }
        catch (OperationCanceledException)
        {
            // Told by whoever cancelled.
        }
#pragma warning disable CA1031 // Thrown again where the scan was called.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref failure, e, null);
            stop.Cancel();
        }
    }

    private void Read(Chunk chunk, long index)
    {
        chunk.Offset = index * Chunk.Size;
        chunk.Before = (int)Math.Min(chunk.Margin, chunk.Offset);
        var room = chunk.Room(chunk.Before);
        var from = chunk.Offset - chunk.Before;
        var wanted = (int)Math.Min(room.Length, length - from);
        var read = 0;
        while (read < wanted && RandomAccess.Read(file, room[read..wanted], from + read) is var more and > 0)
            read += more;
        chunk.Length = Math.Max(0, read - chunk.Before);
    }

    // The one that was used last: it is still in the processor's cache.
    private Chunk Spare()
    {
        lock (gate)
            return spare.TryPop(out var chunk) ? chunk : new Chunk(search.LongestLiteral);
    }

    private void HandOn(Chunk searched, int slot)
    {
        lock (gate)
        {
            ready[slot] = searched;
            if (handing)
                return;
            handing = true;
        }

        while (true)
        {
            Chunk? current;
            lock (gate)
            {
                var inTurn = (int)(turn % Ahead);
                current = ready[inTurn];
                if (current is null)
                {
                    handing = false;
                    return;
                }

                ready[inTurn] = null;
                turn++;
            }

            take(current);
            lock (gate)
                spare.Push(current);
            free.Release();
        }
    }
}
