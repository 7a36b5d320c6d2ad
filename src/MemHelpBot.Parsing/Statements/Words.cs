using System.Text;

namespace MemHelpBot.Parsing.Statements;

/// <summary>Looks for one of several words in a piece of a sentence, in any case. A word of Latin letters must begin a word there.</summary>
internal static class Words
{
    /// <summary>Index of the first of the words that stands in the text, or -1.</summary>
    public static int First(ReadOnlySpan<char> text, ReadOnlySpan<string> words, out int length)
    {
        length = 0;
        var latin = Ascii.IsValid(text);
        foreach (var word in words)
        {
            // Most lines are plain English: the words of other scripts need not be looked for there.
            if (latin && !Ascii.IsValid(word))
                continue;
            for (var from = 0; from < text.Length;)
            {
                var at = text[from..].IndexOf(word, StringComparison.OrdinalIgnoreCase);
                if (at < 0)
                    break;
                at += from;
                if (at == 0 || !IsLatin(word[0]) || !IsLatin(text[at - 1]))
                {
                    length = word.Length;
                    return at;
                }

                from = at + 1;
            }
        }

        return -1;
    }

    /// <summary>Whether one of the words stands in the text.</summary>
    public static bool Any(ReadOnlySpan<char> text, ReadOnlySpan<string> words) => First(text, words, out _) >= 0;

    private static bool IsLatin(char c) => char.IsLetter(c) && c < '\u0250';
}
