using System.Diagnostics;
using System.IO.Compression;

namespace MemHelpBot.Scanning.Sources;

/// <summary>How a file is packed, told by its first bytes, not by its name.</summary>
internal enum Packing
{
    /// <summary>Text.</summary>
    None,

    /// <summary>gzip (RFC 1952).</summary>
    Gzip,

    /// <summary>xz.</summary>
    Xz,

    /// <summary>Zstandard (RFC 8878).</summary>
    Zstandard,

    /// <summary>bzip2.</summary>
    Bzip2,

    /// <summary>A journal of systemd: no text, read through journalctl.</summary>
    Journal,

    /// <summary>Another binary file.</summary>
    Binary,

    /// <summary>UTF-16 with a mark.</summary>
    Utf16,
}

/// <summary>Recognises and unpacks.</summary>
internal static class Unpacking
{
    /// <summary>Bytes that <see cref="Of"/> wants to see.</summary>
    public const int Sample = 4096;

    /// <summary>How bytes that begin like this are packed.</summary>
    public static Packing Of(ReadOnlySpan<byte> head) => head switch
    {
        [0x1f, 0x8b, ..] => Packing.Gzip,
        [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => Packing.Xz,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Packing.Zstandard,
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, ..] => Packing.Bzip2,
        [0xff, 0xfe, ..] or [0xfe, 0xff, ..] => Packing.Utf16,
        _ when head.StartsWith("LPKSHHRH"u8) => Packing.Journal,
        _ when IsBinary(head) => Packing.Binary,
        _ => Packing.None,
    };

    /// <summary>A stream of the text in a packed one; the bytes come as they are asked for.</summary>
    public static Stream Open(Packing packing, Stream packed) => packing switch
    {
        Packing.Gzip => Gunzip(packed),
        Packing.Xz => new Unpacker("xz", packed),
        Packing.Zstandard => new Unpacker("zstd", packed),
        Packing.Bzip2 => new Unpacker("bzip2", packed),
        Packing.Utf16 => System.Text.Encoding.CreateTranscodingStream(
            packed, packed.ReadByte() is 0xff && packed.ReadByte() is 0xfe ? System.Text.Encoding.Unicode : System.Text.Encoding.BigEndianUnicode, new System.Text.UTF8Encoding(false)),
        _ => packed,
    };

    // The tool tells a cut archive, which the library takes for a whole one, and unpacks on another processor.
    private static Stream Gunzip(Stream packed)
    {
        try
        {
            return new Unpacker("gzip", packed);
        }
        catch (IOException)
        {
            return new GZipStream(packed, CompressionMode.Decompress);
        }
    }

    // A stray NUL happens in logs (a crash leaves a hole in the file); many control bytes do not.
    private static bool IsBinary(ReadOnlySpan<byte> head)
    {
        var control = 0;
        foreach (var value in head)
        {
            if (value < 0x20 && value is not (0x09 or 0x0A or 0x0D or 0x1B or 0x0C or 0x08))
                control++;
        }

        return control > head.Length / 20;
    }
}

/// <summary>Unpacks through the system's own tool, which is there wherever such files are made: <c>TOOL -dc</c> between two pipes.</summary>
internal sealed class Unpacker : ForwardStream
{
    private readonly Process process;
    private readonly Thread feeder;
    private readonly string tool;
    private string complaint = "";

    /// <summary>Starts the tool.</summary>
    /// <exception cref="IOException">It is not installed.</exception>
    public Unpacker(string tool, Stream packed)
    {
        this.tool = tool;
        var start = new ProcessStartInfo(tool) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("-dc");
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new IOException($"{tool} is needed to unpack it and is not installed", e);
        }

        process.ErrorDataReceived += (_, line) => complaint = complaint.Length == 0 && line.Data is { Length: > 0 } said ? said : complaint;
        process.BeginErrorReadLine();
        feeder = new Thread(() => Feed(packed), 256 * 1024) { IsBackground = true };
        feeder.Start();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The tool says that the archive is damaged.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = process.StandardOutput.BaseStream.Read(buffer);
        if (read > 0)
            return read;
        process.WaitForExit();
        return process.ExitCode == 0 ? 0 : throw new InvalidDataException(complaint.Length > 0 ? complaint : $"{tool} ended with status {process.ExitCode}");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (!process.HasExited)
                process.Kill();
            feeder.Join(TimeSpan.FromSeconds(1)); // It may wait for a pipe that nobody writes to.
            process.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Feed(Stream packed)
    {
        try
        {
            using var into = process.StandardInput.BaseStream;
            packed.CopyTo(into);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The tool ended early; its exit status tells.
        }
    }
}
