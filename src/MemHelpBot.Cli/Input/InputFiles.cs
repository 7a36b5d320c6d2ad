using System.Buffers;
using System.Globalization;

namespace MemHelpBot.Cli.Input;

/// <summary>Reads the inputs that a call names, and refuses what cannot be read before anything is printed.</summary>
internal sealed class InputFiles(Surroundings surroundings, Decoding decode)
{
    /// <summary>The name of standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Bytes that are read of one input at most.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>The inputs of a call: those named, or standard input when none is named and no person types there.</summary>
    /// <exception cref="WrongCallException">Nothing is named and there is nothing to read; or a name cannot be read.</exception>
    public IReadOnlyList<string> Names(IReadOnlyList<string> named, string command)
    {
        if (named.Count == 0)
        {
            return surroundings.InputIsTerminal
                ? throw new WrongCallException($"nothing to read: name a FILE, or pipe the log in (dmesg | memhelp {command}); see memhelp {command} --help")
                : [StandardInput];
        }

        if (named.Count(n => n == StandardInput) > 1)
            throw new WrongCallException("standard input (-) is named twice: name it once");
        foreach (var name in named)
        {
            if (name != StandardInput)
                Check(name);
        }

        return named;
    }

    /// <summary>Reads one input.</summary>
    /// <exception cref="WrongCallException">It cannot be read, or is larger than <see cref="MaxBytes"/>.</exception>
    public InputText Read(string name)
    {
        try
        {
            using var file = name == StandardInput ? null : new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            var decoded = Decoded(name, file ?? surroundings.Input);
            if (decoded.Notices.Any(n => n.Id == "binary"))
                throw new WrongCallException($"cannot read {(name == StandardInput ? "standard input" : name)}: it is binary data, not text; unpack an archive (zcat), read a journal with journalctl, and send the text");
            return new InputText(name, decoded.Text, decoded.Notices);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Unreadable(name, e);
        }
    }

    private static void Check(string name)
    {
        if (Directory.Exists(name))
            throw new WrongCallException($"cannot read {name}: it is a directory; name the files in it");
        try
        {
            // A named pipe has no length, and whoever writes to it would break when it is opened only to look.
            if (new FileInfo(name) is { Exists: true, Length: 0 })
                return;
            using var file = new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            if (file.CanSeek && file.Length > MaxBytes)
                throw TooLarge(name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw Unreadable(name, e);
        }
    }

    private Parsing.Text.DecodedText Decoded(string name, Stream stream)
    {
        var buffer = new ArrayBufferWriter<byte>(stream.CanSeek ? (int)Math.Clamp(stream.Length + 1, 4096, MaxBytes + 1L) : 64 * 1024);
        while (true)
        {
            var read = stream.Read(buffer.GetSpan(4096));
            if (read == 0)
                return decode(buffer.WrittenSpan);
            buffer.Advance(read);
            if (buffer.WrittenCount > MaxBytes)
                throw TooLarge(name);
        }
    }

    private static WrongCallException TooLarge(string name) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{(name == StandardInput ? "standard input" : name)} is larger than {MaxBytes / 1024 / 1024} MiB, the most that is read: cut it to the lines around the incident, e.g. grep -n -A200 'invoked oom-killer'"));

    private static WrongCallException Unreadable(string name, Exception e) => new(
        e switch
        {
            FileNotFoundException or DirectoryNotFoundException => $"cannot read {name}: there is no such file; check the path",
            UnauthorizedAccessException => $"cannot read {name}: permission denied; check its owner and mode, or pipe it in with sudo cat",
            _ => $"cannot read {name}: {e.Message}",
        },
        e);
}
