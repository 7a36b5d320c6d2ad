namespace MemHelpBot.Answers.Verifying;

/// <summary>The messages of a conversation as they were sent, by line: what a citation of a line points to.</summary>
public sealed class PasteLines
{
    private readonly string[] messages;
    private readonly Lazy<int[][]> starts;

    /// <summary>The messages in the order sent.</summary>
    public PasteLines(IEnumerable<string> messages)
    {
        this.messages = [.. messages];
        starts = new(() => [.. this.messages.Select(Starts)]);
    }

    /// <summary>Whether that line exists.</summary>
    public bool Has(int message, int line) =>
        message >= 0 && message < messages.Length && line >= 1 && line <= starts.Value[message].Length;

    /// <summary>Lines <paramref name="first"/> to <paramref name="last"/> of a message, or an empty text where there are none.</summary>
    public ReadOnlySpan<char> Text(int message, int first, int last)
    {
        if (!Has(message, first) || !Has(message, last))
            return default;
        var lines = starts.Value[message];
        var end = last < lines.Length ? lines[last] : messages[message].Length;
        return messages[message].AsSpan(lines[first - 1], end - lines[first - 1]);
    }

    private static int[] Starts(string text)
    {
        var found = new List<int> { 0 };
        for (var i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0 && i + 1 < text.Length; i = text.IndexOf('\n', i + 1))
            found.Add(i + 1);
        return [.. found];
    }
}
