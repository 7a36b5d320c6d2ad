using System.Threading.Channels;

namespace MemHelpBot.Cli.Chat;

/// <summary>
/// Lines of standard input, read ahead by a thread of its own, so that one can tell whether more of a paste is waiting. The thread ends with
/// the process: a read from a terminal cannot be called off.
/// </summary>
internal sealed class LineSource
{
    private readonly Channel<Line> lines = Channel.CreateUnbounded<Line>();
    private readonly TimeProvider clock;

    /// <summary>Starts reading lines as they come.</summary>
    public LineSource(TextReader reader, TimeProvider clock)
        : this(() => reader.ReadLine() is { } line ? [new Line(line, Pasted: false)] : null, clock)
    {
    }

    /// <summary>Starts reading lines that are edited on a terminal.</summary>
    public LineSource(LineEditor editor, TimeProvider clock)
        : this(editor.Next, clock)
    {
    }

    private LineSource(Func<IReadOnlyList<Line>?> next, TimeProvider clock)
    {
        this.clock = clock;
        new Thread(() => Pump(next)) { IsBackground = true, Name = "chat input" }.Start();
    }

    /// <summary>The next line; null at the end.</summary>
    public async ValueTask<Line?> NextAsync(CancellationToken cancellationToken) =>
        await lines.Reader.WaitToReadAsync(cancellationToken) && lines.Reader.TryRead(out var line) ? line : null;

    /// <summary>Whether another line is there, or comes within a time too short for typing.</summary>
    public async ValueTask<bool> MoreWithinAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(time, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await lines.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Pump(Func<IReadOnlyList<Line>?> next)
    {
        try
        {
            while (next() is { } read)
            {
                foreach (var line in read)
                    lines.Writer.TryWrite(line);
            }

            lines.Writer.Complete();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            lines.Writer.Complete();
        }
    }
}
