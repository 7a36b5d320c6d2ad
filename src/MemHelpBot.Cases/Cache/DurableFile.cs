using System.Runtime.InteropServices;

namespace MemHelpBot.Cases.Cache;

/// <summary>
/// Replaces a file as a whole: written beside its place, flushed to the disk, renamed, and the directory flushed too, so that a kill or
/// a power cut at any moment leaves the old file or the new one.
/// </summary>
internal static partial class DurableFile
{
    private const int ReadOnlyDirectory = 0x10000;

    /// <summary>Replaces a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes it under the name that it is given.</param>
    /// <param name="flush">False for a file that can be made again.</param>
    /// <exception cref="IOException">The disk refused; the old file is untouched.</exception>
    public static void Replace(string path, Action<string> write, bool flush)
    {
        var beside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            write(beside);
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            TryDelete(beside);
            throw;
        }

        if (flush && OperatingSystem.IsLinux())
            FlushDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Deletes a file if it can.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // What is left beside the file harms nobody and is swept later.
        }
    }

    // A file system that cannot flush a directory (EINVAL) orders renames by itself.
    private static void FlushDirectory(string directory)
    {
        var handle = Open(directory, ReadOnlyDirectory);
        if (handle < 0)
            return;
        _ = Flush(handle);
        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Flush(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
