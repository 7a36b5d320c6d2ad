namespace MemHelpBot.Answers.Models;

/// <summary>How many tokens a text is, roughly and on the safe side: for limits, never for bills.</summary>
public static class TokenEstimate
{
    /// <summary>The estimate: a token for every three ASCII characters, and one for every other character.</summary>
    public static int Of(string text)
    {
        var ascii = 0;
        foreach (var c in text)
            ascii += char.IsAscii(c) ? 1 : 0;
        return text.Length - ascii + (ascii + 2) / 3;
    }

    /// <summary>The estimate for several texts, with what each message costs besides.</summary>
    public static long Of(IEnumerable<string> texts) => texts.Sum(t => Of(t) + 8L);
}
