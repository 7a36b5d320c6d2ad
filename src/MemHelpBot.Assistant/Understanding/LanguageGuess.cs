using System.Buffers;

namespace MemHelpBot.Assistant.Understanding;

/// <summary>
/// The language a person writes in, from their own words (never from log lines): Chinese by its script, Polish by its
/// letters and small words, English by its small words.
/// </summary>
internal static class LanguageGuess
{
    private static readonly HashSet<string> Polish = new(
        ["jest", "nie", "się", "sie", "dlaczego", "czemu", "jak", "co", "czy", "proces", "pamięci", "pamiec", "pamięć", "błąd", "serwer", "zabity", "mam", "przez", "dla", "oraz", "który", "został", "polecenia", "więcej", "znaczy", "tylko", "na", "to", "po"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> English = new(
        ["the", "is", "are", "and", "was", "why", "what", "how", "my", "it", "of", "this", "that", "with", "not", "does", "did", "when", "have", "has", "i", "we", "you", "get", "only", "more"], StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Separators = SearchValues.Create(" ,.?!:;()\"\t");

    /// <summary>Length of the longest word above.</summary>
    private const int Longest = 9;

    /// <summary>en, zh or pl, or null when the words do not tell (a bare log).</summary>
    public static string? Of(IEnumerable<string> lines)
    {
        int han = 0, kana = 0, polish = 0, english = 0, words = 0;
        foreach (var line in lines)
        {
            var from = 0;
            for (var i = 0; i <= line.Length; i++)
            {
                if (i < line.Length && !Separators.Contains(line[i]))
                {
                    if (line[i] is >= '\u4e00' and <= '\u9fff')
                        han++;
                    else if (line[i] is >= '\u3041' and <= '\u30fa')
                        kana++;
                    else if (line[i] > 127 && "ąćęłńśźżĄĆĘŁŃŚŹŻ".Contains(line[i], StringComparison.Ordinal))
                        polish += 2;
                    continue;
                }

                if (i > from)
                    Count(line, from, i, ref words, ref polish, ref english);
                from = i + 1;
            }
        }

        // A Chinese sentence is one "word": compare characters, and let a few stray ones (a path, a user's name) not decide.
        // Kana is Japanese, which is not answered in Chinese.
        if (kana > 0 && kana * 3 >= han)
            return null;
        if (han >= 2 && han >= english)
            return "zh";
        if (polish > 0 && polish > english)
            return "pl";
        return english > 0 || words >= 3 ? "en" : null;
    }

    private static void Count(string line, int from, int to, ref int words, ref int polish, ref int english)
    {
        words++;
        if (to - from > Longest)
            return;
        var word = line[from..to];
        polish += Polish.Contains(word) ? 1 : 0;
        english += English.Contains(word) ? 1 : 0;
    }
}
