using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace MemHelpBot.Cases.Dense;

/// <summary>
/// A file read as memory: nothing is copied, and what is not touched is not read. A file that is replaced by renaming stays what it
/// was for those who have it mapped. It is let go when nothing refers to its memory any more.
/// </summary>
internal sealed unsafe class MappedFile
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* start;

    private MappedFile(string path, long length)
    {
        Length = length;
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
    }

    ~MappedFile()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }

    /// <summary>Length in bytes.</summary>
    public long Length { get; }

    /// <summary>Maps a file; null when it is not there or empty.</summary>
    public static MappedFile? Open(string path)
    {
        var info = new FileInfo(path);
        return info.Exists && info.Length > 0 ? new MappedFile(path, info.Length) : null;
    }

    /// <summary>Part of the file as values. It keeps the file mapped; who takes a span of it has to keep it alive.</summary>
    /// <exception cref="InvalidDataException">The file does not reach so far.</exception>
    public ReadOnlyMemory<T> Values<T>(long offset, long count)
        where T : unmanaged
    {
        if (offset < 0 || count < 0 || count > int.MaxValue || offset > Length || count * sizeof(T) > Length - offset)
            throw new InvalidDataException("The file ends too early.");
        return new Window<T>(this, offset, (int)count).Memory;
    }

    private sealed class Window<T>(MappedFile owner, long offset, int count) : MemoryManager<T>
        where T : unmanaged
    {
        public override Span<T> GetSpan() => new(owner.start + offset, count);

        public override MemoryHandle Pin(int elementIndex = 0) => new((T*)(owner.start + offset) + elementIndex, default, this);

        public override void Unpin()
        {
            // Mapped memory does not move.
        }

        protected override void Dispose(bool disposing)
        {
            // The file is let go with its last window.
        }
    }
}
