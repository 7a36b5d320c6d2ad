namespace MemHelpBot.Cases.Text;

/// <summary>Strips the common endings of Polish, German and Russian words: light, on folded letters, never below four letters.</summary>
internal static class SuffixStemmer
{
    private const int ShortestStem = 4;

    private static readonly string[] Polish =
    [
        "iami", "iach", "ami", "ach", "owi", "ego", "emu", "ymi", "imi", "ych", "ich", "iej", "iem", "ow", "em", "om", "ie", "ia", "iu", "io",
        "ej", "ym", "im", "a", "e", "i", "o", "u", "y",
    ];

    private static readonly string[] German = ["ungen", "ern", "ung", "em", "en", "er", "es", "e", "n", "s"];

    private static readonly string[] Russian =
    [
        "иями", "ями", "ами", "ием", "иях", "ого", "его", "ому", "ему", "ыми", "ими", "ией", "ах", "ях", "ов", "ев", "ей", "ой", "ий", "ый", "ая", "яя", "ое", "ее",
        "ые", "ие", "ых", "их", "ым", "им", "ом", "ем", "ам", "ям", "ия", "ии", "ию", "а", "е", "и", "й", "о", "у", "ы", "ь", "ю", "я",
    ];

    /// <summary>Length of the stem of a folded word in a language; the whole length for languages without a rule here.</summary>
    public static int Stem(ReadOnlySpan<char> word, string lang)
    {
        var endings = lang switch { "pl" => Polish, "de" => German, "ru" => Russian, _ => [] };
        foreach (var ending in endings)
        {
            if (word.Length - ending.Length >= ShortestStem && word.EndsWith(ending, StringComparison.Ordinal))
                return Math.Min(word.Length - ending.Length, LongestStem(lang));
        }

        return Math.Min(word.Length, LongestStem(lang));
    }

    // Polish also changes the end of the stem itself (kontener, w kontenerze): what tells words apart stands in their first letters.
    private static int LongestStem(string lang) => lang == "pl" ? 7 : int.MaxValue;
}
