namespace MemHelpBot.Cases.Text;

/// <summary>Words that carry no topic, per language, folded; they also tell languages apart.</summary>
internal static class StopWords
{
    private static readonly Dictionary<string, SpanTable> ByLanguage = new(StringComparer.Ordinal)
    {
        ["en"] = Set(
            "a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it its just me my no not of on or our " +
            "she should so some such than that the their them then there these they this those to too us very was we were what when where which while who why " +
            "will with would you your"),
        ["pl"] = Set(
            "a aby albo ale az bardzo bez bo by byc byl byla bylo byly co czy dla do gdy gdzie i ich ile im ja jak jaki jakie jako je jego jej jest jestem jeszcze " +
            "jezeli juz kiedy kto ktora ktore ktory ktorych lub ma mam mi mnie moze na nad nam nas nie niz o od oraz po pod poniewaz przed przez przy sa sie skad " +
            "ta tak takie tam te tego tej ten to tu tylko tym u w we wiec wszystko z za ze zeby"),
        ["de"] = Set(
            "aber als am an auch auf aus bei bin bis das dass dem den der des die dies diese dieser doch durch ein eine einem einen einer er es fur hat ich ihr im " +
            "in ist ja kann mein mit nach nicht noch nur oder ohne sich sie sind so uber um und uns vom von vor war warum was wenn wer werden wie wir wird zu zum zur"),
        ["fr"] = Set(
            "au aux avec ce ces cette dans de des du elle en est et il je la le les leur mais ne nous on ou par pas plus pour pourquoi que qui sa se ses son sont " +
            "sur un une vous"),
        ["es"] = Set("al como con de del el en es esta la las lo los mas no para pero por porque que se sin su un una y"),
        ["it"] = Set("al alla che con da del della di e gli i il in la le nel non per piu sono un una"),
        ["cs"] = Set("a ale bez co do i jak je jako jen jsem k ktere ktery na ne nebo o od po pro proc s se si ta tak to v ve z za ze"),
    };

    // Pairs of characters that questions are made of, in Chinese: 怎么办, 为什么, 是什么原因.
    private static readonly SpanTable UnspacedPairs = Set(
        "怎么 么办 什么 为什 如何 何解 请问 么会 么样 是什 么原 可以 一个 这个 那个 我们 你们 他们 它们 没有 以及 或者 但是 因为 所以 如果 时候 的时 了吗 是否 还是 " +
        "就是 不是 有没 么是 的是 是不 会有 一下 怎样 应该 该怎 办法");

    /// <summary>The languages that are told apart by their words.</summary>
    public static IEnumerable<KeyValuePair<string, SpanTable>> Languages => ByLanguage;

    /// <summary>Whether a folded word is a stop word of the language, or of English, which is mixed into every paste.</summary>
    public static bool Contains(ReadOnlySpan<char> folded, string lang) =>
        Has("en", folded) || (lang is not "en" && Has(lang, folded));

    /// <summary>Whether a pair of Chinese characters carries no topic.</summary>
    public static bool ContainsPair(ReadOnlySpan<char> pair) => UnspacedPairs.Find(pair) >= 0;

    private static bool Has(string lang, ReadOnlySpan<char> folded) =>
        ByLanguage.TryGetValue(lang, out var words) && words.Find(folded) >= 0;

    private static SpanTable Set(string words)
    {
        var set = new SpanTable();
        foreach (var word in words.Split(' '))
            set.Add(word);
        return set;
    }
}
