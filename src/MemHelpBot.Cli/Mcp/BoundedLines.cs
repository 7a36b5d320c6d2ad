namespace MemHelpBot.Cli.Mcp;

/// <summary>
/// Lines of a stream, each within a limit: of a longer one only the beginning is handed on, which is then no message and is refused like any other that is
/// malformed. So one line without an end does not fill the memory.
/// </summary>
/// <param name="inner">The stream.</param>
/// <param name="longest">Bytes of a line.</param>
internal sealed class BoundedLines(Stream inner, int longest = BoundedLines.Longest) : Stream
{
    /// <summary>The largest text as JSON: escapes lengthen a text that is itself within the limit, and there are the arguments around it.</summary>
    public const int Longest = (2 * McpArguments.MaxBytes) + (64 * 1024);

    private int length;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0 || buffer.Length == 0)
                return read;
            if (Kept(buffer.Span[..read]) is > 0 and var kept)
                return kept;
        }
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        while (true)
        {
            var read = inner.Read(buffer, offset, count);
            if (read == 0 || count == 0)
                return read;
            if (Kept(buffer.AsSpan(offset, read)) is > 0 and var kept)
                return kept;
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Moves what stays of some bytes to their beginning.</summary>
    private int Kept(Span<byte> bytes)
    {
        var kept = 0;
        var from = 0;
        while (from < bytes.Length)
        {
            var end = bytes[from..].IndexOf((byte)'\n');
            var to = end < 0 ? bytes.Length : from + end;
            var part = Math.Clamp(longest - length, 0, to - from);
            bytes.Slice(from, part).CopyTo(bytes[kept..]);
            (kept, length) = (kept + part, length + part);
            from = to;
            if (end >= 0)
            {
                bytes[kept++] = (byte)'\n';
                (from, length) = (to + 1, 0);
            }
        }

        return kept;
    }
}
