using System.Collections.Frozen;
using System.Text;
using MemHelpBot.Cases.Text;

namespace MemHelpBot.Cases.Ingest;

/// <summary>
/// Tells the encoding of a text that is no UTF-8: each candidate is tried, and the one whose characters look most like a language that
/// is written in it wins. Too few characters beyond ASCII decide nothing.
/// </summary>
internal static class EncodingGuess
{
    private const int LeastHighBytes = 4;
    private const int Sample = 128 * 1024;
    private const double LeastScore = 0.35;

    private static readonly FrozenSet<char> CentralEuropean = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻäöüßÄÖÜ„”–…".ToFrozenSet();
    private static readonly FrozenSet<char> CzechAndKin = "áčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűľĺô§°".ToFrozenSet();
    private static readonly FrozenSet<char> WestEuropean = "äöüßÄÖÜéèêëàâçîïôûùñáíóúæøåÅØÆœÉÈÀÇ’‘“”„–—…«»°§".ToFrozenSet();
    private static readonly FrozenSet<char> WidePunctuation = "，。：；、“”‘’！？（）《》【】…—　「」『』ー".ToFrozenSet();

    private static readonly (string Name, Func<char, char, double> Score)[] Candidates =
    [
        ("windows-1252", (c, _) => WestEuropean.Contains(c) ? 1 : -1),
        ("iso-8859-2", Central),
        ("windows-1250", Central),
        ("windows-1251", Cyrillic),
        ("koi8-r", Cyrillic),
        ("gb18030", (c, _) => WidePunctuation.Contains(c) ? 1 : Script.IsHan(c) ? 0.7 : Script.IsKana(c) ? -0.5 : -1),
        ("big5", (c, _) => WidePunctuation.Contains(c) ? 1 : Script.IsHan(c) ? 0.65 : -1),
        ("shift_jis", (c, _) => c is >= '\uFF61' and <= '\uFF9F' ? -1 : Japanese(c)),
        ("euc-jp", (c, _) => Japanese(c)),
    ];

    /// <summary>The encoding, or null when nothing tells.</summary>
    public static Encoding? Of(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(Sample, bytes.Length)];
        var high = 0;
        foreach (var b in sample)
            high += b >> 7;
        if (high < LeastHighBytes)
            return null;
        Encoding? best = null;
        // A log in UTF-8 with some broken bytes stays UTF-8.
        var most = Math.Max(LeastScore, Utf8Share(sample));
        foreach (var (name, score) in Candidates)
        {
            var encoding = ByName(name)!;
            if (Average(encoding.GetString(sample), score) is var average && average > most)
                (best, most) = (encoding, average);
        }

        return best;
    }

    /// <summary>The encoding of that name, or null.</summary>
    public static Encoding? ByName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        try
        {
            var trimmed = name.Trim('"', '\'', ' ');
            return CodePagesEncodingProvider.Instance.GetEncoding(trimmed) ?? Encoding.GetEncoding(trimmed);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static double Average(string text, Func<char, char, double> score)
    {
        var (sum, count, before) = (0.0, 0, '\0');
        foreach (var c in text)
        {
            if (c >= 0x80)
            {
                sum += c is '\uFFFD' or (>= '\uE000' and <= '\uF8FF') or < '\u00A0' ? -4 : score(c, before);
                count++;
            }

            before = c;
        }

        return count == 0 ? 0 : sum / count;
    }

    // The share of bytes beyond ASCII that are whole UTF-8 sequences.
    private static double Utf8Share(ReadOnlySpan<byte> sample)
    {
        var (good, bad) = (0, 0);
        while (!sample.IsEmpty)
        {
            var whole = Rune.DecodeFromUtf8(sample, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (!whole)
                bad++;
            else if (!rune.IsAscii)
                good += length;
            sample = sample[length..];
        }

        return good + bad == 0 ? 0 : (double)good / (good + bad);
    }

    private static double Central(char c, char before) => CentralEuropean.Contains(c) ? 1 : CzechAndKin.Contains(c) ? 0.9 : -1;

    // A capital after a small letter inside a word is no Russian.
    private static double Cyrillic(char c, char before) =>
        !Script.IsCyrillic(c) ? -1 : Script.IsCyrillic(before) && char.IsUpper(c) && char.IsLower(before) ? -1 : char.IsAsciiLetter(before) ? -1 : 0.95;

    // The middle dot stands for what the decoder could not read.
    private static double Japanese(char c) => c == '・' ? -1 : Script.IsKana(c) || WidePunctuation.Contains(c) ? 1 : Script.IsHan(c) ? 0.68 : -1;
}
