namespace MemHelpBot.Answers.Wording;

/// <summary>Looks for words in a text of any of the three languages.</summary>
public static class Words
{
    /// <summary>Whether the text holds the words, at word boundaries where they are Latin letters.</summary>
    public static bool Mentions(string text, string words)
    {
        for (var at = text.IndexOf(words, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(words, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var starts = at == 0 || !char.IsAsciiLetterOrDigit(words[0]) || !char.IsAsciiLetterOrDigit(text[at - 1]);
            var end = at + words.Length;
            // Plural and case endings of up to two letters may follow ("commands", "roota").
            if (starts && (end >= text.Length || !char.IsAsciiLetterOrDigit(words[^1]) || Letters(text, end) <= 2))
                return true;
        }

        return false;
    }

    private static int Letters(string text, int from)
    {
        var count = 0;
        while (from + count < text.Length && char.IsLetterOrDigit(text[from + count]))
            count++;
        return count;
    }
}
