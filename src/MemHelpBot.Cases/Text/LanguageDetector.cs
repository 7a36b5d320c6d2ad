namespace MemHelpBot.Cases.Text;

/// <summary>
/// Tells the language of a text by its script, its diacritics and its commonest words. English log lines inside a text of another
/// language do not outweigh the prose: a few Chinese characters are a sentence, a few Latin letters are an identifier.
/// </summary>
public static class LanguageDetector
{
    private const int EnoughText = 40_000;

    /// <summary>The language as two letters of ISO 639-1 (en, zh, ja, ko, ru, uk, pl, de, fr, es, it, cs), or null when nothing tells.</summary>
    /// <param name="text">The text.</param>
    /// <param name="leastScore">How sure its words have to be, where the script does not tell: 2 for each common word, 3 for each letter of its own.</param>
    public static string? Detect(ReadOnlySpan<char> text, int leastScore = 1)
    {
        if (text.Length > EnoughText)
            text = text[..EnoughText];
        int han = 0, kana = 0, hangul = 0, cyrillic = 0, ukrainian = 0, letters = 0;
        foreach (var c in text)
        {
            if (c < 0x80)
            {
                if (char.IsAsciiLetter(c))
                    letters++;
            }
            else if (Script.IsHan(c))
                han++;
            else if (Script.IsKana(c))
                kana++;
            else if (Script.IsHangul(c))
                hangul++;
            else if (Script.IsCyrillic(c))
            {
                cyrillic++;
                if (c is 'і' or 'ї' or 'є' or 'І' or 'Ї' or 'Є')
                    ukrainian++;
            }
            else if (char.IsLetter(c))
                letters++;
        }

        const int LettersOutweighed = 12;
        if (kana > 1 && kana * 10 >= han && (kana + han) * LettersOutweighed >= letters)
            return "ja";
        if (han > 1 && han * LettersOutweighed >= letters)
            return "zh";
        if (hangul > 1 && hangul * LettersOutweighed >= letters)
            return "ko";
        if (cyrillic > 3 && cyrillic * LettersOutweighed >= letters)
            return ukrainian * 50 > cyrillic ? "uk" : "ru";
        return letters > 0 ? ByWords(text, leastScore) : null;
    }

    /// <summary>The language, English when nothing tells.</summary>
    public static string DetectOrEnglish(ReadOnlySpan<char> text) => Detect(text) ?? "en";

    private static string? ByWords(ReadOnlySpan<char> text, int leastScore)
    {
        var scores = new Dictionary<string, int>(StringComparer.Ordinal);
        Span<char> buffer = stackalloc char[12];
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetter(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < text.Length && char.IsLetter(text[i]))
                i++;
            var word = text[start..i];
            ScoreDiacritics(word, scores);
            var joined = (start > 0 && IsJoiner(text[start - 1])) || (i < text.Length && IsJoiner(text[i]));
            if (word.Length > buffer.Length || joined)
                continue;
            var folded = Folding.Fold(word, buffer);
            foreach (var (lang, words) in StopWords.Languages)
            {
                if (words.Find(folded) >= 0)
                    Count(scores, lang, 2);
            }
        }

        string? best = null;
        foreach (var (lang, score) in scores)
        {
            if (best is null || score > scores[best] || (score == scores[best] && Rank(lang) < Rank(best)))
                best = lang;
        }

        return best is not null && scores[best] >= leastScore ? best : null;
    }

    // What stands glued to these is an identifier or a value, no word of prose.
    private static bool IsJoiner(char c) => c is '_' or '=' or '/' or '-' or '.' or ':' or '@' || char.IsAsciiDigit(c);

    private static void ScoreDiacritics(ReadOnlySpan<char> word, Dictionary<string, int> scores)
    {
        foreach (var c in word)
        {
            if (c < 0x80)
                continue;
            var lang = char.ToLowerInvariant(c) switch
            {
                'ą' or 'ę' or 'ł' or 'ż' or 'ś' or 'ń' or 'ź' or 'ć' => "pl",
                'ä' or 'ö' or 'ü' or 'ß' => "de",
                'è' or 'ê' or 'ç' or 'à' or 'œ' or 'î' or 'û' => "fr",
                'ñ' or '¿' => "es",
                'ě' or 'ř' or 'ů' or 'č' or 'š' or 'ž' or 'ý' => "cs",
                _ => null,
            };
            if (lang is not null)
                Count(scores, lang, 3);
        }
    }

    private static void Count(Dictionary<string, int> scores, string lang, int by) => scores[lang] = scores.GetValueOrDefault(lang) + by;

    private static int Rank(string lang) => lang switch { "en" => 0, "pl" => 1, "de" => 2, "fr" => 3, "es" => 4, "it" => 5, _ => 6 };
}
