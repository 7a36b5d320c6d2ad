using MemHelpBot.Scanning.Search;
using MemHelpBot.Scanning.Segments;

namespace MemHelpBot.Scanning.Sources;

/// <summary>A log that grows while it is read.</summary>
internal abstract class Followed(Action<Chunk> count) : IDisposable
{
    /// <summary>Milliseconds between looks at a log that did not grow.</summary>
    public const int Pause = 200;

    /// <summary>Looks without anything new after which a report is taken for complete: two seconds.</summary>
    private const int IdleLooks = 10;

    private int idle;

    /// <summary>Whether nothing can come any more.</summary>
    public bool IsOver { get; protected set; }

    /// <summary>Lines read so far.</summary>
    public abstract long LinesRead { get; }

    /// <summary>What puts its lines together.</summary>
    protected abstract Assembler Assembler { get; }

    /// <summary>Takes what is new. False: there was nothing.</summary>
    public bool Poll()
    {
        if (Read())
        {
            idle = 0;
            return true;
        }

        if (++idle == IdleLooks && Assembler.IsWaiting)
            Assembler.Settle();
        return false;
    }

    /// <summary>It is not followed any further: gives away what is open.</summary>
    public void Finish() => Assembler.Finish();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Takes what is new. False: there was nothing.</summary>
    protected abstract bool Read();

    /// <summary>Takes a chunk.</summary>
    protected void Take(Chunk chunk)
    {
        Assembler.Take(chunk.Data, chunk.Offset, chunk.Finds, chunk.LineEnds);
        count(chunk);
    }
}

/// <summary>A pipe that is followed.</summary>
internal sealed class FollowedPipe : Followed
{
    private readonly Stream stream;
    private readonly StreamChunks chunks;

    /// <summary>Follows a pipe until its writer closes it.</summary>
    public FollowedPipe(Stream stream, LiteralSearch search, Assembler assembler, Action<Chunk> count)
        : base(count) => (this.stream, Assembler, chunks) = (stream, assembler, new StreamChunks(search, Take));

    /// <inheritdoc/>
    public override long LinesRead => Assembler.LinesRead;

    /// <inheritdoc/>
    protected override Assembler Assembler { get; }

    /// <inheritdoc/>
    public override void Dispose()
    {
        // The stream is the host's.
    }

    /// <inheritdoc/>
    protected override bool Read()
    {
        var read = chunks.NextIfReady(stream, 0);
        IsOver = read == 0;
        return read > 0;
    }
}

/// <summary>A file that is followed by its name, as <c>tail -F</c> does.</summary>
internal sealed class FollowedFile(string path, LiteralSearch search, Func<Assembler> begin, Action<Chunk> count) : Followed(count)
{
    private readonly string full = Path.GetFullPath(path);
    private FileStream? file;
    private StreamChunks? chunks;
    private Assembler assembler = begin();
    private long linesBefore;

    /// <inheritdoc/>
    public override long LinesRead => linesBefore + assembler.LinesRead;

    /// <inheritdoc/>
    protected override Assembler Assembler => assembler;

    /// <inheritdoc/>
    public override void Dispose() => file?.Dispose();

    /// <inheritdoc/>
    protected override bool Read()
    {
        if (file is null && !Open())
            return false;
        try
        {
            if (chunks!.Next(file!, CancellationToken.None) > 0)
                return true;
            if (file!.Length >= file.Position && !IsReplaced())
                return false;
        }
        catch (IOException)
        {
            // The file went away (a network's, a container's): it is looked for again under its name.
        }

        file!.Dispose();
        file = null;
        return Open();
    }

    private bool Open()
    {
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        if (chunks is not null)
        {
            // Another file than before: its lines count anew.
            assembler.Finish();
            linesBefore += assembler.LinesRead;
            assembler = begin();
        }

        chunks = new StreamChunks(search, Take);
        return true;
    }

    // A rotated log is renamed or removed: the open file then has another name than the one it was opened by.
    private bool IsReplaced()
    {
        if (!File.Exists(path))
            return false;
        var link = new FileInfo($"/proc/self/fd/{file!.SafeFileHandle.DangerousGetHandle()}").LinkTarget;
        if (link is null)
            return false;
        return link != full && link != (new FileInfo(full).ResolveLinkTarget(true)?.FullName ?? Canonical(full));
    }

    // The directory may be reached through links.
    private static string Canonical(string path)
    {
        var directory = new DirectoryInfo(Path.GetDirectoryName(path)!);
        var target = directory.ResolveLinkTarget(true)?.FullName ?? directory.FullName;
        return Path.Combine(target, Path.GetFileName(path));
    }
}
