using System.Security.Cryptography;
using System.Text;

namespace MemHelpBot.Assistant.State;

/// <summary>
/// The file of one conversation: a line for its key, then one for each event, each with a checksum before it. Lines are only ever added at the end and
/// are on the disk before the caller goes on; a line that a crash cut off, or that the disk damaged, does not check and is left out.
/// </summary>
internal static class Journal
{
    private const int ChecksumDigits = 16;

    /// <summary>Reads a journal.</summary>
    /// <returns>The record with the length of the file up to the last whole line; null when the file is none.</returns>
    public static (ConversationRecord Record, long Length)? Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = ReadShared(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        ConversationKey? key = null;
        var events = new List<ConversationEvent>();
        var at = 0;
        for (int end; (end = Array.IndexOf(bytes, (byte)'\n', at)) >= 0; at = end + 1)
        {
            if (Checked(bytes.AsSpan(at, end - at)) is not { } json)
                continue;
            if (key is null)
                key = StateJson.ReadKey(json);
            else if (StateJson.Read(json) is { } happened)
                events.Add(happened);
        }

        return key is null ? null : (new ConversationRecord(key, events), at);
    }

    /// <summary>Adds lines behind a length, cutting off what a crash left there, and waits for the disk.</summary>
    /// <returns>The new length.</returns>
    public static long Append(string path, long length, params IEnumerable<string> lines)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 1);
        file.SetLength(length);
        file.Position = length;
        file.Write(Bytes(lines));
        file.Flush(flushToDisk: true);
        return file.Length;
    }

    /// <summary>Puts another content in place of a journal, in one step.</summary>
    /// <returns>The new length.</returns>
    public static long Replace(string path, ConversationRecord record)
    {
        var fresh = path + ".new";
        File.Delete(fresh);
        var length = Append(fresh, 0, [StateJson.WriteKey(record.Key), .. record.Events.Select(StateJson.Write)]);
        File.Move(fresh, path, overwrite: true);
        return length;
    }

    private static byte[] Bytes(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(Checksum(Encoding.UTF8.GetBytes(line))).Append(' ').Append(line).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string? Checked(ReadOnlySpan<byte> line)
    {
        if (line.Length <= ChecksumDigits || line[ChecksumDigits] != (byte)' ')
            return null;
        var body = line[(ChecksumDigits + 1)..];
        return Encoding.ASCII.GetString(line[..ChecksumDigits]) == Checksum(body) ? Encoding.UTF8.GetString(body) : null;
    }

    private static string Checksum(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, ChecksumDigits / 2));

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..read];
    }
}
