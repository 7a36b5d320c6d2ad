using MemHelpBot.Cases.Reading;

namespace MemHelpBot.Cases.Cache;

/// <summary>What a cached corpus depends on: this build of the product, and path, size and time of change of every file.</summary>
internal static class CorpusKey
{
    /// <summary>The key, compared byte for byte: no hash, so no chance of a false match.</summary>
    /// <param name="corpusDirectory">The corpus.</param>
    /// <param name="ingested">Checksum of what was ingested; 0 for nothing.</param>
    public static byte[] Of(string corpusDirectory, ulong ingested)
    {
        var key = new PackWriter();
        key.Text(typeof(CorpusKey).Module.ModuleVersionId.ToString("N"));
        foreach (var file in CorpusFiles.In(corpusDirectory))
        {
            key.Text(file.Path);
            key.Long(file.Size);
            key.Long(file.Modified);
        }

        key.Long(unchecked((long)ingested));
        return key.Written.ToArray();
    }
}
