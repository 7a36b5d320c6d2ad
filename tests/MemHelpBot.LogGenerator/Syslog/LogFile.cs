using System.Text;

namespace MemHelpBot.LogGenerator.Syslog;

/// <summary>A file of lines that counts them.</summary>
internal sealed class LogFile : IDisposable
{
    private readonly FileStream stream;
    private readonly byte[] buffer = new byte[1 << 20];
    private int used;

    /// <summary>Makes the file anew.</summary>
    public LogFile(string path) => stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1);

    /// <summary>Bytes written.</summary>
    public long Length { get; private set; }

    /// <summary>Number of the line that is written next, 1 for the first.</summary>
    public long Next { get; private set; } = 1;

    /// <summary>Writes a part of a line.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        Length += text.Length;
        if (used + text.Length > buffer.Length)
            Flush();
        if (text.Length > buffer.Length)
        {
            stream.Write(text);
            return;
        }

        text.CopyTo(buffer.AsSpan(used));
        used += text.Length;
    }

    /// <summary>Ends a line.</summary>
    public void End()
    {
        Write("\n"u8);
        Next++;
    }

    /// <summary>Writes a line.</summary>
    public void Line(string text)
    {
        Write(Encoding.UTF8.GetBytes(text));
        End();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Flush();
        stream.Dispose();
    }

    private void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
    }
}
