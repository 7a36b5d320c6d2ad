namespace MemHelpBot.Cases.Cache;

/// <summary>One file of work that can be done again: whatever goes wrong with it, it is as if it were not there.</summary>
internal sealed class CacheFile(string directory, string name)
{
    private const ulong Magic = 0x31_4341_4348_4d48;

    /// <summary>The values behind the key, when the file is there, whole, and was written under the same key.</summary>
    public PackReader? Load(byte[] key)
    {
        try
        {
            return PackFile.Open(Path.Combine(directory, name), Magic) is { } reader && reader.Numbers<byte>().AsSpan().SequenceEqual(key) ? reader : null;
        }
        catch (Exception useless) when (useless is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes the file if it can.</summary>
    public void Keep(byte[] key, Action<PackWriter> write)
    {
        var pack = new PackWriter();
        pack.Numbers<byte>(key);
        write(pack);
        try
        {
            Directory.CreateDirectory(directory);
            PackFile.Replace(Path.Combine(directory, name), Magic, pack.WrittenMemory, flush: false);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // The next start does the work again.
        }
    }
}
