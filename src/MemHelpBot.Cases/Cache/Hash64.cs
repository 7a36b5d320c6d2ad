namespace MemHelpBot.Cases.Cache;

/// <summary>FNV-1a, 64 bits, over UTF-16 units: for names of files and ids, the same on every machine. No protection against intent.</summary>
internal static class Hash64
{
    public static ulong Of(ReadOnlySpan<char> text, ulong after = 14_695_981_039_346_656_037UL)
    {
        var hash = after;
        unchecked
        {
            foreach (var c in text)
                hash = (hash ^ c) * 1_099_511_628_211UL;
        }

        return hash;
    }
}
