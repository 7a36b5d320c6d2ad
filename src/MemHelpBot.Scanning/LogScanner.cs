using MemHelpBot.Parsing;
using MemHelpBot.Scanning.Search;
using MemHelpBot.Scanning.Segments;
using MemHelpBot.Scanning.Sources;

namespace MemHelpBot.Scanning;

/// <summary>What a scan needs of its host.</summary>
public sealed record ScanHost
{
    /// <summary>Given each incident, in the order of the lines within a file but for hosts that are mixed in it. Not called twice at a time.</summary>
    public required Action<FoundIncident> Found { get; init; }

    /// <summary>Told of each file that was left out or only read in part, and why.</summary>
    public required Action<string, string> Skipped { get; init; }

    /// <summary>Told now and then how many bytes were read since it was told last.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>The diagnosis; null leaves causes out. Called by several threads at a time.</summary>
    public Func<Reading, Judged>? Judge { get; init; }

    /// <summary>The moment of the scan, for logs that have no date of last change (a pipe).</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Threads that search.</summary>
    public int Workers { get; init; } = Math.Min(Environment.ProcessorCount, 4);
}

/// <summary>Finds and reads the memory incidents in logs of any size, with bounded memory.</summary>
public sealed class LogScanner(ScanHost host)
{
    private static readonly LiteralSearch Literals = new(IncidentLiterals.All);

    /// <summary>Files that were read, wholly or in part.</summary>
    public int Files { get; private set; }

    /// <summary>Bytes that were searched, unpacked.</summary>
    public long Bytes { get; private set; }

    /// <summary>Lines that were searched.</summary>
    public long Lines { get; private set; }

    /// <summary>The files that a path stands for, and their bytes on disk together.</summary>
    public IReadOnlyList<string> FilesOf(string path) => [.. LogFiles.Of(path, host.Skipped)];

    /// <summary>Scans one file. What cannot be read is told to <see cref="ScanHost.Skipped"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="named">Whether it was named itself, not found in a directory: then it is told when it is no text.</param>
    /// <param name="cancellation">Ends the scan.</param>
    public void ScanFile(string path, bool named, CancellationToken cancellation)
    {
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
            using var stream = new FileStream(handle, FileAccess.Read, 1);
            if (!stream.CanSeek || stream.Length == 0)
            {
                Scan(path, stream, host.Now, cancellation);
                return;
            }

            Span<byte> head = stackalloc byte[Unpacking.Sample];
            var packing = Unpacking.Of(head[..RandomAccess.Read(handle, head, 0)]);
            var written = new DateTimeOffset(File.GetLastWriteTimeUtc(handle), TimeSpan.Zero);
            if (packing is Packing.Journal)
                host.Skipped(path, JournalAdvice(path));
            else if (packing is Packing.Binary && named)
                host.Skipped(path, "it is binary data, not text");
            else if (packing is Packing.None)
                ScanText(path, handle, stream.Length, written, cancellation);
            else if (packing is not Packing.Binary)
                ScanStream(path, packing, stream, written, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            host.Skipped(path, Reason(e));
        }
    }

    /// <summary>Scans what comes through a stream until its end.</summary>
    public void Scan(string name, Stream stream, DateTimeOffset reference, CancellationToken cancellation)
    {
        var head = new byte[Unpacking.Sample];
        var read = 0;
        // The first bytes tell what it is; a person's pipe may give them one by one, so one read must do for text.
        while (read < 8 && stream.Read(head, read, head.Length - read) is var more and > 0)
            read += more;
        var packing = Unpacking.Of(head.AsSpan(0, read));
        if (packing is Packing.Journal or Packing.Binary)
            host.Skipped(name, packing is Packing.Journal ? JournalAdvice(name) : "it is binary data, not text");
        else
            ScanStream(name, packing, new Rejoined(head.AsMemory(0, read), stream), reference, cancellation);
    }

    /// <summary>Scans files and goes on as they grow, through rotation and truncation, until it is cancelled; with nothing but a pipe until that ends.</summary>
    /// <param name="paths">The files; they need not exist yet.</param>
    /// <param name="pipe">A pipe that is followed too, or null.</param>
    /// <param name="cancellation">Ends it.</param>
    public void Follow(IReadOnlyList<string> paths, Stream? pipe, CancellationToken cancellation)
    {
        List<Followed> all = [.. paths.Select(p => new FollowedFile(p, Literals, () => NewAssembler(p, host.Now), Count))];
        if (pipe is not null)
            all.Add(new FollowedPipe(pipe, Literals, NewAssembler("-", host.Now), Count));
        Files += all.Count;
        try
        {
            while (!cancellation.IsCancellationRequested && all.Exists(f => !f.IsOver))
            {
                var any = false;
                foreach (var one in all)
                    any |= !one.IsOver && one.Poll();
                if (!any)
                    cancellation.WaitHandle.WaitOne(Followed.Pause);
            }
        }
        finally
        {
            foreach (var one in all)
            {
                one.Finish();
                Lines += one.LinesRead;
                one.Dispose();
            }
        }
    }

    private void ScanText(string path, Microsoft.Win32.SafeHandles.SafeFileHandle handle, long length, DateTimeOffset reference, CancellationToken cancellation)
    {
        Files++;
        var segments = new SegmentQueue(new SegmentReader(path, reference, host.Judge).Read, host.Found);
        var assembler = new Assembler(segments.Add);
        using var chunks = new FileChunks(handle, length, Literals, chunk => Take(assembler, chunk), segments);
        chunks.Run(host.Workers, cancellation);
        Finish(assembler);
        segments.ReadAll();
    }

    private void ScanStream(string name, Packing packing, Stream stream, DateTimeOffset reference, CancellationToken cancellation)
    {
        Files++;
        var assembler = NewAssembler(name, reference);
        try
        {
            using var text = Unpacking.Open(packing, stream);
            new StreamChunks(Literals, chunk => Take(assembler, chunk)).Run(text, cancellation);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            host.Skipped(name, $"{(packing is Packing.None ? "" : "damaged or cut archive: ")}{Reason(e)}; what came before was scanned");
        }

        Finish(assembler);
    }

    private Assembler NewAssembler(string name, DateTimeOffset reference)
    {
        var reader = new SegmentReader(name, reference, host.Judge);
        return new Assembler(segment =>
        {
            foreach (var incident in reader.Read(segment))
                host.Found(incident);
        });
    }

    private void Take(Assembler assembler, Chunk chunk)
    {
        assembler.Take(chunk.Data, chunk.Offset, chunk.Finds, chunk.LineEnds);
        Count(chunk);
    }

    private void Count(Chunk chunk)
    {
        Bytes += chunk.Length;
        host.Progress?.Invoke(chunk.Length);
    }

    private void Finish(Assembler assembler)
    {
        assembler.Finish();
        Lines += assembler.LinesRead;
    }

    private static string JournalAdvice(string path) => $"a journal of systemd is no text: journalctl --file '{path}' -o short-iso | memhelp scan -";

    private static string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "permission denied",
        _ => e.Message,
    };
}
