namespace MemHelpBot.Cases.Text;

/// <summary>Porter's stemming algorithm for English (Program 14, 1980), in place on folded ASCII letters.</summary>
internal static class PorterStemmer
{
    private static readonly (string Suffix, string By)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"), ("alli", "al"),
        ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ];

    private static readonly (string Suffix, string By)[] Step3 =
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    private static readonly string[] Step4 =
    [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic", "ou",
    ];

    /// <summary>Stems a word.</summary>
    /// <param name="word">Lower-case letters; overwritten.</param>
    /// <returns>Length of the stem.</returns>
    public static int Stem(Span<char> word)
    {
        var length = word.Length;
        if (length <= 2)
            return length;
        length = Plural(word, length);
        length = PastAndGerund(word, length);
        if (length > 1 && word[length - 1] == 'y' && HasVowel(word[..(length - 1)]))
            word[length - 1] = 'i';
        length = Replace(word, length, Step2);
        length = Replace(word, length, Step3);
        length = RemoveResidue(word, length);
        return Tidy(word, length);
    }

    private static int Plural(Span<char> word, int length)
    {
        if (Ends(word, length, "sses") || Ends(word, length, "ies"))
            return length - 2;
        return word[length - 1] == 's' && word[length - 2] != 's' ? length - 1 : length;
    }

    private static int PastAndGerund(Span<char> word, int length)
    {
        if (Ends(word, length, "eed"))
            return Measure(word[..(length - 3)]) > 0 ? length - 1 : length;
        var cut = Ends(word, length, "ed") ? 2 : Ends(word, length, "ing") ? 3 : 0;
        if (cut == 0 || !HasVowel(word[..(length - cut)]))
            return length;
        length -= cut;
        if (Ends(word, length, "at") || Ends(word, length, "bl") || Ends(word, length, "iz"))
        {
            word[length] = 'e';
            return length + 1;
        }

        if (EndsInDouble(word, length) && word[length - 1] is not ('l' or 's' or 'z'))
            return length - 1;
        if (Measure(word[..length]) == 1 && EndsShort(word, length))
        {
            word[length] = 'e';
            return length + 1;
        }

        return length;
    }

    private static int Replace(Span<char> word, int length, (string Suffix, string By)[] rules)
    {
        foreach (var (suffix, by) in rules)
        {
            if (!Ends(word, length, suffix))
                continue;
            var stem = length - suffix.Length;
            if (Measure(word[..stem]) == 0)
                return length;
            by.CopyTo(word[stem..]);
            return stem + by.Length;
        }

        return length;
    }

    private static int RemoveResidue(Span<char> word, int length)
    {
        foreach (var suffix in Step4)
        {
            if (!Ends(word, length, suffix))
                continue;
            var stem = length - suffix.Length;
            var fits = suffix != "ion" || (stem > 0 && word[stem - 1] is 's' or 't');
            return fits && Measure(word[..stem]) > 1 ? stem : length;
        }

        return length;
    }

    private static int Tidy(Span<char> word, int length)
    {
        if (word[length - 1] == 'e')
        {
            var measure = Measure(word[..(length - 1)]);
            if (measure > 1 || (measure == 1 && !EndsShort(word, length - 1)))
                length--;
        }

        return length > 1 && word[length - 1] == 'l' && EndsInDouble(word, length) && Measure(word[..length]) > 1 ? length - 1 : length;
    }

    private static bool Ends(Span<char> word, int length, string suffix) =>
        length > suffix.Length && word[..length].EndsWith(suffix, StringComparison.Ordinal);

    private static bool IsConsonant(ReadOnlySpan<char> word, int at) => word[at] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => at == 0 || !IsConsonant(word, at - 1),
        _ => true,
    };

    private static bool HasVowel(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (!IsConsonant(word, i))
                return true;
        }

        return false;
    }

    private static int Measure(ReadOnlySpan<char> word)
    {
        var (measure, afterVowel) = (0, false);
        for (var i = 0; i < word.Length; i++)
        {
            var consonant = IsConsonant(word, i);
            if (consonant && afterVowel)
                measure++;
            afterVowel = !consonant;
        }

        return measure;
    }

    private static bool EndsInDouble(Span<char> word, int length) =>
        length > 1 && word[length - 1] == word[length - 2] && IsConsonant(word[..length], length - 1);

    private static bool EndsShort(Span<char> word, int length) =>
        length > 2 && IsConsonant(word[..length], length - 1) && !IsConsonant(word[..length], length - 2) && IsConsonant(word[..length], length - 3)
        && word[length - 1] is not ('w' or 'x' or 'y');
}
