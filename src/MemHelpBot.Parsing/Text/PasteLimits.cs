namespace MemHelpBot.Parsing.Text;

/// <summary>How much of one message is read. What lies beyond is named in a <see cref="Notice"/>, never dropped in silence.</summary>
public static class PasteLimits
{
    /// <summary>Characters (UTF-16 units) of one message: 16 Mi. A longer message is cut at the last line end before.</summary>
    public const int MaxCharacters = 16 * 1024 * 1024;

    /// <summary>Characters of one line: 1 Mi. A longer line is read up to there; the lines after it are read as usual.</summary>
    public const int MaxLineCharacters = 1024 * 1024;
}
